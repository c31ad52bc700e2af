"""An unconfirmed order keeps Allegro's prices to the grosz, whatever makes Saleor recalculate."""

from decimal import Decimal

import graphene
import pytest
from django.core.checks import run_checks
from saleor.discount import DiscountValueType, RewardType, RewardValueType
from saleor.discount.models import Promotion, PromotionRule
from saleor.order import OrderStatus, calculations
from saleor.order.models import Order
from saleor.order.tasks import recalculate_orders_task
from saleor.product.models import ProductVariantChannelListing
from saleor.shipping.tasks import drop_invalid_shipping_methods_relations_for_given_channels
from saleor.tax import TaxCalculationStrategy
from saleor.tax.models import TaxClassCountryRate, TaxConfiguration

from saleor_allegro.rules.drafts import DeliveryDraft, LineKind
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import POLICY, line, order

MONEY = "{ net { amount } gross { amount } tax { amount } }"
PRICES = f"""
query ($id: ID!) {{ order(id: $id) {{
  total {MONEY} subtotal {MONEY} undiscountedTotal {MONEY} shippingPrice {MONEY} shippingTaxRate
  totalBalance {{ amount }} totalCharged {{ amount }} chargeStatus
  lines {{ productName quantity unitPrice {MONEY} totalPrice {MONEY} taxRate
    undiscountedUnitPrice {MONEY} undiscountedTotalPrice {MONEY}
    unitDiscount {{ amount }} unitDiscountReason }}
}} }}
"""
ADDRESS = {
    "firstName": "Anna",
    "lastName": "Nowa",
    "streetAddress1": "Nowa 1",
    "city": "Praha",
    "postalCode": "110 00",
    "country": "CZ",
}


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_variant("LAMP", price=Decimal("500.00"), tax_rate=Decimal("0.23"))
    world.make_variant("BOOK", price=Decimal("1.00"))
    world.make_variant("MUG", price=Decimal("10.00"), tax_rate=Decimal("0.23"))
    world.make_shipping_method("Kurier", price=Decimal("99.00"), tax_rate=Decimal("0.05"))
    for country in ("PL", "CZ"):  # what Saleor falls back on
        TaxClassCountryRate.objects.create(tax_class=None, country=country, rate=17)
    return channel


@pytest.fixture
def sold(channel):
    """Global id of an order that has every kind of line: discounted, with Allegro's own VAT,
    unknown to the shop, service, deposit; and a delivery that bears VAT."""
    lines = (
        line(
            "LAMP",
            quantity=3,
            unit_gross=Decimal("19.99"),
            undiscounted_unit_gross=Decimal("24.99"),
            tax_rate=Decimal("0.08"),
        ),
        line("BOOK", unit_gross=Decimal("33.33"), tax_rate=None),
        line("NOBODY", quantity=2, unit_gross=Decimal("7.77"), tax_rate=Decimal("0.05")),
        line(None, kind=LineKind.SERVICE, unit_gross=Decimal("4.50"), tax_rate=None),
        line(None, kind=LineKind.DEPOSIT, quantity=3, unit_gross=Decimal("0.50"), tax_rate=0),
    )
    delivery = DeliveryDraft(method_id="m", method_name="Kurier DPD", gross=Decimal("10.80"))
    draft = order(*lines, delivery=delivery, paid="50.00")
    return write(draft)


def write(draft):
    policy = POLICY.__class__(
        channel_slug=POLICY.channel_slug,
        match_by=POLICY.match_by,
        default_tax_rate=POLICY.default_tax_rate,
        shipping_methods={"m": "Kurier"},
    )
    [outcome] = SaleorShop().write_orders([draft], policy)
    return graphene.Node.to_global_id("Order", outcome.order_id)


def prices(world, order_id):
    first, again = (world.graphql(PRICES, {"id": order_id})["order"] for _ in range(2))
    # Saleor tells the balance of before in the very answer that refreshes an order.
    assert first | {"totalBalance": again["totalBalance"]} == again
    return again


def stored(order_id):
    """Every amount and rate of the order and its lines, as they are in the database."""
    row = Order.objects.get(pk=graphene.Node.from_global_id(order_id)[1])
    rows = [row, *row.lines.all()]
    return [
        {
            field.name: getattr(each, field.name)
            for field in each._meta.concrete_fields
            if field.name.endswith(("_amount", "_rate"))
        }
        for each in rows
    ]


def mutate(world, name, arguments, variables):
    """Run one mutation of Saleor's API, which must have no error to tell."""
    declared = ", ".join(f"${key}: {kind}" for key, (kind, _) in variables.items())
    answer = world.graphql(
        f"mutation ({declared}) {{ {name}({arguments}) {{ errors {{ field message code }} }} }}",
        {key: value for key, (_, value) in variables.items()},
    )
    assert answer[name]["errors"] == []


def update_order(**changes):
    def edit(world, order_id):
        mutate(
            world,
            "orderUpdate",
            "id: $id, input: $input",
            {"id": ("ID!", order_id), "input": ("OrderUpdateInput!", changes)},
        )

    return edit


def ask_for_a_refresh(world, order_id):
    Order.objects.update(should_refresh_prices=True)


def recalculate_in_the_background(world, order_id):
    recalculate_orders_task([graphene.Node.from_global_id(order_id)[1]])


def change_the_catalogue(world, order_id):
    ProductVariantChannelListing.objects.update(price_amount=77, discounted_price_amount=66)
    ask_for_a_refresh(world, order_id)


def offer_a_promotion(world, order_id):
    """10 % off every order, and a gift with it."""
    promotion = Promotion.objects.create(name="Weekend", type="order")
    mug = ProductVariantChannelListing.objects.get(variant__sku="MUG").variant
    for reward in (
        {
            "reward_type": RewardType.SUBTOTAL_DISCOUNT,
            "reward_value_type": RewardValueType.PERCENTAGE,
            "reward_value": Decimal(10),
        },
        {"reward_type": RewardType.GIFT},
    ):
        rule = PromotionRule.objects.create(
            promotion=promotion,
            order_predicate={
                "discountedObjectPredicate": {"baseSubtotalPrice": {"range": {"gte": 1}}}
            },
            **reward,
        )
        rule.channels.set(Order.objects.get().channel.__class__.objects.all())
        if reward["reward_type"] == RewardType.GIFT:
            rule.gifts.set([mug])
    ask_for_a_refresh(world, order_id)


def take_the_shipping_method_away(world, order_id):
    found = Order.objects.get()
    method = found.shipping_method
    method.channel_listings.all().delete()
    drop_invalid_shipping_methods_relations_for_given_channels([method.pk], [found.channel_id])


def add_a_note(world, order_id):
    mutate(
        world,
        "orderNoteAdd",
        "order: $id, input: $input",
        {"id": ("ID!", order_id), "input": ("OrderNoteInput!", {"message": "Call first"})},
    )
    ask_for_a_refresh(world, order_id)


def write_metadata(world, order_id):
    answer = world.graphql(
        'mutation ($id: ID!) { updateMetadata(id: $id, input: [{key: "a", value: "b"}]) '
        "{ errors { message } } }",
        {"id": order_id},
    )
    assert answer["updateMetadata"]["errors"] == []


EDITS = {
    "nothing": lambda world, order_id: None,
    "a refresh": ask_for_a_refresh,
    "a background task": recalculate_in_the_background,
    "other catalogue prices": change_the_catalogue,
    "a promotion": offer_a_promotion,
    "a lost shipping method": take_the_shipping_method_away,
    "another shipping address": update_order(shippingAddress=ADDRESS),
    "another billing address": update_order(billingAddress=ADDRESS),
    "another e-mail": update_order(userEmail="new@shop.test"),
    "a note": add_a_note,
    "metadata": write_metadata,
}
TAXES = {
    "flat rates": {},
    "net catalogue prices": {"prices_entered_with_tax": False},
    "no taxes": {"charge_taxes": False},
    "a tax app": {"tax_calculation_strategy": TaxCalculationStrategy.TAX_APP},
    "a missing tax app": {
        "tax_calculation_strategy": TaxCalculationStrategy.TAX_APP,
        "tax_app_id": "gone",
    },
}


@pytest.mark.parametrize("taxes", TAXES.values(), ids=TAXES)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_prices_stay_allegros(world, sold, edit, taxes):
    written, shown = stored(sold), prices(world, sold)
    TaxConfiguration.objects.update(**taxes)

    edit(world, sold)

    assert prices(world, sold) == shown
    assert stored(sold) == written
    assert Order.objects.get().status == OrderStatus.UNCONFIRMED


def test_prices_are_what_allegro_stated(world, sold):
    shown = prices(world, sold)

    assert shown["total"]["gross"]["amount"] == 125.64
    assert shown["shippingPrice"]["gross"]["amount"] == 10.80
    assert shown["shippingPrice"]["net"]["amount"] == 10.29  # the method's 5 %
    assert shown["totalBalance"]["amount"] == -75.64
    assert [
        (
            each["quantity"],
            each["unitPrice"]["gross"]["amount"],
            each["unitPrice"]["net"]["amount"],
            each["undiscountedUnitPrice"]["gross"]["amount"],
            each["taxRate"],
        )
        for each in shown["lines"]
    ] == [
        (3, 19.99, 18.51, 24.99, 0.08),
        (1, 33.33, 27.1, 33.33, 0.23),
        (2, 7.77, 7.4, 7.77, 0.05),
        (1, 4.5, 3.66, 4.5, 0.23),
        (3, 0.5, 0.5, 0.5, 0.0),
    ]


def test_confirming_an_order_changes_no_price(world, sold):
    before, shown = stored(sold), prices(world, sold)
    ask_for_a_refresh(world, sold)

    mutate(world, "orderConfirm", "id: $id", {"id": ("ID!", sold)})

    assert prices(world, sold) == shown
    assert stored(sold) == before
    assert Order.objects.get().status == OrderStatus.UNFULFILLED


def test_total_that_does_not_add_up_stays_as_allegro_states_it(world, channel):
    order_id = write(order(line("LAMP"), total_gross=Decimal("25.00")))
    before = stored(order_id)

    ask_for_a_refresh(world, order_id)

    assert prices(world, order_id)["total"]["gross"]["amount"] == 25.00
    assert stored(order_id) == before


def line_id(sku):
    found = Order.objects.get().lines.get(product_sku=sku)
    return graphene.Node.to_global_id("OrderLine", found.pk)


def test_fewer_pieces_cost_so_much_less(world, sold):
    before = prices(world, sold)

    mutate(
        world,
        "orderLineUpdate",
        "id: $id, input: $input",
        {"id": ("ID!", line_id("LAMP")), "input": ("OrderLineInput!", {"quantity": 2})},
    )

    after = prices(world, sold)
    assert after["total"]["gross"]["amount"] == 105.65
    assert after["undiscountedTotal"]["gross"]["amount"] == 115.65
    assert after["lines"][1:] == before["lines"][1:]
    assert after["lines"][0]["unitPrice"] == before["lines"][0]["unitPrice"]


def test_removed_line_is_not_paid(world, sold):
    [deposit] = Order.objects.get().lines.filter(unit_price_gross_amount=Decimal("0.50"))

    mutate(
        world,
        "orderLineDelete",
        "id: $id",
        {"id": ("ID!", graphene.Node.to_global_id("OrderLine", deposit.pk))},
    )

    assert prices(world, sold)["total"]["gross"]["amount"] == 124.14


def test_added_line_is_priced_by_the_catalogue(world, sold):
    before = prices(world, sold)
    mug = ProductVariantChannelListing.objects.get(variant__sku="MUG").variant

    mutate(
        world,
        "orderLinesCreate",
        "id: $id, input: $input",
        {
            "id": ("ID!", sold),
            "input": (
                "[OrderLineCreateInput!]!",
                [{"variantId": mug.get_global_id(), "quantity": 2}],
            ),
        },
    )

    after = prices(world, sold)
    assert after["total"]["gross"]["amount"] == 145.64
    assert after["lines"][:5] == before["lines"]
    assert after["lines"][5]["unitPrice"]["net"]["amount"] == 8.13
    assert after["shippingPrice"] == before["shippingPrice"]


def test_discount_of_the_merchants_lowers_the_total_and_leaves_no_trace(world, sold):
    before, written = prices(world, sold), stored(sold)

    mutate(
        world,
        "orderDiscountAdd",
        "orderId: $id, input: $input",
        {
            "id": ("ID!", sold),
            "input": (
                "OrderDiscountCommonInput!",
                {"valueType": DiscountValueType.FIXED.upper(), "value": 5, "reason": "Late"},
            ),
        },
    )
    lowered = prices(world, sold)
    discount = Order.objects.get().discounts.get()
    mutate(
        world,
        "orderDiscountDelete",
        "discountId: $id",
        {"id": ("ID!", graphene.Node.to_global_id("OrderDiscount", discount.pk))},
    )

    assert lowered["total"]["gross"]["amount"] == 120.64
    assert prices(world, sold) == before
    assert stored(sold) == written


def test_discounted_line_returns_to_allegros_price(world, sold):
    before = prices(world, sold)
    identity = {"id": ("ID!", line_id("BOOK"))}
    discount = {"valueType": DiscountValueType.FIXED.upper(), "value": 3.33, "reason": "Scratch"}

    mutate(
        world,
        "orderLineDiscountUpdate",
        "orderLineId: $id, input: $input",
        identity | {"input": ("OrderDiscountCommonInput!", discount)},
    )
    lowered = prices(world, sold)
    mutate(world, "orderLineDiscountRemove", "orderLineId: $id", identity)

    assert lowered["total"]["gross"]["amount"] == 122.31
    assert lowered["lines"][1]["unitPrice"]["gross"]["amount"] == 30.0
    assert prices(world, sold) == before


def test_another_way_of_delivery_costs_what_the_shop_takes_for_it(world, sold):
    before = prices(world, sold)
    method = Order.objects.get().shipping_method

    mutate(
        world,
        "orderUpdateShipping",
        "order: $id, input: $input",
        {
            "id": ("ID!", sold),
            "input": (
                "OrderUpdateShippingInput!",
                {"shippingMethod": graphene.Node.to_global_id("ShippingMethod", method.pk)},
            ),
        },
    )

    after = prices(world, sold)
    assert after["shippingPrice"]["gross"]["amount"] == 99.0
    assert after["total"]["gross"]["amount"] == 213.84
    assert after["lines"] == before["lines"]


def test_orders_of_the_shops_own_are_recalculated_as_ever(world, sold):
    Order.objects.update(origin="draft")

    ask_for_a_refresh(world, sold)
    world.graphql(PRICES, {"id": sold})

    assert Order.objects.get().lines.get(product_sku="LAMP").tax_rate == Decimal("0.23")


def test_a_saleor_without_the_functions_is_named_when_it_starts(monkeypatch):
    assert [each for each in run_checks() if each.id == "saleor_allegro.E003"] == []

    monkeypatch.setattr(calculations, "calculate_taxes", lambda *_: None)

    [problem] = [each for each in run_checks() if each.id == "saleor_allegro.E003"]
    assert "calculate_taxes" in problem.msg
