import pytest

from saleor_allegro.rules.admission import Reason
from saleor_allegro.sync.reason_texts import REASON_TEXTS, reason_text


@pytest.mark.parametrize("code", [*(reason for reason in Reason if reason), "gone"])
def test_every_reason_is_told_in_both_languages(code):
    text = REASON_TEXTS[code]

    assert text.english
    assert text.polish not in ("", text.english)


def test_reason_of_another_release_is_told_by_its_code():
    assert reason_text("whim").english == "whim"
