"""The sentences beside the switches say what the rule does."""

from itertools import product

import pytest

from saleor_allegro.config import Language
from saleor_allegro.dashboard.statuses.notifying import Switches, outcomes, sentences

SENDS, NEVER, TELLS = (
    "sends_shop_notifications",
    "never_mails_masked_addresses",
    "tells_statuses",
)


def switches(*on: str) -> Switches:
    return Switches(**{name: name in on for name in (SENDS, NEVER, TELLS)})


def said(*on: str) -> str:
    return " ".join(text.english for text in sentences(switches(*on)))


@pytest.mark.parametrize("others", [(), (NEVER,)])
def test_allegro_alone_writes_where_the_shop_leaves_it_to_allegro(others):
    text = said(TELLS, *others)

    assert "Allegro writes to the buyer" in text
    assert "the shop stays silent" in text
    assert "NOTIFY_USER" in text


@pytest.mark.parametrize("on", [(SENDS, TELLS), (SENDS,), ()])
def test_the_shop_writes_as_always_where_nothing_mutes_it(on):
    text = said(*on)

    assert "as about all others." in text
    assert "Invoices, gift cards and account mails of this channel go out." in text
    assert "silent" not in text


def test_the_first_switch_changes_nothing_while_nothing_is_told():
    assert said(SENDS) == said()
    assert said(SENDS, NEVER) == said(NEVER)
    assert "so the first switch changes nothing" in said()


@pytest.mark.parametrize("others", [(), (SENDS,), (TELLS,), (SENDS, TELLS)])
def test_nothing_goes_to_masked_addresses_where_it_must_not(others):
    assert "no invoice, no gift card, no account mail" in said(NEVER, *others)
    assert "no invoice" not in said(*others)


def test_every_way_the_switches_can_stand_is_there_and_one_is_shown():
    found = outcomes(switches(TELLS), is_active=True, language=Language.POLISH)

    assert {outcome.key for outcome in found} == {"".join(key) for key in product("01", repeat=3)}
    [shown] = [outcome for outcome in found if outcome.is_shown]
    assert shown.key == "001"
    assert shown.texts[1].startswith("O zamówieniu, którego obecny status")


def test_an_inactive_plugin_has_no_say():
    [only] = outcomes(switches(NEVER), is_active=False, language=Language.ENGLISH)

    assert only.is_shown
    assert only.texts == [
        "The plugin is off in this channel: the shop writes as usual, however the switches stand."
    ]
