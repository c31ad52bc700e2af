"""What an order costs once it followed its form, and whatever staff and Saleor do to it then."""

from dataclasses import replace
from decimal import Decimal

import pytest
from graphene import Node
from saleor.core.db.connection import allow_writer
from saleor.order.models import Order
from saleor.product.models import ProductVariant
from saleor.tax.models import TaxClassCountryRate

from saleor_allegro.rules.drafts import DeliveryDraft, LineKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.test_order_prices import ADDRESS, mutate, stored
from tests.saleor.test_order_prices import prices as prices_shown
from tests.shop.updating import follow, place

MAPPED = replace(POLICY, shipping_methods={"k": "Kurier", "p": "Paczka"})


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("LAMP", price=Decimal("500.00"), tax_rate=Decimal("0.23"))
    world.make_variant("BOOK", price=Decimal("1.00"))
    world.make_variant("MUG", price=Decimal("10.00"), tax_rate=Decimal("0.23"))
    world.make_shipping_method("Kurier", price=Decimal("99.00"), tax_rate=Decimal("0.05"))
    world.make_shipping_method("Paczka", price=Decimal("88.00"), tax_rate=Decimal("0.08"))
    TaxClassCountryRate.objects.create(tax_class=None, country="PL", rate=17)
    return SaleorShop()


@pytest.fixture
def draft():
    """Goods for 72.80 that bear three rates, a deposit, and a delivery for 10.80."""
    lines = (
        line("LAMP", quantity=3, unit_gross=Decimal("19.99"), tax_rate=Decimal("0.08")),
        line("NOBODY", unit_gross=Decimal("7.77"), tax_rate=Decimal("0.05")),
        line("BOOK", unit_gross=Decimal("3.56"), tax_rate=None),
        line(None, kind=LineKind.DEPOSIT, quantity=3, unit_gross=Decimal("0.50"), tax_rate=0),
    )
    return order(
        *lines,
        delivery=DeliveryDraft(method_id="k", method_name="Kurier DPD", gross=Decimal("10.80")),
    )


@pytest.fixture
def sold(shop, draft):
    return place(shop, draft, MAPPED)


def prices(world, order_id):
    # Saleor saves the shares of a discount without asking for its own writer.
    with allow_writer():
        return prices_shown(world, order_id)


def node_of(outcome):
    return Node.to_global_id("Order", outcome.order_id)


def with_delivery(draft, gross="21.60"):
    delivery = DeliveryDraft(method_id="p", method_name="Paczkomat", gross=Decimal(gross))
    more = delivery.gross - draft.delivery.gross
    metadata = {**draft.metadata, "allegro.delivery_method_name": "Paczkomat"}
    return replace(
        draft, delivery=delivery, total_gross=draft.total_gross + more, metadata=metadata
    )


def with_fewer_lamps(draft):
    lamp, *others = draft.lines
    fewer = replace(lamp, quantity=1)
    less = 2 * lamp.unit_gross
    return replace(draft, lines=(fewer, *others), total_gross=draft.total_gross - less)


def with_a_difference(draft):
    return replace(draft, total_gross=draft.total_gross - Decimal("5.00"))


CHANGES = {
    "delivery": (with_delivery, [Aspect.DELIVERY]),
    "lines": (with_fewer_lamps, [Aspect.LINES]),
    "both": (lambda draft: with_delivery(with_fewer_lamps(draft)), [Aspect.LINES, Aspect.DELIVERY]),
    "sums that do not agree": (with_a_difference, [Aspect.LINES]),
    "sums that do not agree, and delivery": (
        lambda draft: with_delivery(with_a_difference(draft)),
        [Aspect.LINES, Aspect.DELIVERY],
    ),
}


def edit_the_address(world, order_id):
    mutate(
        world,
        "orderUpdate",
        "id: $id, input: $input",
        {"id": ("ID!", order_id), "input": ("OrderUpdateInput!", {"shippingAddress": ADDRESS})},
    )


def ask_for_a_refresh(world, order_id):
    Order.objects.update(should_refresh_prices=True)


@pytest.mark.parametrize("edit", [edit_the_address, ask_for_a_refresh])
@pytest.mark.parametrize(("change", "aspects"), CHANGES.values(), ids=CHANGES)
def test_prices_stay_allegros_when_saleor_recalculates(
    world, shop, sold, draft, change, aspects, edit
):
    changed = change(draft)
    follow(shop, sold, changed, *aspects, policy=MAPPED)
    written, shown = stored(node_of(sold)), prices(world, node_of(sold))
    assert shown["total"]["gross"]["amount"] == float(changed.total_gross)
    assert shown["total"]["tax"]["amount"] == pytest.approx(
        shown["shippingPrice"]["tax"]["amount"]
        + sum(each["totalPrice"]["tax"]["amount"] for each in shown["lines"])
    )

    edit(world, node_of(sold))

    assert prices(world, node_of(sold)) == shown
    assert stored(node_of(sold)) == written


def test_sums_that_agree_again_leave_no_difference(world, shop, sold, draft):
    follow(shop, sold, with_a_difference(draft), Aspect.LINES, policy=MAPPED)
    assert Order.objects.get().private_metadata["allegro.total_difference"] == "-5.00"

    follow(shop, sold, draft, Aspect.LINES, policy=MAPPED)

    assert "allegro.total_difference" not in Order.objects.get().private_metadata
    ask_for_a_refresh(world, sold)
    assert prices(world, node_of(sold))["total"]["gross"]["amount"] == float(draft.total_gross)


def add_two_mugs(world, order_id):
    mug = Node.to_global_id("ProductVariant", variant_pk("MUG"))
    lines = [{"variantId": mug, "quantity": 2}]
    mutate(
        world,
        "orderLinesCreate",
        "id: $id, input: $input",
        {"id": ("ID!", order_id), "input": ("[OrderLineCreateInput!]!", lines)},
    )


def variant_pk(sku):
    return ProductVariant.objects.get(sku=sku).pk


def remove_the_lamps(world, order_id):
    mutate(world, "orderLineDelete", "id: $id", {"id": ("ID!", lamp_line())})


def sell_one_lamp(world, order_id):
    mutate(
        world,
        "orderLineUpdate",
        "id: $id, input: $input",
        {"id": ("ID!", lamp_line()), "input": ("OrderLineInput!", {"quantity": 1})},
    )


def lamp_line():
    found = Order.objects.get().lines.get(product_sku="LAMP")
    return Node.to_global_id("OrderLine", found.pk)


def take_ten_off(world, order_id):
    mutate(
        world,
        "orderDiscountAdd",
        "orderId: $id, input: $input",
        {
            "id": ("ID!", order_id),
            "input": ("OrderDiscountCommonInput!", {"valueType": "FIXED", "value": "10.00"}),
        },
    )


WORK_OF_STAFF = {
    "added": (add_two_mugs, Decimal("20.00")),
    "removed": (remove_the_lamps, Decimal("-59.97")),
    "fewer": (sell_one_lamp, Decimal("-39.98")),
    "discount": (take_ten_off, Decimal("-10.00")),
}


@pytest.mark.parametrize(("work", "more"), WORK_OF_STAFF.values(), ids=WORK_OF_STAFF)
def test_work_of_staff_on_the_lines_outlives_another_delivery(world, shop, sold, draft, work, more):
    work(world, node_of(sold))
    before = prices(world, node_of(sold))
    assert before["total"]["gross"]["amount"] == pytest.approx(float(draft.total_gross + more))

    changed = with_delivery(draft)
    told = follow(shop, sold, changed, Aspect.DELIVERY, policy=MAPPED)

    assert [each.aspect for each in told.changes] == [Aspect.DELIVERY]
    after = prices(world, node_of(sold))
    assert after["total"]["gross"]["amount"] == pytest.approx(float(changed.total_gross + more))
    assert [(each["productName"], each["quantity"]) for each in after["lines"]] == [
        (each["productName"], each["quantity"]) for each in before["lines"]
    ]
    ask_for_a_refresh(world, sold)
    assert prices(world, node_of(sold)) == after


def test_lines_that_staff_added_outlive_other_lines_on_allegro(world, shop, sold, draft):
    add_two_mugs(world, node_of(sold))

    changed = with_fewer_lamps(draft)
    told = follow(shop, sold, changed, Aspect.LINES, policy=MAPPED)

    after = prices(world, node_of(sold))
    assert after["total"]["gross"]["amount"] == pytest.approx(float(changed.total_gross) + 20)
    assert [each["quantity"] for each in after["lines"]] == [1, 1, 1, 3, 2]
    assert told.changes[0].after.endswith(f"; {changed.total_gross} PLN")
    assert told.changes[0].before.endswith(f"; {draft.total_gross} PLN")
    assert world.stock_of("LAMP").allocated == 1
    assert world.stock_of("MUG").allocated == 2
    assert len(told.lines) == 3  # Allegro's offers


def test_lines_that_staff_removed_come_back_when_allegro_sells_others(world, shop, sold, draft):
    remove_the_lamps(world, node_of(sold))

    changed = with_fewer_lamps(draft)
    follow(shop, sold, changed, Aspect.LINES, policy=MAPPED)

    after = prices(world, node_of(sold))
    assert after["total"]["gross"]["amount"] == float(changed.total_gross)
    assert world.stock_of("LAMP").allocated == 1


def test_other_vat_on_allegro_is_the_orders(world, shop, sold, draft):
    lamp, *others = draft.lines
    taxed = replace(lamp, tax_rate=Decimal("0.23"))

    follow(shop, sold, replace(draft, lines=(taxed, *others)), Aspect.LINES, policy=MAPPED)

    after = prices(world, node_of(sold))
    assert after["lines"][0]["taxRate"] == 0.23
    assert after["lines"][0]["totalPrice"]["net"]["amount"] == 48.76
    assert after["total"]["gross"]["amount"] == float(draft.total_gross)
    ask_for_a_refresh(world, sold)
    assert prices(world, node_of(sold)) == after


def test_a_line_without_a_rate_on_allegro_keeps_that_it_was_sold_with(world, shop, sold, draft):
    """The catalogue's rate may have changed since."""
    TaxClassCountryRate.objects.update(rate=1)
    *others, book, deposit = draft.lines
    dearer = replace(book, unit_gross=Decimal("12.30"), undiscounted_unit_gross=Decimal("12.30"))
    total = draft.total_gross + Decimal("8.74")

    changed = replace(draft, lines=(*others, dearer, deposit), total_gross=total)
    follow(shop, sold, changed, Aspect.LINES, policy=MAPPED)

    found = Order.objects.get().lines.get(product_sku="BOOK")
    assert (found.tax_rate, found.unit_price_net_amount) == (Decimal("0.23"), Decimal("10.00"))


def test_variants_come_with_the_tax_classes_of_their_products(shop, count_statements):
    counts = []
    for sku in ("BOOK", "LAMP"):  # without a tax class, and with one
        draft = order(*(line(sku, name=f"{sku} {number}") for number in range(5)))
        placed = place(shop, draft)
        dearer = tuple(replace(each, unit_gross=Decimal("21.00")) for each in draft.lines)
        with count_statements() as statements:
            follow(shop, placed, replace(draft, lines=dearer), Aspect.LINES)
        counts.append(len(statements))

    assert counts[0] == counts[1]
