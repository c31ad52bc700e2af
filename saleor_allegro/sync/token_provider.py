"""The access token of an account, fresh when it is asked for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Malformed, NotAuthorised, Unreachable
from saleor_allegro.allegro.oauth import OAuthApp, TokenPair

#: Access tokens live 12 hours. Refreshing more often would retire tokens others still use.
REFRESH_BEFORE: Final = timedelta(minutes=10)


class TokenProvider:
    """Gives the access token, call by call; over all workers one refreshes at a time."""

    def __init__(self, account_pk: int, oauth: OAuthApp, clock: Callable[[], datetime]) -> None:
        self._account_pk = account_pk
        self._oauth = oauth
        self._clock = clock
        self._tokens: ledger.Tokens | None = None

    @property
    def last_given(self) -> str:
        return self._tokens.access_token if self._tokens else ""

    def __call__(self) -> str:
        """
        Raises:
            NotAuthorised: The seller must connect again, and the account must come to say so.
            WrongCredentials, RateLimited, Unreachable, Malformed: From refreshing.
            encryption.Undecipherable: The key was changed.
        """
        if self._tokens is None:
            self._tokens = ledger.tokens_of(self._account_pk)
        if not self._is_fresh(self._tokens):
            self._tokens = self._refreshed()
        return self._tokens.access_token

    def _is_fresh(self, tokens: ledger.Tokens) -> bool:
        return tokens.expires_at is not None and (
            tokens.expires_at - self._clock() > REFRESH_BEFORE
        )

    def _refreshed(self) -> ledger.Tokens:
        """Whoever gets the row first refreshes; the others find the new pair there."""
        with ledger.locked_tokens(self._account_pk) as row:
            if not row.is_connected:
                raise NotAuthorised("the seller must connect again")
            stored = row.read()
            if self._is_fresh(stored):
                return stored
            pair = self._refresh(stored.refresh_token)
            tokens = ledger.Tokens(pair.access_token, pair.refresh_token, pair.expires_at)
            row.save(tokens, scope=pair.scope or None)
        return tokens

    def _refresh(self, refresh_token: str) -> TokenPair:
        """Ask a second time at once when the answer got lost: the new pair may be in it, and
        Allegro takes the old token again for 60 seconds only."""
        try:
            return self._oauth.refresh(refresh_token, now=self._clock())
        except (Unreachable, Malformed):
            return self._oauth.refresh(refresh_token, now=self._clock())
