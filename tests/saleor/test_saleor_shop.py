"""What `SaleorShop` writes, read back through Saleor's own models and GraphQL."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction
from measurement.measures import Weight
from saleor.account.models import CustomerEvent, User
from saleor.order import OrderStatus
from saleor.order.models import Order
from saleor.order.utils import recalculate_order_weight, updates_amounts_for_order
from saleor.payment.models import TransactionEvent
from saleor.warehouse.models import Allocation

from saleor_allegro.rules.drafts import (
    CustomerDraft,
    DeliveryDraft,
    InitialStatus,
    LineKind,
    TaxId,
)
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.port import ChannelNotFound, MatchBy
from saleor_allegro.shop.saleor.shop import SaleorShop
from tests.saleor.drafts import BOUGHT_AT, HOME, POLICY, line, order, payment


@pytest.fixture
def shop(world):
    world.make_channel("allegro-pl")
    world.make_variant("MUG", stock=10)
    return SaleorShop()


def write(shop, *drafts, policy=POLICY):
    with transaction.atomic():
        return shop.write_orders(drafts, policy)


def only_order():
    return Order.objects.get()


def flag_kinds(outcome):
    return [flag.kind for flag in outcome.flags]


def test_order_holds_what_the_draft_says(shop):
    draft = order(line(quantity=2), note="Proszę o paragon", language="pl-PL", paid="49.97")

    [outcome] = write(shop, draft)

    written = only_order()
    assert (str(written.pk), str(written.number)) == (str(outcome.order_id), outcome.number)
    assert written.external_reference == draft.form_id
    assert written.created_at == BOUGHT_AT
    assert written.customer_note == "Proszę o paragon"
    assert written.channel.slug == "allegro-pl"
    assert written.currency == "PLN"
    assert written.user_email == draft.email
    assert written.metadata == draft.metadata
    assert written.total_gross_amount == Decimal("49.97")
    assert (written.charge_status, written.authorize_status) == ("full", "full")
    assert outcome.flags == ()


def test_charge_status_is_what_saleor_itself_computes(shop):
    drafts = [order(paid=paid) for paid in ("", "10.00", "29.98", "40.00")]

    outcomes = write(shop, *drafts)

    found = []
    for outcome in outcomes:
        written = Order.objects.get(pk=outcome.order_id)
        ours = (written.charge_status, written.authorize_status, written.total_charged_amount)
        updates_amounts_for_order(written, save=False)
        assert ours == (
            written.charge_status,
            written.authorize_status,
            written.total_charged_amount,
        )
        found.append(written.charge_status)
    assert found == ["none", "partial", "full", "overcharged"]


def test_a_payment_is_one_transaction_with_the_moment_it_was_received(shop):
    draft = order(payments=(payment("29.98", "pay-1"), payment("1.00", "top-up-1")))

    write(shop, draft)

    first, second = only_order().payment_transactions.order_by("pk")
    assert (first.psp_reference, first.charged_value) == ("pay-1", Decimal("29.98"))
    assert (second.psp_reference, second.charged_value) == ("top-up-1", Decimal("1.00"))
    event = TransactionEvent.objects.get(transaction=first)
    assert (event.type, event.amount_value) == ("charge_success", Decimal("29.98"))
    assert event.created_at == draft.payments[0].received_at


@pytest.mark.parametrize(
    ("allegro", "tax_class", "expected"),
    [
        (Decimal("0.08"), Decimal("0.23"), Decimal("0.08")),
        (None, Decimal("0.05"), Decimal("0.05")),
        (None, None, Decimal("0.23")),
    ],
)
def test_vat_is_allegros_then_the_tax_classes_then_the_default(
    world, shop, allegro, tax_class, expected
):
    world.make_variant("BOOK", tax_rate=tax_class)

    write(shop, order(line("BOOK", tax_rate=allegro, unit_gross=Decimal("100.00"))))

    written = only_order().lines.get()
    assert written.tax_rate == expected
    net = (Decimal(100) / (1 + expected)).quantize(Decimal("0.01"))
    assert written.unit_price_net_amount == net


def test_line_without_a_variant_is_kept_and_flagged(world, shop):
    [outcome] = write(shop, order(line("NOBODY"), line(None), line("MUG")))

    assert flag_kinds(outcome) == [FlagKind.NO_VARIANT, FlagKind.NO_VARIANT]
    assert [each.variant_id for each in only_order().lines.all()].count(None) == 2
    assert only_order().lines_count == 3


def test_two_variants_with_one_key_are_no_match(world, shop):
    for sku in ("ONE", "TWO"):
        world.make_variant(sku, metadata={"allegro.offer_id": "170"})
    by_offer = replace(POLICY, match_by=MatchBy.OFFER_ID)

    [outcome] = write(shop, order(line("170", offer_id="170")), policy=by_offer)

    assert flag_kinds(outcome) == [FlagKind.AMBIGUOUS_VARIANT]
    assert only_order().lines.get().variant_id is None


@pytest.mark.parametrize(
    ("match_by", "fields"),
    [
        (MatchBy.EXTERNAL_REFERENCE, {"external_reference": "X-1"}),
        (MatchBy.OFFER_ID, {"metadata": {"allegro.offer_id": "X-1"}}),
    ],
)
def test_variant_is_found_by_the_configured_key(world, shop, match_by, fields):
    variant = world.make_variant("OTHER", **fields)

    write(shop, order(line("X-1")), policy=replace(POLICY, match_by=match_by))

    assert only_order().lines.get().variant_id == variant.pk


def test_stock_goes_down_by_what_was_sold(world, shop):
    write(shop, order(line(quantity=3)), order(line(quantity=2), line(quantity=1)))

    assert world.stock_of("MUG").available == 4
    assert Allocation.objects.count() == 3


def test_too_little_stock_is_allocated_as_far_as_it_goes(world, shop):
    outcomes = write(shop, order(line(quantity=8)), order(line(quantity=5)))

    assert [outcome.lines[0].allocated for outcome in outcomes] == [8, 2]
    assert [flag_kinds(outcome) for outcome in outcomes] == [[], [FlagKind.OVERSOLD]]
    assert outcomes[1].flags[0].details == {"sold": "5", "allocated": "2"}
    assert world.stock_of("MUG").available == 0


def test_warehouses_are_emptied_in_the_merchants_order(world, shop):
    channel = world.zone.channels.get()
    for slug in ("near", "far"):
        world.make_warehouse(slug, channel)
    world.make_variant("LAMP", stock={"allegro-main": 5, "near": 2, "far": 5})
    policy = replace(POLICY, warehouses=("near", "far"))

    [outcome] = write(shop, order(line("LAMP", quantity=8)), policy=policy)

    taken = {
        allocation.stock.warehouse.slug: allocation.quantity_allocated
        for allocation in Allocation.objects.select_related("stock__warehouse")
    }
    assert taken == {"near": 2, "far": 5}
    assert flag_kinds(outcome) == [FlagKind.OVERSOLD]


def test_order_that_allegro_ships_takes_no_stock(world, shop):
    [outcome] = write(shop, order(line(quantity=3), takes_stock=False))

    assert world.stock_of("MUG").available == 10
    assert outcome.flags == ()


def test_service_is_a_line_without_a_variant_and_without_a_flag(shop):
    service = line("MUG", kind=LineKind.SERVICE, name="Pakowanie na prezent")

    [outcome] = write(shop, order(line(), service))

    assert outcome.flags == ()
    assert len(outcome.lines) == 1


def test_delivery_is_mapped_by_allegros_method_id(world, shop):
    courier = world.make_shipping_method("Kurier", tax_rate=Decimal("0.08"))
    delivery = DeliveryDraft(method_id="m-1", method_name="Kurier DPD", gross=Decimal("10.80"))
    policy = replace(POLICY, shipping_methods={"m-1": "kurier", "m-2": "Nie ma takiej"})

    outcomes = write(
        shop,
        order(delivery=delivery),
        order(delivery=replace(delivery, method_id="m-2")),
        order(delivery=replace(delivery, method_id="m-3")),
        policy=policy,
    )

    first, second, third = (Order.objects.get(pk=outcome.order_id) for outcome in outcomes)
    assert first.shipping_method == courier
    assert first.shipping_method_name == "Kurier DPD"
    assert first.shipping_price_net_amount == Decimal("10.00")
    assert (second.shipping_method, third.shipping_method) == (None, None)
    assert [flag_kinds(outcome) for outcome in outcomes] == [
        [],
        [FlagKind.NO_SHIPPING_METHOD],
        [],
    ]


def test_buyer_is_one_customer_whatever_the_email(shop):
    first, second = write(shop, order(buyer_id="b-1"), order(buyer_id="b-1"))

    user = User.objects.get()
    assert first.customer_id == second.customer_id == str(user.pk)
    assert user.number_of_orders == 2
    assert user.has_usable_password() is False
    assert user.private_metadata["allegro.buyer_id"] == "b-1"
    assert user.default_shipping_address.street_address_1 == "Wzorcowa 12/3"
    assert user.addresses.count() == 2
    assert CustomerEvent.objects.get().type == "account_created"
    emails = set(Order.objects.values_list("user_email", flat=True))
    assert len(emails) == 2


def test_known_buyer_and_known_email_are_used_and_never_overwritten(shop):
    linked = User.objects.create(email="old@shop.test", first_name="Anna")
    known = User.objects.create(email="mask+1@allegromail.pl", first_name="Maria")
    buyer = CustomerDraft(
        buyer_id="b-2", login="x", email="new@allegromail.pl", customer_id=str(linked.pk)
    )

    outcomes = write(shop, order(customer=buyer), order(email="Mask+1@allegromail.pl"))

    assert [outcome.customer_id for outcome in outcomes] == [str(linked.pk), str(known.pk)]
    names = User.objects.order_by("pk").values_list("first_name", flat=True)
    assert list(names) == ["Anna", "Maria"]


def test_address_that_saleor_refuses_is_kept_and_flagged(shop):
    odd = replace(HOME, postal_code="", phone="brak")

    [outcome] = write(shop, order(shipping_address=odd))

    assert flag_kinds(outcome) == [FlagKind.ADDRESS_REFUSED]
    assert outcome.flags[0].subject == "shipping"
    written = only_order().shipping_address
    assert (written.postal_code, written.phone, written.validation_skipped) == ("", "", True)
    assert written.metadata == {"allegro.phone": "brak"}


def test_tax_id_stands_on_the_billing_address(shop):
    company = replace(
        HOME, company_name="Demo sp. z o.o.", tax_ids=(TaxId(type="PL_NIP", value="5252674798"),)
    )

    write(shop, order(billing_address=company))

    written = only_order().billing_address
    assert written.company_name == "Demo sp. z o.o."
    assert written.metadata == {"allegro.tax_id.PL_NIP": "5252674798", "vat_id": "5252674798"}


def test_missing_address_stays_missing(shop):
    write(shop, order(shipping_address=None, billing_address=None))

    written = only_order()
    assert (written.shipping_address, written.billing_address) == (None, None)


@pytest.mark.parametrize(
    "word", ["form_id", "email", "payment", "login", "Paczkowy", "MUG", "dzióbkiem"]
)
def test_order_is_found_by_saleors_own_search(world, shop, word):
    draft = order(payments=(payment("29.98", "pay-77"),))
    write(
        shop,
        draft,
        order(
            line("NOBODY", name="Inny"),
            shipping_address=None,
            billing_address=None,
            customer=replace(
                draft.customer, buyer_id="z", login="inny", email="z@z.test", last_name="Z"
            ),
        ),
    )
    words = {
        "form_id": draft.form_id,
        "email": draft.email,
        "payment": "pay-77",
        "login": draft.customer.login,
    }

    found = world.graphql(
        "query ($word: String!) { orders(first: 5, search: $word) "
        "{ edges { node { externalReference } } } }",
        {"word": words.get(word, word)},
    )

    references = [edge["node"]["externalReference"] for edge in found["orders"]["edges"]]
    assert references == [draft.form_id]


def test_form_that_already_has_an_order_is_left_as_it_is(shop):
    draft = order(line(quantity=2))
    [first] = write(shop, draft)

    [second] = write(shop, replace(draft, note="changed"))

    assert second.existed is True
    assert second.order_id == first.order_id
    assert [each.order_line_id for each in second.lines] == [
        each.order_line_id for each in first.lines
    ]
    assert only_order().customer_note == ""
    assert Allocation.objects.count() == 1


def test_preview_says_the_same_and_writes_nothing(world, shop):
    drafts = [order(line(quantity=8)), order(line(quantity=5))]

    previewed = shop.preview_orders(drafts, POLICY)

    assert Order.objects.count() == User.objects.count() == Allocation.objects.count() == 0
    written = write(shop, *drafts)
    assert [each.flags for each in previewed] == [each.flags for each in written]
    assert [line.allocated for each in previewed for line in each.lines] == [8, 2]


def test_failure_in_a_batch_leaves_nothing(shop):
    draft = order()
    twin = replace(order(), form_id=draft.form_id)

    with pytest.raises(Exception, match="external_reference"):
        write(shop, draft, twin)

    assert Order.objects.count() == User.objects.count() == 0


def test_deleted_channel_is_named(shop):
    with pytest.raises(ChannelNotFound, match="gone"):
        write(shop, order(), policy=replace(POLICY, channel_slug="gone"))


def test_status_and_history_begin_as_saleor_would_begin_them(shop):
    drafts = [
        order(),
        order(status=InitialStatus.UNFULFILLED),
        order(status=InitialStatus.UNFULFILLED, paid="29.98"),
    ]

    outcomes = write(shop, *drafts)

    orders = [Order.objects.get(pk=outcome.order_id) for outcome in outcomes]
    assert [each.status for each in orders] == [
        OrderStatus.UNCONFIRMED,
        OrderStatus.UNFULFILLED,
        OrderStatus.UNFULFILLED,
    ]
    assert [list(each.events.order_by("pk").values_list("type", flat=True)) for each in orders] == [
        ["placed", "note_added"],
        ["placed", "confirmed", "note_added"],
        ["placed", "order_fully_paid", "confirmed", "note_added"],
    ]


def test_channels_carry_their_currency(world, shop):
    world.make_channel("allegro-cz", currency="CZK", country="CZ", is_active=False)

    found = {each.slug: (each.currency, each.country, each.is_active) for each in shop.channels()}

    found.pop("default-channel", None)  # Saleor's migrations make one
    assert found == {"allegro-cz": ("CZK", "CZ", False), "allegro-pl": ("PLN", "PL", True)}


def test_orders_are_read_back_as_they_stand(shop):
    draft = order(line(quantity=2), paid="49.97")
    [outcome] = write(shop, draft)

    [read] = shop.read_orders([outcome.order_id])

    assert (read.form_id, read.total_gross, read.charged) == (
        draft.form_id,
        Decimal("49.97"),
        Decimal("49.97"),
    )
    assert [(each.sku, each.quantity) for each in read.lines] == [("MUG", 2)]


@pytest.mark.parametrize("sku", ["NOBODY", "CRATE"])
def test_statements_of_a_batch_do_not_grow_with_its_orders(world, shop, count_statements, sku):
    world.make_variant("CRATE", stock=1000)
    counts = []
    for size in (10, 50):
        drafts = [order(line(sku), line(sku), paid="49.97") for _ in range(size)]
        with count_statements() as statements:
            write(shop, *drafts)
        counts.append(len(statements))

    assert counts[0] == counts[1]
    assert counts[0] <= 35


def test_order_weighs_what_saleor_itself_would_add_up(world, shop):
    world.make_variant("ANVIL", weight=Weight(kg=12.5))

    write(shop, order(line("ANVIL", quantity=2), line("MUG"), line("NOBODY")))

    written = only_order()
    assert written.weight == Weight(kg=25)
    recalculate_order_weight(written)
    assert written.weight == Weight(kg=25)
