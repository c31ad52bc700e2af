"""What the plugin's form says of the connection: how it is, what to do next, and the link.

The dashboard shows each as one line that cannot wrap; only the help beneath it can.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language, Text, check, is_true, labels_of
from saleor_allegro.models import Account
from saleor_allegro.rules.channel_obstacles import ChannelObstacle, first_obstacle

_NOT_CONNECTED: Final = Text("Not connected", "Nie połączono")
_CONNECTED: Final = Text(
    "Connected: {login} ({environment}), since {since} UTC",
    "Połączono: {login} ({environment}), od {since} UTC",
)
_RECONNECT: Final = Text(
    "Reconnect needed: {login} ({environment})",
    "Wymagane ponowne połączenie: {login} ({environment})",
)
_FILL_IN: Final = Text(
    "No orders are imported. First fill in and save: {labels}.",
    "Zamówienia nie są pobierane. Najpierw uzupełnij i zapisz: {labels}.",
)
_OPEN_LINK: Final = Text(
    "No orders are imported. Open the link below to connect a seller.",
    "Zamówienia nie są pobierane. Otwórz link poniżej, aby połączyć konto sprzedawcy.",
)
_AGREE_AGAIN: Final = Text(
    "No orders are imported: Allegro no longer accepts the seller's consent. Open the link below "
    "and agree again.",
    "Zamówienia nie są pobierane: Allegro nie uznaje już zgody sprzedawcy. Otwórz link poniżej "
    "i wyraź zgodę ponownie.",
)
_INACTIVE: Final = Text(
    "No orders are imported, because the plugin is not active in this channel.",
    "Zamówienia nie są pobierane, bo wtyczka nie jest aktywna w tym kanale.",
)
_SWITCHED_OFF: Final = Text(
    "No orders are imported, because “{create_orders}” is switched off below.",
    "Zamówienia nie są pobierane, bo poniżej nie zaznaczono „{create_orders}”.",
)
_OBSTACLES: Final[Mapping[ChannelObstacle, Text]] = {
    ChannelObstacle.MISSING_SETTINGS: _FILL_IN,
    ChannelObstacle.NOT_CONNECTED: _OPEN_LINK,
    ChannelObstacle.RECONNECT_NEEDED: _AGREE_AGAIN,
    ChannelObstacle.INACTIVE: _INACTIVE,
    ChannelObstacle.SWITCHED_OFF: _SWITCHED_OFF,
}
_RUNNING: Final = Text(
    "Orders are imported every {minutes} min.", "Zamówienia są pobierane co {minutes} min."
)
_NO_LINK: Final = Text(
    "The link appears here once the form is complete.",
    "Link pojawi się tutaj po uzupełnieniu formularza.",
)
_DATE: Final = "%Y-%m-%d %H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionText:
    """The words for a channel whose form stands so.

    Args:
        missing: Labels of the fields to fill in before anybody can be connected.
        creates_orders: The main switch.
        minutes: The interval of the import, as typed.
        language: That of the form.
    """

    account: Account | None
    missing: list[str]
    is_active: bool
    creates_orders: bool
    minutes: str
    language: Language

    @property
    def state(self) -> str:
        """Who is connected."""
        account, language = self.account, self.language
        if account is None or account.connection == Account.Connection.DISCONNECTED:
            return _NOT_CONNECTED.in_language(language)
        is_connected = account.connection == Account.Connection.CONNECTED
        text = _CONNECTED if is_connected else _RECONNECT
        return text.filled(
            login=account.login,
            environment=account.environment,
            since=account.connected_at.strftime(_DATE),
        ).in_language(language)

    @property
    def advice(self) -> str:
        """Whether orders are imported, and what to do when they are not."""
        return self._advice().in_language(self.language)

    @property
    def no_link(self) -> str:
        """What to say where the link would be while fields are missing."""
        return _NO_LINK.in_language(self.language)

    def _advice(self) -> Text:
        obstacle = first_obstacle(
            is_complete=not self.missing,
            connection=self.account.connection if self.account else "",
            is_active=self.is_active,
            creates_orders=self.creates_orders,
        )
        if obstacle is None:
            return _RUNNING.filled(minutes=self.minutes)
        [create_orders] = labels_of({"create_orders"}, self.language)
        return _OBSTACLES[obstacle].filled(
            labels=", ".join(self.missing), create_orders=create_orders
        )


def connection_text(
    values: Mapping[str, Any], account: Account | None, *, is_active: bool, language: Language
) -> ConnectionText:
    """
    Args:
        values: Those of the whole form, defaults where nothing is stored.
    """
    missing = labels_of(dict(check(values, active=True)), language)
    return ConnectionText(
        account=account,
        missing=missing,
        is_active=is_active,
        # What says neither yes nor no is missing.
        creates_orders=not missing and is_true(values["create_orders"]),
        minutes=str(values["import_every_minutes"]),
        language=language,
    )
