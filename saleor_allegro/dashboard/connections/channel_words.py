"""How channels stand, and what to do about it, in words."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text

#: How a channel stands, see `channels.state_of` -> tone, a short name, and what to do next.
STATES: Final[Mapping[str, tuple[str, Text, Text]]] = {
    "unused": (
        "",
        Text("Not connected", "Nie połączono"),
        Text(
            "To take orders from Allegro here, first complete the settings: {labels}.",
            "Aby przyjmować tu zamówienia z Allegro, uzupełnij najpierw ustawienia: {labels}.",
        ),
    ),
    "not_connected": (
        "warn",
        Text("Not connected", "Nie połączono"),
        Text(
            "Press “Connect” and agree on Allegro as the seller.",
            "Naciśnij „Połącz” i wyraź zgodę w Allegro jako sprzedawca.",
        ),
    ),
    "missing": (
        "bad",
        Text("No orders are imported", "Zamówienia nie są pobierane"),
        Text("Complete the settings: {labels}.", "Uzupełnij ustawienia: {labels}."),
    ),
    "reconnect": (
        "bad",
        Text("No orders are imported", "Zamówienia nie są pobierane"),
        Text(
            "Allegro no longer accepts the seller's consent. Connect again.",
            "Allegro nie uznaje już zgody sprzedawcy. Połącz ponownie.",
        ),
    ),
    "inactive": (
        "warn",
        Text("No orders are imported", "Zamówienia nie są pobierane"),
        Text(
            "The plugin is off in this channel. Switch it on in the settings.",
            "Wtyczka jest w tym kanale wyłączona. Włącz ją w ustawieniach.",
        ),
    ),
    "switched_off": (
        "warn",
        Text("No orders are imported", "Zamówienia nie są pobierane"),
        Text(
            "Switch on “Create orders from Allegro” in the settings.",
            "Włącz „Twórz zamówienia z Allegro” w ustawieniach.",
        ),
    ),
    "good": ("good", Text("Orders are imported", "Zamówienia są pobierane"), Text("", "")),
}
ALARM: Final = Text(
    "Allegro no longer accepts the consent of {login}. Until you connect again, no orders come to "
    "the shop (channels: {channels}), and Allegro is told nothing of those that are there. What is "
    "bought meanwhile follows then.",
    "Allegro nie uznaje już zgody sprzedawcy {login}. Dopóki nie połączysz ponownie, zamówienia "
    "nie trafiają do sklepu (kanały: {channels}), a Allegro nie dowiaduje się o zmianach w już "
    "pobranych. Zakupy z tego czasu pobierzemy później.",
)
ASK_DISCONNECT: Final = Text(
    "Disconnect {login} from the channel {channel}? Orders that are there stay; no new ones come.",
    "Rozłączyć {login} od kanału {channel}? Pobrane zamówienia zostaną; nowe nie będą pobierane.",
)
