"""The plugin form's read-only lines: how the connection is, and what to do next."""

from typing import Final

from saleor_allegro.config import Language, Text
from saleor_allegro.models import Account

_CONNECTED: Final = Text(
    "Connected: {login} ({environment}), since {since} UTC. To connect again, open: {link}",
    "Połączono: {login} ({environment}), od {since} UTC. Aby połączyć ponownie, otwórz: {link}",
)
_RECONNECT: Final = Text(
    "Reconnect needed: Allegro no longer accepts the consent of {login}; no orders are imported. "
    "Open: {link}",
    "Wymagane ponowne połączenie: Allegro nie przyjmuje już zgody {login}; zamówienia nie są "
    "pobierane. Otwórz: {link}",
)
_NOT_CONNECTED: Final = Text(
    "Not connected. To connect a seller, open: {link}",
    "Nie połączono. Aby połączyć sprzedawcę, otwórz: {link}",
)
_INCOMPLETE: Final = Text(
    "Not connected. First fill in and save: {labels}.",
    "Nie połączono. Najpierw wypełnij i zapisz: {labels}.",
)
_DATE: Final = "%Y-%m-%d %H:%M"


def connection_text(
    account: Account | None, *, missing: list[str], link: str, language: Language
) -> str:
    """One line about a channel's connection.

    Args:
        account: The seller whose orders the channel takes.
        missing: Labels of the fields to fill in before anybody can be connected.
        link: Where a seller is connected.
    """
    if missing and (account is None or account.connection != Account.Connection.CONNECTED):
        return _INCOMPLETE.filled(labels=", ".join(missing)).in_language(language)
    if account is None or account.connection == Account.Connection.DISCONNECTED:
        return _NOT_CONNECTED.filled(link=link).in_language(language)
    if account.connection == Account.Connection.RECONNECT_NEEDED:
        return _RECONNECT.filled(login=account.login, link=link).in_language(language)
    return _CONNECTED.filled(
        login=account.login,
        environment=account.environment,
        since=account.connected_at.strftime(_DATE),
        link=link,
    ).in_language(language)
