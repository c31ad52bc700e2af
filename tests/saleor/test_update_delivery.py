"""What staff reads of another way of delivery, and what of it is the shop's own affair."""

from dataclasses import replace
from decimal import Decimal

import pytest
from saleor.order.models import Order

from saleor_allegro.rules.drafts import DeliveryDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import POLICY, order
from tests.shop.updating import follow, place

INPOST = DeliveryDraft(method_id="i", method_name="InPost", gross=Decimal("9.99"))
POINT = {
    "allegro.delivery_method_id": "i",
    "allegro.delivery_method_name": "InPost",
    "allegro.pickup_point_id": "WAW01",
    "allegro.pickup_point_address": "Prosta 1, 00-838, Warszawa, PL",
    "allegro.smart": "false",
}


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    return SaleorShop()


def to_a_point(draft, **words):
    """The draft with a point of delivery; no word: the key is gone."""
    metadata = {**draft.metadata, **POINT} | {f"allegro.{key}": text for key, text in words.items()}
    return replace(draft, metadata={key: text for key, text in metadata.items() if text})


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ({"pickup_point_id": "KRK02"}, "InPost, WAW01, 9.99 PLN", "InPost, KRK02, 9.99 PLN"),
        ({"pickup_point_id": ""}, "InPost, WAW01, 9.99 PLN", "InPost, 9.99 PLN"),
        (
            {"pickup_point_address": "Nowa 2, 00-838, Warszawa, PL"},
            "InPost, WAW01, Prosta 1, 00-838, Warszawa, PL, 9.99 PLN",
            "InPost, WAW01, Nowa 2, 00-838, Warszawa, PL, 9.99 PLN",
        ),
        ({"smart": "true"}, "InPost, WAW01, 9.99 PLN", "InPost, WAW01, Smart!, 9.99 PLN"),
        (
            {"pickup_point_description": "Przy sklepie"},
            "InPost, WAW01, 9.99 PLN",
            "InPost, WAW01, Przy sklepie, 9.99 PLN",
        ),
        (
            {"delivery_method_id": "j"},
            "InPost, WAW01, i, 9.99 PLN",
            "InPost, WAW01, j, 9.99 PLN",
        ),
    ],
    ids=str,
)
@pytest.mark.parametrize("has_left", [False, True])
def test_what_differs_can_be_read(shop, words, before, after, has_left):
    """Also where it was withheld, and a person is asked to compare."""
    draft = to_a_point(order(delivery=INPOST))
    outcome = place(shop, draft)

    chosen = to_a_point(draft, **words)
    told = follow(shop, outcome, chosen, Aspect.DELIVERY, is_dispatched=has_left)

    [change] = told.withheld if has_left else told.changes
    assert (change.before, change.after) == (before, after)


def test_a_delivery_that_staff_chose_stays_until_the_buyer_chooses_another(world, shop):
    staffs = world.make_shipping_method("Kurier", tax_rate=Decimal("0.05"))
    draft = to_a_point(order(delivery=INPOST))
    outcome = place(shop, draft)
    Order.objects.update(
        shipping_method=staffs, shipping_method_name="Kurier", shipping_price_gross_amount=5
    )

    follow(shop, outcome, replace(draft, note="Inaczej"), *set(Aspect) - {Aspect.DELIVERY})

    kept = Order.objects.get()
    assert (kept.shipping_method, kept.shipping_method_name) == (staffs, "Kurier")
    assert kept.shipping_price_gross_amount == 5

    told = follow(shop, outcome, to_a_point(draft, pickup_point_id="KRK02"), Aspect.DELIVERY)

    after = Order.objects.get()
    assert (after.shipping_method, after.shipping_method_name) == (None, "InPost")
    assert after.shipping_price_gross_amount == Decimal("9.99")
    assert told.changes[0].before == "Kurier, WAW01, 5.00 PLN"


def test_only_a_mapping_that_leads_nowhere_is_flagged_and_the_name_is_still_allegros(world, shop):
    draft = to_a_point(order(delivery=INPOST))
    outcome = place(shop, draft)
    policy = replace(POLICY, shipping_methods={"p": "Deleted"})
    chosen = [
        replace(draft, delivery=replace(INPOST, method_id=method_id, method_name=name))
        for method_id, name in (("u", "Unmapped"), ("p", "Poczta"))
    ]

    unmapped, mapped = (
        follow(shop, outcome, each, Aspect.DELIVERY, policy=policy) for each in chosen
    )

    assert unmapped.flags == ()
    assert [(flag.kind, flag.details["method"]) for flag in mapped.flags] == [
        (FlagKind.NO_SHIPPING_METHOD, "Poczta")
    ]
    assert Order.objects.get().shipping_method_name == "Poczta"


def test_a_delivery_without_a_name_and_a_name_that_is_too_long(shop):
    draft = to_a_point(order(delivery=INPOST))
    outcome = place(shop, draft)

    for name, kept in (("", None), ("Ż" * 400, "Ż" * 255)):
        chosen = replace(draft, delivery=replace(INPOST, method_name=name))
        assert len(follow(shop, outcome, chosen, Aspect.DELIVERY).changes) == 1
        assert follow(shop, outcome, chosen, Aspect.DELIVERY).changes == ()
        assert Order.objects.get().shipping_method_name == kept
