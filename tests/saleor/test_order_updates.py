"""What staff sees of an order that followed its form, over Saleor's own API."""

from dataclasses import replace
from decimal import Decimal

import pytest
from graphene import Node
from measurement.measures import Weight
from saleor.order.models import Order

from saleor_allegro.rules.drafts import AddressDraft, DeliveryDraft, LineKind, TaxId
from saleor_allegro.rules.updates import Aspect, ParcelDraft
from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import HOME, POLICY, line, order, payment
from tests.saleor.whole_orders import read_orders
from tests.shop.updating import CONTENT, follow, place

MOVED = AddressDraft(
    first_name="Anna",
    last_name="Nowa",
    company_name="Nowa sp. z o.o.",
    street="Polna 7",
    city="Kraków",
    postal_code="30-001",
    country_code="PL",
    phone="+48609876543",
    tax_ids=(TaxId(type="PL_NIP", value="5252674798"),),
)
HISTORY = "query ($id: ID!) { order(id: $id) { events { type message user { id } app { id } } } }"


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10, tax_rate=Decimal("0.23"))
    world.make_variant("BOOK", stock=10, tax_rate=Decimal("0.05"))
    world.make_shipping_method("Paczka", tax_rate=Decimal("0.08"))
    world.make_superuser()
    return SaleorShop()


def events_of(world, outcome):
    """Of an order's history: type and message."""
    answer = world.graphql(HISTORY, {"id": Node.to_global_id("Order", outcome.order_id)})
    assert all(each["user"] is each["app"] is None for each in answer["order"]["events"][1:])
    return [(each["type"], each["message"]) for each in answer["order"]["events"]]


def gross_and_net(price):
    return tuple(f"{price[kind]['amount']:.2f}" for kind in ("gross", "net"))


def changed_parts(before, after):
    """Names of what differs on the order's page, history left out."""
    return {name for name in before if before[name] != after[name]} - {"history", "warnings"}


@pytest.mark.parametrize("kind", ["shipping", "billing"])
def test_page_after_another_address(world, shop, kind):
    draft = order()
    outcome = place(shop, draft)
    [before] = read_orders()

    moved = replace(draft, **{f"{kind}_address": MOVED})
    follow(shop, outcome, moved, Aspect(f"{kind}_address"))

    [after] = read_orders()
    assert changed_parts(before, after) == {f"{kind}Address", "updatedAt"}
    assert after[f"{kind}Address"] == {
        "firstName": "Anna",
        "lastName": "Nowa",
        "companyName": "Nowa sp. z o.o.",
        "streetAddress1": "Polna 7",
        "streetAddress2": "",
        "city": "Kraków",
        "countryArea": "",
        "postalCode": "30-001",
        "country": {"code": "PL"},
        "phone": "+48609876543",
        "metadata": {"allegro.tax_id.PL_NIP": "5252674798", "vat_id": "5252674798"},
    }


@pytest.mark.parametrize(
    ("language", "note"),
    [
        (
            "en",
            "Allegro: delivery address changed by the buyer."
            " Before: “Hubert Paczkowy, Wzorcowa 12/3, 00-838 Warszawa, PL, +48601234567”."
            " Now: “Anna Nowa, Nowa sp. z o.o., Polna 7, 30-001 Kraków, PL, +48609876543,"
            " PL NIP 5252674798”.",
        ),
        (
            "pl",
            "Allegro: kupujący zmienił adres dostawy."
            " Było: „Hubert Paczkowy, Wzorcowa 12/3, 00-838 Warszawa, PL, +48601234567”."
            " Jest: „Anna Nowa, Nowa sp. z o.o., Polna 7, 30-001 Kraków, PL, +48609876543,"
            " PL NIP 5252674798”.",
        ),
    ],
)
def test_history_tells_of_another_address_as_saleor_and_in_words(world, shop, language, note):
    draft = order()
    outcome = place(shop, draft)
    before = events_of(world, outcome)

    moved = replace(draft, shipping_address=MOVED)
    policy = replace(POLICY, language=language)
    follow(shop, outcome, moved, Aspect.SHIPPING_ADDRESS, policy=policy)

    new = events_of(world, outcome)[len(before) :]
    assert new == [("UPDATED_ADDRESS", None), ("NOTE_ADDED", note)]


def test_history_names_two_addresses_and_updates_once(world, shop):
    draft = order()
    outcome = place(shop, draft)

    moved = replace(draft, shipping_address=MOVED, billing_address=MOVED)
    follow(shop, outcome, moved, Aspect.SHIPPING_ADDRESS, Aspect.BILLING_ADDRESS)

    kinds = [kind for kind, _ in events_of(world, outcome)]
    assert kinds.count("UPDATED_ADDRESS") == 1
    assert kinds[-2:] == ["NOTE_ADDED", "NOTE_ADDED"]


def test_page_after_another_way_of_delivery(world, shop):
    draft = order(line("MUG", quantity=2))
    outcome = place(shop, draft)
    [before] = read_orders()

    chosen = replace(
        draft,
        delivery=DeliveryDraft(method_id="p", method_name="Paczkomat", gross=Decimal("10.80")),
        total_gross=Decimal("50.78"),
        metadata={
            **draft.metadata,
            "allegro.delivery_method_id": "p",
            "allegro.delivery_method_name": "Paczkomat",
            "allegro.pickup_point_id": "WAW01",
        },
    )
    policy = replace(POLICY, shipping_methods={"p": "Paczka"})
    follow(shop, outcome, chosen, Aspect.DELIVERY, policy=policy)

    [after] = read_orders()
    assert changed_parts(before, after) == {
        *("shippingMethodName", "deliveryMethod", "shippingPrice", "shippingTaxRate"),
        *("total", "undiscountedTotal", "totalBalance", "metadata", "updatedAt"),
    }
    assert after["shippingMethodName"] == "Paczkomat"
    assert after["deliveryMethod"] == {"name": "Paczka"}
    assert after["shippingTaxRate"] == Decimal("0.08")
    assert gross_and_net(after["shippingPrice"]) == ("10.80", "10.00")
    assert gross_and_net(after["total"]) == ("50.78", "42.50")  # 2 × 19.99 at 23 %, and 10.00
    assert after["totalBalance"]["amount"] == Decimal("-50.78")
    assert after["metadata"]["allegro.pickup_point_id"] == "WAW01"
    note = events_of(world, outcome)[-1][1]
    assert "Before: “InPost, 9.99 PLN”. Now: “Paczkomat, WAW01, 10.80 PLN”." in note


def test_page_after_other_lines(world, shop):
    mug, book = line("MUG", quantity=2), line("BOOK", name="Książka", tax_rate=Decimal("0.05"))
    draft = order(mug)
    outcome = place(shop, draft)
    fewer = replace(
        mug,
        quantity=1,
        unit_gross=Decimal("12.30"),
        undiscounted_unit_gross=Decimal("24.60"),
    )
    service = line(
        None, kind=LineKind.SERVICE, line_item_id=mug.line_item_id, name="Pakowanie na prezent"
    )
    lines = (fewer, replace(book, unit_gross=Decimal("10.50")), service)

    changed = replace(draft, lines=lines, total_gross=Decimal("52.78"))
    follow(shop, outcome, changed, Aspect.LINES)

    [after] = read_orders()
    shown = {
        each["productName"]: (
            int(each["quantity"]),
            *gross_and_net(each["unitPrice"]),
            f"{each['undiscountedUnitPrice']['gross']['amount']:.2f}",
            f"{each['unitDiscount']['amount']:.2f}",
            f"{each['taxRate']:.2f}",
            [int(held["quantity"]) for held in each["allocations"]],
        )
        for each in after["lines"]
    }
    assert shown == {
        "Kubek z dzióbkiem": (1, "12.30", "10.00", "24.60", "12.30", "0.23", [1]),
        "Książka": (1, "10.50", "10.00", "19.99", "9.49", "0.05", [1]),
        "Pakowanie na prezent": (1, "19.99", "16.25", "19.99", "0.00", "0.23", []),
    }
    assert after["subtotal"]["gross"]["amount"] == Decimal("42.79")
    assert gross_and_net(after["total"]) == ("52.78", "44.37")  # 10.00, 10.00, 16.25, 8.12
    assert after["undiscountedTotal"]["gross"]["amount"] == Decimal("74.57")
    note = events_of(world, outcome)[-1][1]
    assert "Before: “2 × Kubek z dzióbkiem (19.99); 49.97 PLN”." in note
    assert "Now: “1 × Kubek z dzióbkiem (12.30), 1 × Książka (10.50)," in note


def test_page_after_another_note_and_details(world, shop):
    draft = order(note="Proszę szybko")
    outcome = place(shop, draft)
    [before] = read_orders()

    changed = replace(
        draft,
        note="Proszę o fakturę",
        private_metadata={"allegro.invoice_required": "true", "allegro.login": "ktos"},
    )
    follow(shop, outcome, changed, Aspect.NOTE, Aspect.DETAILS)

    [after] = read_orders()
    assert changed_parts(before, after) == {"customerNote", "privateMetadata", "updatedAt"}
    assert after["customerNote"] == "Proszę o fakturę"
    assert after["privateMetadata"]["allegro.invoice_required"] == "true"


def test_everything_at_once_then_paid_and_confirmed(world, shop):
    draft = order(line("MUG", quantity=2))
    outcome = place(shop, draft)
    total = Decimal("80.76")
    changed = replace(
        draft,
        lines=(replace(draft.lines[0], quantity=3), line("BOOK", unit_gross=Decimal("10.80"))),
        shipping_address=MOVED,
        note="Dzień dobry",
        total_gross=total,
        payments=(payment(str(total)),),
    )

    told = follow(shop, outcome, changed, *Aspect, confirm=True)

    [after] = read_orders()
    assert told.tellings == (
        *(Telling.PAID, Telling.FULLY_PAID, Telling.CONFIRMED, Telling.UPDATED),
    )
    assert (after["status"], after["chargeStatus"], after["isPaid"]) == (
        "UNFULFILLED",
        "FULL",
        True,
    )
    assert after["total"]["gross"]["amount"] == after["totalCharged"]["amount"] == total
    kinds = [kind for kind, _ in events_of(world, outcome)]
    assert kinds.count("ORDER_FULLY_PAID") == kinds.count("CONFIRMED") == 1


def test_what_is_not_of_the_form_survives(world, shop):
    draft = order(private_metadata={"allegro.login": "ktos", "allegro.invoice_required": "true"})
    outcome = place(shop, draft)
    world.annotate(outcome.order_id, "erp.id", "77")
    world.annotate(outcome.order_id, "allegro.stage", "packing")
    parcels = (ParcelDraft(parcel_id="1", carrier_id="X", carrier_name="DPD, PL", waybill="W1"),)
    follow(shop, outcome, draft, Aspect.STAGE, parcels=parcels)

    changed = replace(
        draft,
        metadata={**draft.metadata, "allegro.smart": "true"},
        private_metadata={"allegro.login": "ktos"},
    )
    follow(shop, outcome, changed, *CONTENT)

    kept = Order.objects.get()
    assert kept.metadata == {
        **changed.metadata,
        "erp.id": "77",
        "allegro.stage": "packing",
    }
    assert kept.private_metadata == {
        "allegro.login": "ktos",
        "allegro.waybills": "DPD PL W1",
        "erp.id": "77",
        "allegro.stage": "packing",
    }


def test_a_parcel_is_noted_once_whatever_its_carrier_is_called(world, shop):
    draft = order()
    outcome = place(shop, draft)
    parcels = (
        ParcelDraft(parcel_id="1", carrier_id="X", carrier_name="DPD, Polska", waybill="W1"),
        ParcelDraft(parcel_id="2", carrier_id="X", carrier_name="DPD, Polska", waybill="W1"),
        ParcelDraft(parcel_id="3", carrier_id="UPS", carrier_name="", waybill="W2, W3"),
    )
    first = follow(shop, outcome, draft, Aspect.STAGE, parcels=parcels)
    before = world.notes_of(outcome.order_id)

    second = follow(shop, outcome, draft, Aspect.STAGE, parcels=parcels)

    assert first.tellings == (Telling.UPDATED,)
    assert (second.tellings, world.notes_of(outcome.order_id)) == ((), before)
    assert before[-2:] == ["Allegro: parcel: DPD, Polska, W1.", "Allegro: parcel: UPS, W2, W3."]


def test_a_revision_alone_is_no_change_of_the_order(world, shop):
    draft = order(private_metadata={"allegro.revision": "aaaa"})
    outcome = place(shop, draft)
    before = Order.objects.get()
    [page] = read_orders()
    read = replace(draft, private_metadata={"allegro.revision": "bbbb"})

    told = follow(shop, outcome, read, *Aspect)

    after = Order.objects.get()
    assert (told.tellings, told.changes) == ((), ())
    assert after.private_metadata == {"allegro.revision": "bbbb"}
    assert after.updated_at == before.updated_at
    [again] = read_orders()
    assert changed_parts(page, again) == {"privateMetadata"}


@pytest.mark.parametrize("aspect", CONTENT)
def test_every_change_moves_the_moment_of_the_last_one(world, shop, aspect):
    """Apps that ask by `updatedAt` see it; nothing is left for Saleor to recalculate."""
    draft = order(line("MUG"))
    outcome = place(shop, draft)
    before = Order.objects.get()

    changed = replace(
        draft,
        shipping_address=MOVED,
        billing_address=MOVED,
        delivery=replace(draft.delivery, method_name="Inna"),
        lines=(replace(draft.lines[0], quantity=2),),
        note="Inaczej",
        private_metadata={"allegro.invoice_required": "true"},
    )
    follow(shop, outcome, changed, aspect)

    after = Order.objects.get()
    assert after.updated_at > before.updated_at
    assert not after.should_refresh_prices


def test_weight_and_number_of_lines_follow_the_lines(world, shop):
    world.make_variant("STONE", stock=10, weight=Weight(kg=2))
    draft = order(line("STONE"))
    outcome = place(shop, draft)
    heavier = replace(draft, lines=(replace(draft.lines[0], quantity=3), line("MUG")))

    follow(shop, outcome, heavier, Aspect.LINES)

    found = Order.objects.get()
    assert (found.weight.kg, found.lines_count) == (6, 2)


def test_goods_that_wait_for_approval_are_on_their_way(world, shop):
    """Saleor cancels no such order either: somebody is packing it."""
    world.site_settings.fulfillment_auto_approve = False
    world.site_settings.save()
    draft = order(line("MUG", quantity=2), paid="49.97")
    outcome = place(shop, draft)
    follow(shop, outcome, draft, Aspect.STAGE, confirm=True)
    world.fulfill(outcome.order_id)
    assert Order.objects.get().fulfillments.get().status == "waiting_for_approval"
    [before] = read_orders()

    moved = replace(draft, shipping_address=MOVED, note="Inaczej")
    told = follow(shop, outcome, moved, *CONTENT, cancel=True)

    assert told.has_left
    assert not told.is_cancelled
    assert {each.aspect for each in told.withheld} == {Aspect.SHIPPING_ADDRESS, Aspect.NOTE}
    [after] = read_orders()
    assert changed_parts(before, after) == set()
    assert world.stock_of("MUG").allocated == 2


@pytest.mark.parametrize("name", ["shipping_address", "billing_address"])
@pytest.mark.parametrize(
    "odd",
    [
        {"phone": "601234567"},
        {"phone": "+48 601 234 567 wew. 12"},
        {"phone": "call the neighbour"},
        {"country_code": "XX"},
        {"country_code": "", "phone": ""},
        {"first_name": "Ż" * 400},
        {"postal_code": "0" * 40},
        {"tax_ids": (TaxId(type="PL_NIP", value="1"), TaxId(type="EU", value="1"))},
    ],
    ids=str,
)
def test_an_odd_address_is_brought_over_once(world, shop, name, odd):
    draft = order()
    outcome = place(shop, draft)
    strange = replace(draft, **{name: replace(HOME, **odd)})

    first = follow(shop, outcome, strange, Aspect(name))
    second = follow(shop, outcome, strange, Aspect(name))

    assert [each.aspect for each in first.changes] == [name]
    assert (second.changes, second.tellings) == ((), ())
