"""The fields of the filter form, with what is chosen in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.marketplaces import MARKETPLACES
from saleor_allegro.dashboard.orders.filters import Wanted, said_of
from saleor_allegro.dashboard.orders.flag_words import FLAG_NAMES
from saleor_allegro.dashboard.orders.sellers import Choice, Sellers
from saleor_allegro.dashboard.orders.words import WORDS


def filter_choices(wanted: Wanted, sellers: Sellers, language: Language) -> Mapping[str, Any]:
    """What the template needs besides `wanted`: choices by the name of the field, and values."""
    channels = list(sellers.channels)
    if wanted.channel and wanted.channel not in {choice.value for choice in channels}:
        channels.append(Choice(value=wanted.channel, label=wanted.channel))
    accounts = [Choice(value=each.id, label=each.login) for each in sellers.everybody]
    flags = [
        Choice(value=kind.name, label=name.in_language(language))
        for kind, name in FLAG_NAMES.items()
    ]
    return {
        "channels": channels if len(channels) > 1 or wanted.channel else [],
        "accounts": accounts if len(accounts) > 1 or wanted.account else [],
        "flags": sorted(flags, key=lambda choice: choice.label.casefold()),
        # Another can be typed.
        "marketplaces": MARKETPLACES,
        "often": _yes_no(
            language,
            paid=wanted.is_paid,
            flagged=wanted.is_flagged,
            failed=wanted.is_failed,
        ),
        "rarely": _yes_no(language, cod=wanted.is_cash_on_delivery, nottold=wanted.is_not_told),
        "from": said_of(wanted.bought_from),
        "until": said_of(wanted.bought_until),
    }


def _yes_no(language: Language, **fields: bool | None) -> Sequence[Mapping[str, str]]:
    """Fields that are answered with yes, no or not at all."""
    return [
        {"name": name, "label": WORDS[name].in_language(language), "value": said_of(value)}
        for name, value in fields.items()
    ]
