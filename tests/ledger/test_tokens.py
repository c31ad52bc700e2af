import pytest

from saleor_allegro import ledger
from saleor_allegro.ledger import Tokens
from tests.ledger.rows import LATER, NOW, an_account

pytestmark = pytest.mark.django_db


def stored(account):
    with ledger.locked_tokens(account.pk) as row:
        row.save(Tokens("access", "refresh", LATER), scope="a b")


def test_tokens_are_stored_encrypted_and_never_shown():
    account = an_account()
    stored(account)

    account.refresh_from_db()
    assert "access" not in account.access_token
    assert "refresh" not in account.refresh_token
    assert account.scope == "a b"
    tokens = ledger.tokens_of(account.pk)
    assert tokens == Tokens("access", "refresh", LATER)
    assert "access'" not in repr(tokens)


def test_a_refused_token_is_refreshed_unless_it_was_already():
    account = an_account()
    stored(account)

    assert ledger.expire_access_token(account.pk, "an older one") is False
    assert ledger.tokens_of(account.pk).expires_at == LATER
    assert ledger.expire_access_token(account.pk, "access") is True
    assert ledger.tokens_of(account.pk).expires_at is None


def test_nothing_is_stored_when_the_refresh_fails_half_way():
    account = an_account()
    stored(account)

    def interrupted():
        with ledger.locked_tokens(account.pk) as row:
            row.save(Tokens("new", "new", NOW))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()

    assert ledger.tokens_of(account.pk).access_token == "access"
