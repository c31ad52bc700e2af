"""Whether orders come into the channel, and what to do next where they do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saleor_allegro.config import Language, Text, labels_of
from saleor_allegro.dashboard.settings.words import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    text: str
    #: Whether orders come in.
    is_good: bool
    #: The view in which to go on, and how the link there is called; "": this one.
    view: str = ""
    link: str = ""


def state_of(channel: Mapping[str, Any], minutes: str, language: Language) -> State:
    """
    Args:
        channel: `AllegroChannel`.
        minutes: The interval of the import.
    """
    said = _obstacle(channel, language)
    if said:
        return State(text=said.in_language(language), is_good=False)
    account = channel["account"]
    if account is None or account["connection"] != "CONNECTED":
        needed = account and account["connection"] == "RECONNECT_NEEDED"
        text = WORDS["reconnect" if needed else "not_connected"]
        return State(
            text=text.in_language(language),
            is_good=False,
            view="connections",
            link=WORDS["to_connections"].in_language(language),
        )
    text = WORDS["running"].filled(login=account["login"], minutes=minutes)
    return State(text=text.in_language(language), is_good=True)


def _obstacle(channel: Mapping[str, Any], language: Language) -> Text | None:
    """What is to be changed in this view first."""
    if not channel["active"]:
        return WORDS["inactive"]
    if channel["missing"]:
        return WORDS["missing"].filled(labels=", ".join(channel["missing"]))
    if not channel["createsOrders"]:
        [label] = labels_of({"create_orders"}, language)
        return WORDS["switched_off"].filled(label=label)
    return None
