"""The demo's verdict must be able to fail."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from saleor_allegro.demo.sold import SoldLine, SoldOrder, read_form
from saleor_allegro.demo.verdict import differences
from saleor_allegro.shop.port import ShopOrder, ShopOrderLine
from saleor_allegro.simulator.kinds import USUAL
from saleor_allegro.simulator.simulator import Simulator

SALE = SoldOrder(
    form_id="form-1",
    buyer="kupujacy",
    bought_at=datetime(2026, 11, 20, tzinfo=UTC),
    currency="PLN",
    lines=(SoldLine(quantity=2, unit_gross=Decimal("19.99")),),
    delivery=Decimal("9.99"),
    total=Decimal("49.97"),
    received=Decimal("49.97"),
    is_cash_on_delivery=False,
    is_cancelled=False,
)
HELD = ShopOrder(
    order_id=uuid4(),
    form_id="form-1",
    number="1",
    status="unfulfilled",
    charge_status="full",
    bought_at=datetime(2026, 11, 20, tzinfo=UTC),
    currency="PLN",
    buyer="kupujacy",
    lines=(
        ShopOrderLine(
            name="Kubek",
            sku="MUG",
            quantity=2,
            unit_gross=Decimal("19.990"),
            total_gross=Decimal("39.980"),
            tax_rate=Decimal("0.23"),
        ),
    ),
    shipping_gross=Decimal("9.990"),
    total_gross=Decimal("49.970"),
    charged=Decimal("49.970"),
)


def test_the_same_order_agrees():
    assert differences([SALE], [HELD]) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"currency": "CZK"}, "currency"),
        ({"total_gross": Decimal("49.98")}, "total"),
        ({"shipping_gross": Decimal("9.98")}, "delivery"),
        ({"charged": Decimal(0)}, "received"),
        ({"lines": ()}, "lines"),
        ({"lines": (replace(HELD.lines[0], quantity=1),)}, "lines"),
        ({"buyer": "inny"}, "buyer"),
        ({"bought_at": datetime(2026, 11, 20, 1, tzinfo=UTC)}, "purchase at"),
    ],
)
def test_a_grosz_or_a_word_less_is_a_difference(change, word):
    [found] = differences([SALE], [replace(HELD, **change)])

    assert found.startswith(f"form-1: {word} ")


def test_lost_doubled_cancelled_and_invented_orders_are_differences():
    assert differences([SALE], []) == ["form-1: 0 orders in the shop, not 1"]
    assert differences([SALE], [HELD, HELD]) == ["form-1: 2 orders in the shop, not 1"]
    cancelled = replace(SALE, is_cancelled=True)
    assert differences([cancelled], [HELD]) == ["form-1: cancelled: True was sold, False is held"]
    assert differences([cancelled], [replace(HELD, status="canceled")]) == []
    assert differences([cancelled], []) == []
    assert differences([SALE], [replace(HELD, status="canceled")]) != []
    assert differences([], [HELD]) == ["form-1: in the shop, but never sold"]


def test_what_was_merged_away_is_cancelled_and_holds_no_money():
    canceled = replace(HELD, status="canceled")

    assert differences([], [replace(canceled, charged=Decimal(0))], ["form-1"]) == []
    assert differences([], [], ["form-1"]) == []
    for wrong in (replace(HELD, charged=Decimal(0)), canceled):
        assert differences([], [wrong], ["form-1"]) != []


def test_what_was_returned_is_not_held_any_more():
    refunded = replace(SALE, returned=Decimal("9.97"))

    assert differences([refunded], [replace(HELD, charged=Decimal("40.00"))]) == []
    assert differences([refunded], [HELD]) == ["form-1: received 40.00 was sold, 49.970 is held"]


def test_every_kind_of_form_is_read():
    simulator = Simulator(1, datetime(2026, 11, 24, tzinfo=UTC))

    forms = [simulator.forms[form_id] for form_id in simulator.sell_many(len(USUAL))]

    for form in forms:
        sale = read_form(form)
        goods = sum((line.quantity * line.unit_gross for line in sale.lines), Decimal(0))
        assert goods + sale.delivery == sale.total
