"""What every shop behind the port does, whatever its tables.

A test class of a shop inherits `ShopContract` and gives two fixtures:

    shop    an instance of the shop
    world   makes what a test names: `make_channel(slug, currency=, country=, is_active=)`,
            `make_warehouse(slug, *channels)`, `make_variant(sku, stock=pieces or {warehouse slug:
            pieces}, tax_rate=, external_reference=, metadata=)`, `make_shipping_method(name)`;
            says what is there: `warehouses()`, `stock_of(sku)` with `quantity` and `allocated`;
            sends pieces of every line, as staff does: `fulfill(order_id, quantity)`
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.drafts import DeliveryDraft, InitialStatus, LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.shop.port import (
    CannotWriteOrder,
    ChannelNotFound,
    MatchBy,
    OrderOutcome,
    Shop,
    ShopOrder,
    WritePolicy,
)
from tests.shop.contract_availability import AvailabilityContract
from tests.shop.contract_choices import ChoicesContract
from tests.shop.drafts import (
    BOUGHT_AT,
    customer_draft,
    line_draft,
    order_draft,
    payment_draft,
    write_policy,
)

#: Issue 2, "Must show" 5.
MOST_STATEMENTS_PER_ORDER = 4


def write(shop: Shop, *drafts: OrderDraft, policy: WritePolicy | None = None) -> Any:
    """Write the drafts as a caller does, in one transaction of its own."""
    with transaction.atomic():
        return shop.write_orders(drafts, policy or write_policy())


def read(shop: Shop, outcome: OrderOutcome) -> ShopOrder:
    (order,) = shop.read_orders([outcome.order_id])
    return order


def flag_kinds(outcome: OrderOutcome) -> list[FlagKind]:
    return [flag.kind for flag in outcome.flags]


@pytest.mark.django_db
class ShopContract(AvailabilityContract, ChoicesContract):
    @pytest.fixture(autouse=True)
    def _channel(self, world: Any) -> None:
        world.make_channel("allegro-pl", currency="PLN")

    # Channels

    def test_channels_are_listed_with_what_routing_needs(self, shop: Shop, world: Any):
        world.make_channel("allegro-cz", currency="CZK", country="CZ", is_active=False)

        channels = {channel.slug: channel for channel in shop.channels()}

        czech, polish = channels["allegro-cz"], channels["allegro-pl"]
        assert (czech.currency, czech.country, czech.is_active) == ("CZK", "CZ", False)
        assert (polish.currency, polish.country, polish.is_active) == ("PLN", "PL", True)
        assert polish.configuration == {}
        assert not polish.plugin_active

    @pytest.mark.parametrize("operation", ["preview_orders", "write_orders"])
    def test_a_channel_that_is_gone_is_named(self, shop: Shop, operation: str):
        policy = write_policy(channel_slug="gone")

        with pytest.raises(ChannelNotFound, match="gone"), transaction.atomic():
            getattr(shop, operation)([order_draft()], policy)

    # What an order holds

    def test_an_order_holds_allegros_money(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = order_draft(
            line_draft("SKU-1", 3, unit_gross=Decimal("19.99")),
            delivery=DeliveryDraft(method_id="m", method_name="Kurier", gross=Decimal("11.49")),
        )

        (outcome,) = write(shop, draft)

        order = read(shop, outcome)
        assert order.form_id == draft.form_id
        assert order.number == outcome.number != ""
        assert order.currency == "PLN"
        assert order.status == "unfulfilled"
        assert order.charge_status == "none"
        assert order.bought_at == draft.bought_at
        assert order.buyer == draft.customer.login
        assert order.shipping_gross == Decimal("11.49")
        assert order.total_gross == Decimal("71.46")
        assert order.charged == 0
        (line,) = order.lines
        assert (line.name, line.sku, line.quantity) == ("Kubek 300 ml", "SKU-1", 3)
        assert (line.unit_gross, line.total_gross) == (Decimal("19.99"), Decimal("59.97"))
        assert line.tax_rate == Decimal("0.23")

    @pytest.mark.parametrize("status", list(InitialStatus))
    def test_an_order_starts_with_the_status_drawn_up(self, shop: Shop, status: InitialStatus):
        (outcome,) = write(shop, order_draft(status=status))

        assert read(shop, outcome).status == status.value

    def test_a_total_that_does_not_add_up_is_kept_as_allegro_states_it(self, shop: Shop):
        flag = Flag(kind=FlagKind.TOTAL_MISMATCH, details={"added_up": "10.00", "stated": "9.00"})

        (outcome,) = write(shop, order_draft(total_gross=Decimal("9.00"), flags=(flag,)))

        assert read(shop, outcome).total_gross == Decimal("9.00")
        assert flag in outcome.flags

    def test_services_and_deposits_are_lines_without_a_variant(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        offer = line_draft("SKU-1", 2)
        service = line_draft(
            None, kind=LineKind.SERVICE, line_item_id=offer.line_item_id, name="Wniesienie"
        )
        deposit = line_draft(
            None,
            2,
            kind=LineKind.DEPOSIT,
            line_item_id=offer.line_item_id,
            name="Kaucja",
            unit_gross=Decimal("0.50"),
            tax_rate=Decimal(0),
        )

        (outcome,) = write(shop, order_draft(offer, service, deposit))

        order = read(shop, outcome)
        assert [(line.name, line.sku) for line in order.lines] == [
            ("Kubek 300 ml", "SKU-1"),
            ("Wniesienie", ""),
            ("Kaucja", ""),
        ]
        assert order.lines[2].tax_rate == 0
        assert order.total_gross == Decimal("31.00")
        assert [line.line_item_id for line in outcome.lines] == [offer.line_item_id]
        assert outcome.flags == ()

    @pytest.mark.parametrize(
        ("paid", "status"),
        [([], "none"), (["4.00"], "partial"), (["4.00", "6.00"], "full"), (["11"], "overcharged")],
    )
    def test_money_received_is_charged(self, shop: Shop, paid: list[str], status: str):
        payments = tuple(payment_draft(amount) for amount in paid)

        (outcome,) = write(shop, order_draft(payments=payments))

        order = read(shop, outcome)
        assert order.charged == sum(Decimal(amount) for amount in paid)
        assert order.charge_status == status

    def test_missing_addresses_stay_missing(self, shop: Shop):
        (outcome,) = write(shop, order_draft(shipping_address=None, billing_address=None))

        assert read(shop, outcome).total_gross == Decimal("10.00")

    # Variants and VAT

    @pytest.mark.parametrize(
        ("match_by", "fields"),
        [
            (MatchBy.SKU, {}),
            (MatchBy.EXTERNAL_REFERENCE, {"external_reference": "KEY"}),
            (MatchBy.OFFER_ID, {"metadata": {"allegro.offer_id": "KEY"}}),
        ],
    )
    def test_the_variant_is_found_by_the_configured_key(
        self, shop: Shop, world: Any, match_by: MatchBy, fields: dict[str, Any]
    ):
        sku = "OTHER" if fields else "KEY"
        variant = world.make_variant(sku, stock=5, **fields)
        if fields:
            world.make_variant("KEY", stock=5)

        (outcome,) = write(shop, order_draft(line_draft("KEY")), policy=policy_by(match_by))

        (line,) = outcome.lines
        assert line.variant_id == str(variant.pk)
        assert line.allocated == 1
        assert read(shop, outcome).lines[0].sku == sku
        assert outcome.flags == ()

    @pytest.mark.parametrize("key", ["UNKNOWN", None])
    def test_an_offer_without_a_variant_is_kept_and_flagged(self, shop: Shop, key: str | None):
        line = line_draft(key)

        (outcome,) = write(shop, order_draft(line))

        assert [(flag.kind, flag.subject) for flag in outcome.flags] == [
            (FlagKind.NO_VARIANT, line.line_item_id)
        ]
        assert (outcome.lines[0].variant_id, outcome.lines[0].allocated) == (None, 0)
        assert [(line.name, line.sku) for line in read(shop, outcome).lines] == [
            ("Kubek 300 ml", "")
        ]

    def test_two_variants_with_the_key_are_a_question_for_a_person(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=5, metadata={"allegro.offer_id": "KEY"})
        line = line_draft("KEY")

        (outcome,) = write(shop, order_draft(line), policy=policy_by(MatchBy.OFFER_ID))

        assert [(flag.kind, flag.subject) for flag in outcome.flags] == [
            (FlagKind.AMBIGUOUS_VARIANT, line.line_item_id)
        ]
        assert outcome.lines[0].variant_id is None
        assert world.stock_of("SKU-1").allocated == world.stock_of("SKU-2").allocated == 0

    @pytest.mark.parametrize(
        ("allegros", "variants", "expected"),
        [
            (Decimal("0.05"), Decimal("0.08"), Decimal("0.05")),
            (Decimal(0), Decimal("0.08"), Decimal(0)),
            (None, Decimal("0.08"), Decimal("0.08")),
            (None, None, Decimal("0.23")),
        ],
    )
    def test_vat_is_allegros_else_the_variants_else_the_default(
        self,
        shop: Shop,
        world: Any,
        allegros: Decimal | None,
        variants: Decimal | None,
        expected: Decimal,
    ):
        world.make_variant("SKU-1", stock=5, tax_rate=variants)

        (outcome,) = write(shop, order_draft(line_draft("SKU-1", tax_rate=allegros)))

        assert read(shop, outcome).lines[0].tax_rate == expected

    # Stock

    def test_sold_pieces_are_allocated(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        line = line_draft("SKU-1", 3)

        (outcome,) = write(shop, order_draft(line, line_draft("SKU-1", 2)))

        assert [line.allocated for line in outcome.lines] == [3, 2]
        assert (world.stock_of("SKU-1").quantity, world.stock_of("SKU-1").allocated) == (10, 5)
        assert outcome.flags == ()

    def test_too_little_stock_is_allocated_as_far_as_it_goes(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=4)
        first, second = line_draft("SKU-1", 3), line_draft("SKU-1", 3)

        (outcome,) = write(shop, order_draft(first, second))

        assert [line.allocated for line in outcome.lines] == [3, 1]
        assert [(flag.kind, flag.subject, dict(flag.details)) for flag in outcome.flags] == [
            (FlagKind.OVERSOLD, second.line_item_id, {"sold": "3", "allocated": "1"})
        ]
        assert world.stock_of("SKU-1").allocated == 4

    def test_no_stock_stops_no_order(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=0)
        world.make_variant("SKU-2", stock={})

        (outcome,) = write(shop, order_draft(line_draft("SKU-1"), line_draft("SKU-2")))

        assert flag_kinds(outcome) == [FlagKind.OVERSOLD, FlagKind.OVERSOLD]
        assert [line.allocated for line in outcome.lines] == [0, 0]

    def test_who_bought_first_is_served_first(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=1)
        late = order_draft(line_draft("SKU-1"), bought_at=BOUGHT_AT + timedelta(hours=1))
        early = order_draft(line_draft("SKU-1"))

        outcomes = write(shop, late, early)

        assert [outcome.form_id for outcome in outcomes] == [late.form_id, early.form_id]
        assert [outcome.lines[0].allocated for outcome in outcomes] == [0, 1]

    def test_a_second_batch_finds_what_the_first_left(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        write(shop, order_draft(line_draft("SKU-1", 2)))

        (outcome,) = write(shop, order_draft(line_draft("SKU-1", 2)))

        assert outcome.lines[0].allocated == 1
        assert flag_kinds(outcome) == [FlagKind.OVERSOLD]

    @pytest.mark.parametrize(
        ("slugs", "allocated"),
        [(("far",), 2), (("near",), 3), (("near", "far"), 4), (("nowhere",), 0)],
    )
    def test_only_the_named_warehouses_give(
        self, shop: Shop, world: Any, slugs: tuple[str, ...], allocated: int
    ):
        channel = world.make_channel("warehouses", currency="PLN")
        for slug in ("far", "near"):
            world.make_warehouse(slug, channel)
        world.make_variant("SKU-1", stock={"far": 2, "near": 3})
        policy = write_policy(channel_slug="warehouses", warehouses=slugs)

        (outcome,) = write(shop, order_draft(line_draft("SKU-1", 4)), policy=policy)

        assert outcome.lines[0].allocated == allocated
        assert world.stock_of("SKU-1").allocated == allocated

    def test_warehouses_of_other_channels_give_nothing(self, shop: Shop, world: Any):
        world.make_warehouse("elsewhere")
        world.make_variant("SKU-1", stock={"elsewhere": 5})

        (outcome,) = write(shop, order_draft(line_draft("SKU-1")))

        assert outcome.lines[0].allocated == 0
        assert flag_kinds(outcome) == [FlagKind.OVERSOLD]

    def test_what_allegro_ships_takes_no_stock(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=1)

        (outcome,) = write(shop, order_draft(line_draft("SKU-1", 2), takes_stock=False))

        assert outcome.lines[0].variant_id is not None
        assert outcome.lines[0].allocated == 0
        assert outcome.flags == ()
        assert world.stock_of("SKU-1").allocated == 0

    # Delivery

    @pytest.mark.parametrize(
        ("mapping", "flags"),
        [
            ({}, []),
            ({"other": "Kurier"}, []),
            ({"m": "Kurier"}, []),
            ({"m": "Gone"}, [FlagKind.NO_SHIPPING_METHOD]),
        ],
    )
    def test_a_mapping_that_leads_nowhere_is_flagged(
        self, shop: Shop, world: Any, mapping: dict[str, str], flags: list[FlagKind]
    ):
        world.make_variant("SKU-1", stock=5)
        world.make_shipping_method("Kurier")
        draft = order_draft(delivery=DeliveryDraft(method_id="m", method_name="DPD"))

        (outcome,) = write(shop, draft, policy=write_policy(shipping_methods=mapping))

        assert flag_kinds(outcome) == flags

    def test_a_dispatch_says_the_method_in_allegros_words_and_in_the_shops(
        self, shop: Shop, world: Any
    ):
        world.make_shipping_method("Kurier")
        draft = order_draft(delivery=DeliveryDraft(method_id="m", method_name="Allegro Kurier DPD"))
        other = order_draft(delivery=DeliveryDraft(method_id="n", method_name="Paczkomat"))
        policy = write_policy(shipping_methods={"m": "Kurier"})
        mapped, free = write(shop, draft, other, policy=policy)

        found = shop.read_dispatches([mapped.order_id, free.order_id])

        names = [
            (each.shipping_method_name, each.shop_method_name)
            for each in (found[mapped.order_id], found[free.order_id])
        ]
        assert names == [("Allegro Kurier DPD", "Kurier"), ("Paczkomat", "")]

    # Customers

    def test_two_orders_of_a_buyer_are_one_customers(self, shop: Shop):
        buyer = customer_draft()
        masked_otherwise = replace(buyer, email="other+tx@allegromail.pl")

        one, two = write(shop, order_draft(customer=buyer), order_draft(customer=masked_otherwise))

        assert one.customer_id == two.customer_id != ""

    def test_a_known_buyer_stays_the_same_customer(self, shop: Shop):
        (first,) = write(shop, order_draft())
        buyer = customer_draft(customer_id=first.customer_id)

        (second,) = write(shop, order_draft(customer=buyer))

        assert second.customer_id == first.customer_id

    def test_a_buyer_whose_customer_is_gone_gets_a_new_one(self, shop: Shop):
        (outcome,) = write(shop, order_draft(customer=customer_draft(customer_id="999999999")))

        assert outcome.customer_id not in ("", "999999999")

    def test_a_customer_with_the_email_is_used(self, shop: Shop):
        (first,) = write(shop, order_draft(customer=customer_draft(email="one@allegromail.pl")))

        (second,) = write(shop, order_draft(customer=customer_draft(email="ONE@allegromail.pl")))

        assert second.customer_id == first.customer_id

    def test_two_new_buyers_with_one_email_are_one_customer(self, shop: Shop):
        buyers = [customer_draft(email="same@allegromail.pl") for _ in range(2)]

        one, two = write(shop, *(order_draft(customer=buyer) for buyer in buyers))

        assert one.customer_id == two.customer_id

    # Batches

    def test_outcomes_come_in_the_order_of_the_drafts(self, shop: Shop):
        drafts = [order_draft() for _ in range(5)]

        outcomes = write(shop, *drafts)

        assert [outcome.form_id for outcome in outcomes] == [draft.form_id for draft in drafts]
        assert len({outcome.number for outcome in outcomes}) == 5
        assert not any(outcome.existed for outcome in outcomes)

    def test_an_empty_batch_is_nothing(self, shop: Shop):
        assert list(write(shop)) == []
        assert list(shop.preview_orders([], write_policy())) == []
        assert list(shop.read_orders([])) == []
        shop.announce_orders([])

    def test_a_form_that_is_an_order_is_left_as_it_is(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = order_draft(line_draft("SKU-1", 2))
        (first,) = write(shop, draft)
        changed = replace(draft, total_gross=Decimal("1.00"))
        other = order_draft(line_draft("SKU-1", 1))

        again, new = write(shop, changed, other)

        assert (again.existed, new.existed) == (True, False)
        assert (again.order_id, again.number) == (first.order_id, first.number)
        assert again.customer_id == first.customer_id
        assert [line.order_line_id for line in again.lines] == [
            line.order_line_id for line in first.lines
        ]
        assert read(shop, first).total_gross == Decimal("20.00")
        assert world.stock_of("SKU-1").allocated == 3

    def test_an_order_in_another_currency_than_the_channel_is_refused(self, shop: Shop):
        good, bad = order_draft(), order_draft(currency="CZK")

        with pytest.raises(CannotWriteOrder, match="CZK") as caught:
            write(shop, good, bad)

        assert caught.value.form_id == bad.form_id
        (outcome,) = write(shop, good)
        assert not outcome.existed

    def test_a_batch_costs_few_statements(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=1000)
        drafts = [
            order_draft(line_draft("SKU-1", 2), payments=(payment_draft("20.00"),))
            for _ in range(25)
        ]

        with CaptureQueriesContext(connection) as statements:
            write(shop, *drafts)

        assert len(statements) <= MOST_STATEMENTS_PER_ORDER * len(drafts)

    # Reading, previewing, announcing

    def test_a_preview_says_what_would_happen_and_writes_nothing(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        (known,) = write(shop, order_draft(line_draft("SKU-1")))
        buyer = customer_draft(customer_id=known.customer_id)
        drafts = [
            order_draft(line_draft("SKU-1", 5), line_draft("UNKNOWN")),
            order_draft(customer=buyer),
        ]

        preview = shop.preview_orders(drafts, write_policy())

        assert [sorted(flag_kinds(outcome)) for outcome in preview] == [
            [FlagKind.NO_VARIANT, FlagKind.OVERSOLD],
            [FlagKind.OVERSOLD],
        ]
        assert [line.allocated for line in preview[0].lines] == [2, 0]
        assert preview[1].customer_id == known.customer_id
        assert world.stock_of("SKU-1").allocated == 1
        assert list(shop.read_orders([outcome.order_id for outcome in preview])) == []
        written = write(shop, *drafts)
        assert [outcome.flags for outcome in written] == [outcome.flags for outcome in preview]

    def test_a_preview_tells_the_tax_rate_of_each_line(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", tax_rate=Decimal("0.05"))
        draft = order_draft(
            line_draft("SKU-1", tax_rate=Decimal("0.08")),
            line_draft("SKU-1", tax_rate=None),
            line_draft("UNKNOWN", tax_rate=None),
        )

        (preview,) = shop.preview_orders([draft], write_policy())

        rates = [line.tax_rate for line in preview.lines]
        assert rates == [Decimal("0.08"), Decimal("0.05"), write_policy().default_tax_rate]

    def test_a_preview_knows_what_is_an_order_already(self, shop: Shop):
        draft = order_draft()
        (written,) = write(shop, draft)

        (preview,) = shop.preview_orders([draft], write_policy())

        assert preview.existed
        assert preview.order_id == written.order_id

    def test_orders_that_are_gone_are_left_out(self, shop: Shop):
        (outcome,) = write(shop, order_draft())

        orders = shop.read_orders([uuid4(), outcome.order_id])

        assert [order.order_id for order in orders] == [outcome.order_id]

    def test_announcing_changes_no_order(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        (outcome,) = write(
            shop, order_draft(line_draft("SKU-1"), payments=(payment_draft("10.00"),))
        )
        before = read(shop, outcome)

        shop.announce_orders([outcome.order_id, uuid4()])

        assert read(shop, outcome) == before
        assert world.stock_of("SKU-1").allocated == 1

    def test_of_each_order_it_is_said_when_it_was_announced(self, shop: Shop):
        one, two = write(shop, order_draft(), order_draft())
        gone = uuid4()
        told: list[UUID] = []

        shop.announce_orders([two.order_id, gone, one.order_id], told.append)

        assert told == [two.order_id, gone, one.order_id]

    def test_announcing_ends_where_the_caller_ends_it(self, shop: Shop):
        one, two = write(shop, order_draft(), order_draft())
        told: list[UUID] = []

        def stop(order_id: UUID) -> None:
            told.append(order_id)
            raise InterruptedError

        with pytest.raises(InterruptedError):
            shop.announce_orders([one.order_id, two.order_id], stop)

        assert told == [one.order_id]


def policy_by(match_by: MatchBy) -> WritePolicy:
    return write_policy(match_by=match_by)
