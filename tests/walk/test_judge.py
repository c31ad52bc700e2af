"""The judge sees what is wrong: the end of a walk is spoiled in one way after another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.walk.closing import Disagreement, judge
from tests.walk.jobs import Held
from tests.walk.judge import HOLDS_STOCK, Judge
from tests.walk.walk import Plan, Walk, walking
from tests.walk.whole import faults_of_whole

Spoil = Callable[[Held], Held]


@pytest.fixture(scope="module")
def walk() -> Iterator[Walk]:
    with walking(Plan(seed=5, orders=40, steps=200, kills=0, holds=0)) as walked:
        walked.go()
        yield walked


@pytest.fixture(scope="module")
def held(walk: Walk) -> Held:
    """What the shop holds, of which nothing is wrong."""
    judge(walk)
    return walk.look()


def waiting(held: Held) -> dict[str, Any]:
    """An order that holds pieces and has a variant for its first line."""
    return next(
        dict(order)
        for order in held.orders
        if order["status"] in HOLDS_STOCK
        and order["transactions"]
        and order["lines"][0]["allocations"]
    )


def with_order(held: Held, order: dict[str, Any]) -> Held:
    orders = [order if each["id"] == order["id"] else each for each in held.orders]
    return replace(held, orders=orders)


def lost_order(held: Held) -> Held:
    lost = waiting(held)
    return replace(held, orders=[each for each in held.orders if each["id"] != lost["id"]])


def second_order(held: Held) -> Held:
    return replace(held, orders=[*held.orders, waiting(held)])


def other_street(held: Held) -> Held:
    order = next(dict(each) for each in held.orders if each["status"] == "UNFULFILLED")
    return with_order(
        held, order | {"billingAddress": order["billingAddress"] | {"streetAddress1": "Stara 1"}}
    )


def more_pieces(held: Held) -> Held:
    order = waiting(held)
    first, *others = order["lines"]
    return with_order(
        held, order | {"lines": [first | {"quantity": first["quantity"] + 1}, *others]}
    )


def not_cancelled(held: Held) -> Held:
    order = next(dict(each) for each in held.orders if each["status"] == "CANCELED")
    return with_order(held, order | {"status": "UNFULFILLED"})


def less_money(held: Held) -> Held:
    order = waiting(held)
    return with_order(held, order | {"totalCharged": {"amount": 0}})


def payment_twice(held: Held) -> Held:
    order = waiting(held)
    return with_order(held, order | {"transactions": order["transactions"] * 2})


def piece_kept(held: Held) -> Held:
    sku, (quantity, allocated) = next(iter(held.stocks.items()))
    return replace(held, stocks={**held.stocks, sku: (quantity, allocated + 1)})


def nobody_told(held: Held) -> Held:
    return replace(held, told={**held.told, waiting(held)["id"]: []})


def told_twice(held: Held) -> Held:
    return replace(held, told={**held.told, waiting(held)["id"]: ["created", "created"]})


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lost_order, "0 orders, not 1"),
        (second_order, "2 orders, not 1"),
        (other_street, "billingAddress.streetAddress1: "),
        (more_pieces, ".quantity: "),
        (not_cancelled, "the order is UNFULFILLED"),
        (less_money, "totalCharged.amount: "),
        (payment_twice, "stands 2 times"),
        (piece_kept, "stock of "),
        (nobody_told, "nobody was told that it was created"),
        (told_twice, "1 events were told again"),
    ],
)
def test_what_is_wrong_is_seen(walk: Walk, held: Held, spoil: Spoil, fault: str):
    spoiled = spoil(held)

    faults = [*faults_of_whole(walk, spoiled), *Judge(walk, spoiled).faults()]

    assert [each for each in faults if fault in each] != []


def test_an_update_that_was_dropped_is_seen_with_the_life_of_its_form(walk: Walk, held: Held):
    """Our row says that the form was read as it is now, and nothing was brought over."""
    form_id = waiting(held)["externalReference"]
    simulator = walk.shop.simulator
    form = simulator.forms[form_id]
    form["messageToSeller"] = "Proszę dzwonić"
    simulator.forms.put(form)
    walk.diary.note("other message", form["messageToSeller"], form_id)
    walk.settle()

    with pytest.raises(Disagreement) as caught:
        judge(walk)

    words = str(caught.value)
    assert words.startswith("seed 5: 1 faults\n")
    assert f"{form_id}: customerNote: 'Proszę dzwonić' is wanted" in words
    assert "other message Proszę dzwonić" in words
