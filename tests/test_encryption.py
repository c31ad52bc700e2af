import pytest

from saleor_allegro.encryption import Undecipherable, decrypt, encrypt


def test_a_token_is_unreadable_at_rest_and_comes_back():
    stored = encrypt("refresh-token")

    assert "refresh-token" not in stored
    assert stored != encrypt("refresh-token")
    assert decrypt(stored) == "refresh-token"
    assert decrypt(encrypt("")) == ""


def test_a_key_is_introduced_and_then_rotated_without_losing_tokens(settings):
    with_secret_key = encrypt("first")
    settings.ALLEGRO_ENCRYPTION_KEY = "old"
    with_old = encrypt("second")
    settings.ALLEGRO_ENCRYPTION_KEY = "new, old"
    with_new = encrypt("third")

    assert [decrypt(text) for text in (with_secret_key, with_old, with_new)] == [
        "first",
        "second",
        "third",
    ]
    settings.ALLEGRO_ENCRYPTION_KEY = "new"
    with pytest.raises(Undecipherable, match="ALLEGRO_ENCRYPTION_KEY"):
        decrypt(with_old)


def test_the_key_may_come_from_the_environment(settings, monkeypatch):
    monkeypatch.setenv("ALLEGRO_ENCRYPTION_KEY", "from the environment")
    stored = encrypt("token")
    monkeypatch.delenv("ALLEGRO_ENCRYPTION_KEY")

    with pytest.raises(Undecipherable):
        decrypt(stored)
