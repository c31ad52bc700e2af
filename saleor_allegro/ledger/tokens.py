"""The tokens of an account: encrypted at rest, changed under a row lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from saleor_allegro.encryption import decrypt, encrypt
from saleor_allegro.models import Account


@dataclass(frozen=True, slots=True)
class Tokens:
    """`expires_at` is the access token's; `None`: it is to be refreshed before use."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime | None


class TokenRow:
    """The tokens of one account while its row is locked."""

    def __init__(self, row: Account) -> None:
        self._row = row
        self.account_pk = row.pk
        self.is_connected = row.connection == Account.Connection.CONNECTED

    def read(self) -> Tokens:
        """
        Raises:
            encryption.Undecipherable: The key was changed.
        """
        return _tokens(self._row)

    def save(self, tokens: Tokens, *, scope: str | None = None) -> None:
        self._row.access_token = encrypt(tokens.access_token)
        self._row.refresh_token = encrypt(tokens.refresh_token)
        self._row.token_expires_at = tokens.expires_at
        fields = ["access_token", "refresh_token", "token_expires_at"]
        if scope is not None:
            self._row.scope = scope
            fields.append("scope")
        self._row.save(update_fields=fields)


def tokens_of(account_pk: int) -> Tokens:
    """
    Raises:
        encryption.Undecipherable: The key was changed.
    """
    return _tokens(Account.objects.get(pk=account_pk))


@contextmanager
def locked_tokens(account_pk: int) -> Iterator[TokenRow]:
    """Hold the account's row, so that over all workers one refreshes and the others wait.

    This is the one transaction with a network call in it: Allegro's refresh tokens are for
    one use, so the new pair must be stored before anybody can try the old one.
    """
    with transaction.atomic():
        yield TokenRow(Account.objects.select_for_update(no_key=True).get(pk=account_pk))


def expire_access_token(account_pk: int, access_token: str) -> bool:
    """Have the access token refreshed before its next use.

    Returns:
        False when another one was stored since: that one has not been refused by anybody.
    """
    with locked_tokens(account_pk) as row:
        tokens = row.read()
        if tokens.access_token != access_token:
            return False
        row.save(Tokens(tokens.access_token, tokens.refresh_token, None))
        return True


def _tokens(row: Account) -> Tokens:
    return Tokens(decrypt(row.access_token), decrypt(row.refresh_token), row.token_expires_at)
