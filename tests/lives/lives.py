"""Every life in the table, in every journal: a class that each shop's tests inherit."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from saleor_allegro.demo.sold import read_form
from tests.lives.journals import JOURNALS, TELLS_ALL
from tests.lives.street import Seen, Street
from tests.lives.table import LIVES

NAMES = {life.__name__: life for life in LIVES}
#: What happens to an order once at most, whatever the journal does.
ONCE = ("created", "fully_paid", "confirmed", "cancelled", "fully_refunded")


@dataclass(frozen=True, slots=True)
class Played:
    journal: str
    street: Street
    #: Name of a life -> its forms.
    forms: dict[str, list[str]]
    #: Form id -> its order.
    seen: dict[str, Seen]


class Lives:
    @pytest.fixture(scope="class", params=JOURNALS)
    @classmethod
    def played(cls, request: Any, open_street: Callable[..., Any]) -> Iterator[Played]:
        """All lives, side by side in one shop."""
        with open_street(JOURNALS[request.param]) as street:
            forms = street.play(NAMES)
            yield Played(request.param, street, forms, street.look())

    @pytest.mark.parametrize("name", NAMES)
    def test_life_ends_as_the_table_says(self, name: str, played: Played):
        ends = LIVES[NAMES[name]]
        for number, (form_id, end) in enumerate(zip(played.forms[name], ends, strict=True), 1):
            order = played.seen.get(form_id)
            assert order is not None, f"form {number} is no order"
            sold = sum(line["quantity"] for line in played.street.lines_of(form_id))
            wanted = {
                "status": end.status,
                "payment": end.charge_status,
                "pieces": sold if end.holds_stock else 0,
                "flags": end.flags,
                "state": end.state,
            }
            found = {
                "status": order.status,
                "payment": order.charge_status,
                "pieces": order.pieces,
                "flags": order.flags,
                "state": order.state,
            }
            assert found == wanted, f"form {number}"
            history = "\n".join(order.notes)
            assert [part for part in end.notes if part not in history] == [], history

    @pytest.mark.parametrize("name", NAMES)
    def test_listeners_are_told_once(self, name: str, played: Played):
        ends = LIVES[NAMES[name]]
        for form_id, end in zip(played.forms[name], ends, strict=True):
            told = Counter(played.seen[form_id].told)
            if played.journal in TELLS_ALL:
                born = Counter(played.street.witness.born(end.born))
                assert told - born == Counter(end.told)
                assert born <= told
            assert all(told[event] <= 1 for event in ONCE), told

    def test_every_order_holds_the_money_that_allegro_holds(self, played: Played):
        simulator = played.street.simulator
        for form_id, form in simulator.forms.items():
            payments = [form["payment"] or {}, *form["surcharges"]]
            ids = {each["id"] for each in payments if each}
            ids |= {each["paymentId"] for each in form["codBookedPayments"]}
            returned = sum((simulator.wallet.returned(each) for each in ids), Decimal(0))
            assert played.seen[form_id].charged == read_form(form).received - returned, form_id

    def test_living_orders_hold_all_the_stock_that_is_held(self, played: Played):
        living = [
            form_id
            for form_id, order in played.seen.items()
            if order.status in ("unconfirmed", "unfulfilled")
        ]
        sold = sum(
            line["quantity"] for form_id in living for line in played.street.lines_of(form_id)
        )
        assert sum(order.pieces for order in played.seen.values()) == sold
