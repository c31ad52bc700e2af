"""How channels stand, and what the Connections view advises."""

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections.channel_words import STATES
from saleor_allegro.dashboard.connections.channels import alarms, channels_shown, state_of
from tests.dashboard.connection_nodes import a_channel

RECONNECT = {"login": "seller", "connection": "RECONNECT_NEEDED"}
DISCONNECTED = {"login": "seller", "connection": "DISCONNECTED"}
SHAPES = {
    "good": {},
    "switched_off": {"createsOrders": False},
    "inactive": {"active": False},
    "reconnect": {"account": RECONNECT, "active": False},
    "missing": {"missing": ["Client ID"], "account": RECONNECT},
    "not_connected": {"account": None},
    "unused": {"account": None, "missing": ["Client ID", "Client secret"], "active": False},
}


@pytest.mark.parametrize(("state", "fields"), SHAPES.items(), ids=SHAPES)
def test_first_thing_to_do_is_what_is_named(state, fields):
    channel = a_channel(**fields)

    assert state_of(channel) == state
    for language in Language:
        [shown] = channels_shown([channel], language)
        tone, label, advice = STATES[state]
        assert (shown["tone"], shown["state"]) == (tone, label.in_language(language))
        labels = ", ".join(channel["missing"])
        assert shown["advice"] == advice.in_language(language).format(labels=labels)


def test_every_state_is_told_of():
    assert set(SHAPES) == set(STATES)


def test_channel_whose_seller_was_disconnected_has_nobody():
    [shown] = channels_shown([a_channel(account=DISCONNECTED)], Language.ENGLISH)

    assert (shown["login"], shown["has_seller"], shown["can_connect"]) == ("", False, True)
    assert shown["state"] == "Not connected"


def test_channels_that_need_somebody_come_first():
    channels = [a_channel(slug=state, **SHAPES[state]) for state in SHAPES]

    shown = channels_shown(channels, Language.ENGLISH)

    tones = [channel["tone"] for channel in shown]
    assert tones == ["bad", "bad", "warn", "warn", "warn", "good", ""]


def test_nobody_can_connect_before_the_settings_are_complete():
    shown = channels_shown([a_channel(**SHAPES["unused"]), a_channel()], Language.ENGLISH)

    assert {channel["state"]: channel["can_connect"] for channel in shown} == {
        "Not connected": False,
        "Orders are imported": True,
    }


def test_one_alarm_for_each_seller_however_many_channels_they_have():
    other = {"login": "other", "connection": "RECONNECT_NEEDED"}
    channels = [
        a_channel(slug="cz", name="Allegro CZ", account=RECONNECT),
        a_channel(account=RECONNECT),
        a_channel(slug="hu", name="Allegro HU", account=other),
        a_channel(slug="sk", name="Allegro SK"),
        a_channel(slug="none", account=None),
    ]

    first, second = alarms(channels, Language.ENGLISH)

    assert first["channel"] == "cz"
    assert "consent of seller" in first["text"]
    assert "(channels: Allegro CZ, Allegro PL)" in first["text"]
    assert (second["channel"], "(channels: Allegro HU)" in second["text"]) == ("hu", True)


def test_names_stay_as_they_are_whatever_is_in_them():
    account = {"login": "{labels}", "connection": "RECONNECT_NEEDED"}
    channel = a_channel(name="{login} {0}", account=account)

    [shown] = channels_shown([channel], Language.POLISH)
    [alarm] = alarms([channel], Language.POLISH)

    assert "Rozłączyć {labels} od kanału {login} {0}?" in shown["ask"]
    assert "sprzedawcy {labels}." in alarm["text"]
