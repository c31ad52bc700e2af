import pytest

from saleor_allegro.allegro.user_agent import build_user_agent

URL = "https://sklep.test/o-nas?x=1"


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("Sklep", "Sklep"),
        ("  Mój   sklep ", "Moj-sklep"),
        ("zażółć gęślą jaźń", "zazolc-gesla-jazn"),
        ("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "ZAZOLC-GESLA-JAZN"),
        ("z\u0301", "z"),
        ("Šperky Příbram", "Sperky-Pribram"),
        ("a.b_c-1", "a.b_c-1"),
    ],
)
def test_the_registered_name_is_written_in_plain_letters(name, token):
    assert build_user_agent(name, "1.0.2", URL) == f"{token}/1.0.2 (+{URL})"


@pytest.mark.parametrize("part", [0, 1, 2])
@pytest.mark.parametrize("text", ["", "   ", "a\r\nHost: evil/", "магазин", "a(b)", "a/b"])
def test_a_part_that_cannot_be_sent_is_refused(part, text):
    parts = ["Sklep", "1.0", URL]
    parts[part] = text

    with pytest.raises(ValueError, match=r"empty|cannot be sent|full URL"):
        build_user_agent(*parts)
