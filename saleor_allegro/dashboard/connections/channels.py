"""Channels as the Connections view shows them: who sells there, what is missing, what to do."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.channels import obstacle_of
from saleor_allegro.dashboard.connections import channel_words as words
from saleor_allegro.rules.channel_obstacles import ChannelObstacle

Answer = Mapping[str, Any]
#: Tone of a state -> its place in the list; the channels that need somebody come first.
_PLACES: Final = {"bad": 0, "warn": 1, "good": 2, "": 3}


def channels_shown(channels: Sequence[Answer], language: Language) -> list[Answer]:
    """The channels with words for them, those that need somebody first."""
    shown = [_channel(channel, language) for channel in channels]
    return sorted(shown, key=lambda channel: _PLACES[channel["tone"]])


def state_of(channel: Answer) -> str:
    """A key of `words.STATES`."""
    obstacle = obstacle_of(channel)
    if obstacle is ChannelObstacle.MISSING_SETTINGS and not has_seller(channel):
        return "unused"
    return obstacle or "good"


def has_seller(channel: Answer) -> bool:
    """Whether a seller belongs to it, who may have to connect again."""
    account = channel["account"]
    return account is not None and account["connection"] != "DISCONNECTED"


def alarms(channels: Sequence[Answer], language: Language) -> list[Answer]:
    """`{"channel": slug, "text"}` for each seller who has to connect again, however many channels
    take their orders.
    """
    by_login: dict[str, list[Answer]] = {}
    for channel in channels:
        if channel["account"] and channel["account"]["connection"] == "RECONNECT_NEEDED":
            by_login.setdefault(channel["account"]["login"], []).append(channel)
    return [
        {
            "channel": taking[0]["slug"],
            "text": words.ALARM.filled(
                login=login, channels=", ".join(channel["name"] for channel in taking)
            ).in_language(language),
        }
        for login, taking in by_login.items()
    ]


def _channel(channel: Answer, language: Language) -> Answer:
    state = state_of(channel)
    tone, label, advice = words.STATES[state]
    login = channel["account"]["login"] if has_seller(channel) else ""
    ask = words.ASK_DISCONNECT.filled(login=login, channel=channel["name"])
    labels = ", ".join(channel["missing"])
    return {
        **channel,
        "tone": tone,
        "state": label.in_language(language),
        "advice": advice.filled(labels=labels).in_language(language),
        "login": login,
        "has_seller": has_seller(channel),
        # Where settings are missing, Allegro would not know who asks.
        "can_connect": not channel["missing"],
        "is_connecting_first": state in ("not_connected", "reconnect"),
        "ask": ask.in_language(language),
    }
