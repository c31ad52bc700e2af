"""What of an order's content follows its form, and what stays once goods have left."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from saleor_allegro.rules.drafts import DeliveryDraft, InitialStatus, LineKind, OrderDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import OrderOutcome, Shop, Telling
from tests.shop.drafts import address_draft, line_draft, order_draft, write_policy
from tests.shop.updating import (
    CONTENT,
    aspects,
    assert_nothing_happened,
    follow,
    look,
    place,
)

#: Aspect -> a text of the order before, and one of the form now, that staff can compare.
SHOWN: Mapping[Aspect, tuple[str, str]] = {
    Aspect.SHIPPING_ADDRESS: ("Prosta 1", "Nowa 2"),
    Aspect.BILLING_ADDRESS: ("Stara 3", "Inna 4"),
    Aspect.DELIVERY: ("Kurier", "Paczkomat"),
    Aspect.LINES: ("2", "3"),
    Aspect.NOTE: ("Proszę o szybką wysyłkę", "Proszę o fakturę"),
    Aspect.DETAILS: ("", ""),
}


def first_form() -> OrderDraft:
    """A form with something in every aspect."""
    draft = order_draft(
        line_draft("SKU-1", 2),
        status=InitialStatus.UNCONFIRMED,
        note="Proszę o szybką wysyłkę",
        shipping_address=address_draft(),
        billing_address=address_draft(street="Stara 3"),
        delivery=DeliveryDraft(method_id="k", method_name="Kurier", gross=Decimal("10.00")),
    )
    return replace(
        draft,
        metadata={
            **draft.metadata,
            "allegro.delivery_method_id": "k",
            "allegro.delivery_method_name": "Kurier",
            "allegro.marketplace": "allegro-pl",
        },
        private_metadata={**draft.private_metadata, "allegro.invoice_required": "false"},
    )


def all_changed(draft: OrderDraft) -> OrderDraft:
    """The same form, with every aspect of its content changed."""
    (line,) = draft.lines
    return replace(
        draft,
        lines=(replace(line, quantity=3),),
        note="Proszę o fakturę",
        shipping_address=address_draft(street="Nowa 2"),
        billing_address=address_draft(street="Inna 4"),
        delivery=DeliveryDraft(method_id="p", method_name="Paczkomat", gross=Decimal("8.00")),
        total_gross=Decimal("38.00"),
        metadata={
            **draft.metadata,
            "allegro.delivery_method_id": "p",
            "allegro.delivery_method_name": "Paczkomat",
            "allegro.pickup_point_id": "WAW01",
        },
        private_metadata={**draft.private_metadata, "allegro.invoice_required": "true"},
    )


class ContentContract:
    def content_of(self, shop: Shop, world: Any, order: OrderOutcome) -> dict[Aspect, Any]:
        seen, held = world.see(order.order_id), look(shop, order)
        return {
            Aspect.SHIPPING_ADDRESS: seen.shipping_address,
            Aspect.BILLING_ADDRESS: seen.billing_address,
            Aspect.DELIVERY: (
                held.shipping_gross,
                seen.delivery_method,
                seen.metadata.get("allegro.delivery_method_id"),
                seen.metadata.get("allegro.pickup_point_id"),
            ),
            Aspect.LINES: [(line.sku, line.quantity, line.total_gross) for line in held.lines],
            Aspect.NOTE: seen.note,
            Aspect.DETAILS: seen.private_metadata.get("allegro.invoice_required"),
        }

    # One aspect, and no other

    @pytest.mark.parametrize("aspect", CONTENT)
    def test_an_aspect_is_brought_over_alone(self, shop: Shop, world: Any, aspect: Aspect):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        before = self.content_of(shop, world, order)

        outcome = follow(shop, order, all_changed(draft), aspect)

        after = self.content_of(shop, world, order)
        assert {each for each in CONTENT if before[each] != after[each]} == {aspect}
        assert aspects(outcome.changes) == {aspect}
        was, now = SHOWN[aspect]
        assert was in " ".join(change.before for change in outcome.changes)
        assert now in " ".join(change.after for change in outcome.changes)
        assert outcome.tellings == (Telling.UPDATED,)
        assert outcome.withheld == ()
        assert (outcome.status, outcome.charged) == ("unconfirmed", 0)
        assert not outcome.has_left
        assert not outcome.is_cancelled

    @pytest.mark.parametrize("aspect", CONTENT)
    def test_what_was_brought_over_is_not_brought_over_again(
        self, shop: Shop, world: Any, aspect: Aspect
    ):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        follow(shop, order, all_changed(draft), aspect)
        before, notes = self.content_of(shop, world, order), world.notes_of(order.order_id)

        outcome = follow(shop, order, all_changed(draft), aspect)

        assert_nothing_happened(outcome)
        assert self.content_of(shop, world, order) == before
        assert world.notes_of(order.order_id) == notes

    def test_all_at_once_is_told_once(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)

        outcome = follow(shop, order, all_changed(draft), *CONTENT)

        assert aspects(outcome.changes) == set(CONTENT)
        assert outcome.tellings == (Telling.UPDATED,)
        assert look(shop, order).total_gross == Decimal("38.00")

    def test_what_is_not_said_to_have_changed_stays_as_it_is(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        before = self.content_of(shop, world, order)

        outcome = follow(shop, order, all_changed(draft), Aspect.STAGE)

        assert_nothing_happened(outcome)
        assert self.content_of(shop, world, order) == before

    def test_history_says_what_was_changed(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        notes = world.notes_of(order.order_id)

        follow(shop, order, all_changed(draft), Aspect.SHIPPING_ADDRESS)

        new = world.notes_of(order.order_id)[len(notes) :]
        assert any("Prosta 1" in note and "Nowa 2" in note for note in new)

    # Addresses

    @pytest.mark.parametrize("name", ["shipping_address", "billing_address"])
    def test_an_address_that_is_not_known_now_stays(self, shop: Shop, world: Any, name: str):
        draft = order_draft()
        order = place(shop, draft)
        before = getattr(world.see(order.order_id), name)

        outcome = follow(shop, order, replace(draft, **{name: None}), Aspect(name))

        assert_nothing_happened(outcome)
        assert getattr(world.see(order.order_id), name) == before != ""

    @pytest.mark.parametrize("name", ["shipping_address", "billing_address"])
    def test_an_address_may_arrive_later(self, shop: Shop, world: Any, name: str):
        draft = order_draft(**{name: None})
        order = place(shop, draft)
        assert getattr(world.see(order.order_id), name) == ""

        arrived = replace(draft, **{name: address_draft(street="Nowa 2")})
        outcome = follow(shop, order, arrived, Aspect(name))

        assert "Nowa 2" in getattr(world.see(order.order_id), name)
        (change,) = outcome.changes
        assert change.before == ""
        assert "Nowa 2" in change.after
        assert outcome.tellings == (Telling.UPDATED,)

    def test_one_buyers_new_address_is_no_other_orders(self, shop: Shop, world: Any):
        first, second = order_draft(), order_draft()
        one, two = place(shop, first), place(shop, second)
        before = world.see(two.order_id).shipping_address

        moved = replace(first, shipping_address=address_draft(street="Nowa 2"))
        follow(shop, one, moved, Aspect.SHIPPING_ADDRESS)

        assert "Nowa 2" in world.see(one.order_id).shipping_address
        assert world.see(two.order_id).shipping_address == before
        assert "Prosta 1" in world.see(one.order_id).billing_address

    # Delivery and details

    def test_delivery_that_costs_more_raises_the_total(self, shop: Shop):
        draft = order_draft(delivery=DeliveryDraft(method_name="Kurier", gross=Decimal("5.00")))
        order = place(shop, draft)
        dearer = replace(
            draft,
            delivery=replace(draft.delivery, gross=Decimal("7.50")),
            total_gross=Decimal("17.50"),
        )

        outcome = follow(shop, order, dearer, Aspect.DELIVERY)

        assert aspects(outcome.changes) == {Aspect.DELIVERY}
        held = look(shop, order)
        assert (held.shipping_gross, held.total_gross) == (Decimal("7.50"), Decimal("17.50"))
        assert held.charge_status == "none"

    def test_a_point_that_is_no_longer_chosen_is_forgotten(self, shop: Shop, world: Any):
        point = {"allegro.pickup_point_id": "WAW01", "allegro.pickup_point_name": "Paczkomat"}
        draft = order_draft()
        there = replace(draft, metadata={**draft.metadata, **point})
        order = place(shop, there)

        follow(shop, order, draft, Aspect.DELIVERY)

        assert not point.keys() & world.see(order.order_id).metadata.keys()
        assert world.see(order.order_id).metadata["allegro.form_id"] == draft.form_id

    def test_an_invoice_that_is_no_longer_wanted_is_forgotten(self, shop: Shop, world: Any):
        draft = order_draft()
        wish = {"allegro.invoice_tax_ids": "PL_NIP:1234563218"}
        wanted = replace(draft, private_metadata={**draft.private_metadata, **wish})
        order = place(shop, wanted)

        follow(shop, order, draft, Aspect.DETAILS)

        kept = world.see(order.order_id).private_metadata
        assert "allegro.invoice_tax_ids" not in kept
        assert kept["allegro.login"] == draft.customer.login

    @pytest.mark.parametrize("is_dispatched", [False, True])
    def test_what_only_programs_read_is_brought_over_without_a_word(
        self, shop: Shop, world: Any, is_dispatched: bool
    ):
        draft = order_draft()
        order = place(shop, draft)
        notes = world.notes_of(order.order_id)
        until = {"allegro.dispatch_until": "2026-11-25T11:00:00+00:00"}
        later = replace(draft, private_metadata={**draft.private_metadata, **until})

        outcome = follow(shop, order, later, Aspect.DETAILS, is_dispatched=is_dispatched)

        assert until.items() <= world.see(order.order_id).private_metadata.items()
        assert (outcome.tellings, outcome.withheld) == ((Telling.UPDATED,), ())
        assert world.notes_of(order.order_id) == notes

    @pytest.mark.parametrize("aspect", [Aspect.DETAILS, Aspect.DELIVERY])
    def test_what_others_keep_with_the_order_is_theirs(
        self, shop: Shop, world: Any, aspect: Aspect
    ):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        world.annotate(order.order_id, "erp.id", "77")

        follow(shop, order, all_changed(draft), aspect)

        seen = world.see(order.order_id)
        assert seen.metadata["erp.id"] == seen.private_metadata["erp.id"] == "77"

    def test_a_mapping_that_leads_nowhere_is_flagged(self, shop: Shop, world: Any):
        draft = order_draft()
        order = place(shop, draft)
        policy = write_policy(shipping_methods={"p": "Gone"})
        chosen = replace(draft, delivery=DeliveryDraft(method_id="p", method_name="Paczkomat"))

        outcome = follow(shop, order, chosen, Aspect.DELIVERY, policy=policy)

        assert [flag.kind for flag in outcome.flags] == [FlagKind.NO_SHIPPING_METHOD]
        assert world.see(order.order_id).delivery_method == "Paczkomat"

    # Lines and stock

    @pytest.mark.parametrize(
        ("quantity", "allocated", "flags"),
        [
            (4, 4, []),
            (1, 1, []),
            (5, 5, []),
            (7, 5, [(FlagKind.OVERSOLD, {"sold": "7", "allocated": "5"})]),
        ],
    )
    def test_stock_follows_the_quantity(
        self, shop: Shop, world: Any, quantity: int, allocated: int, flags: list[Any]
    ):
        world.make_variant("SKU-1", stock=5)
        line = line_draft("SKU-1", 2)
        draft = order_draft(line)
        order = place(shop, draft)

        changed = with_lines(draft, replace(line, quantity=quantity))
        outcome = follow(shop, order, changed, Aspect.LINES)

        assert world.stock_of("SKU-1").quantity == 5
        assert world.stock_of("SKU-1").allocated == allocated
        assert [(flag.kind, dict(flag.details)) for flag in outcome.flags] == flags
        assert [(each.quantity, each.allocated) for each in outcome.lines] == [
            (quantity, allocated)
        ]
        assert outcome.lines[0].order_line_id == order.lines[0].order_line_id
        held = look(shop, order)
        assert [each.quantity for each in held.lines] == [quantity]
        assert held.total_gross == 10 * quantity

    def test_a_line_that_was_added_takes_stock(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=5)
        line, other = line_draft("SKU-1"), line_draft("SKU-2", 2)
        draft = order_draft(line)
        order = place(shop, draft)

        outcome = follow(shop, order, with_lines(draft, line, other), Aspect.LINES)

        assert {each.line_item_id: each.allocated for each in outcome.lines} == {
            line.line_item_id: 1,
            other.line_item_id: 2,
        }
        assert [each.sku for each in look(shop, order).lines] == ["SKU-1", "SKU-2"]
        assert world.stock_of("SKU-1").allocated == 1
        assert world.stock_of("SKU-2").allocated == 2

    def test_a_line_that_was_removed_gives_its_stock_back(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=5)
        line, other = line_draft("SKU-1"), line_draft("SKU-2", 2)
        draft = order_draft(line, other)
        order = place(shop, draft)

        outcome = follow(shop, order, with_lines(draft, line), Aspect.LINES)

        assert [each.line_item_id for each in outcome.lines] == [line.line_item_id]
        assert [each.sku for each in look(shop, order).lines] == ["SKU-1"]
        assert world.stock_of("SKU-1").allocated == 1
        assert world.stock_of("SKU-2").allocated == 0

    def test_pieces_given_back_are_there_for_the_line_that_came(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=2)
        draft = order_draft(line_draft("SKU-1", 2))
        order = place(shop, draft)

        other = line_draft("SKU-1", 2)
        outcome = follow(shop, order, with_lines(draft, other), Aspect.LINES)

        assert [(each.line_item_id, each.allocated) for each in outcome.lines] == [
            (other.line_item_id, 2)
        ]
        assert outcome.flags == ()
        assert world.stock_of("SKU-1").allocated == 2

    def test_a_line_without_a_variant_is_flagged(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        line, unknown = line_draft("SKU-1"), line_draft("UNKNOWN")
        draft = order_draft(line)
        order = place(shop, draft)

        outcome = follow(shop, order, with_lines(draft, line, unknown), Aspect.LINES)

        assert [(flag.kind, flag.subject) for flag in outcome.flags] == [
            (FlagKind.NO_VARIANT, unknown.line_item_id)
        ]
        assert len(look(shop, order).lines) == 2

    def test_prices_are_allegros(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        line = line_draft("SKU-1", 2)
        draft = order_draft(line)
        order = place(shop, draft)

        cheaper = replace(line, unit_gross=Decimal("7.77"))
        outcome = follow(shop, order, with_lines(draft, cheaper), Aspect.LINES)

        held = look(shop, order)
        assert [(each.unit_gross, each.total_gross) for each in held.lines] == [
            (Decimal("7.77"), Decimal("15.54"))
        ]
        assert held.total_gross == Decimal("15.54")
        assert aspects(outcome.changes) == {Aspect.LINES}
        assert world.stock_of("SKU-1").allocated == 2

    def test_a_total_that_does_not_add_up_is_kept_as_allegro_states_it(self, shop: Shop):
        draft = order_draft()
        order = place(shop, draft)

        follow(shop, order, replace(draft, total_gross=Decimal("9.00")), Aspect.LINES)

        assert look(shop, order).total_gross == Decimal("9.00")

    def test_a_service_may_be_added(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        line = line_draft("SKU-1")
        service = line_draft(
            None, kind=LineKind.SERVICE, line_item_id=line.line_item_id, name="Wniesienie"
        )
        draft = order_draft(line)
        order = place(shop, draft)

        outcome = follow(shop, order, with_lines(draft, line, service), Aspect.LINES)

        assert [each.name for each in look(shop, order).lines] == ["Kubek 300 ml", "Wniesienie"]
        assert [each.line_item_id for each in outcome.lines] == [line.line_item_id]
        assert outcome.flags == ()

    def test_what_allegro_ships_takes_no_stock(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        line = line_draft("SKU-1")
        draft = order_draft(line, takes_stock=False)
        order = place(shop, draft)

        outcome = follow(shop, order, with_lines(draft, replace(line, quantity=3)), Aspect.LINES)

        assert (outcome.flags, outcome.lines[0].allocated) == ((), 0)
        assert world.stock_of("SKU-1").allocated == 0

    # Once goods have left

    @pytest.mark.parametrize("aspect", CONTENT)
    @pytest.mark.parametrize("by", ["shop", "allegro"])
    def test_nothing_is_changed_once_goods_have_left(
        self, shop: Shop, world: Any, aspect: Aspect, by: str
    ):
        world.make_variant("SKU-1", stock=10)
        draft = replace(first_form(), status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)
        if by == "shop":
            world.fulfill(order.order_id)
        before, stock = self.content_of(shop, world, order), world.stock_of("SKU-1")

        outcome = follow(shop, order, all_changed(draft), aspect, is_dispatched=by == "allegro")

        assert_nothing_happened(outcome)
        assert outcome.has_left
        assert aspects(outcome.withheld) == {aspect}
        was, now = SHOWN[aspect]
        assert was in " ".join(change.before for change in outcome.withheld)
        assert now in " ".join(change.after for change in outcome.withheld)
        assert self.content_of(shop, world, order) == before
        assert world.stock_of("SKU-1") == stock

    def test_what_is_the_same_is_not_withheld(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = replace(first_form(), status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)

        outcome = follow(shop, order, draft, *CONTENT, is_dispatched=True)

        assert_nothing_happened(outcome)
        assert outcome.withheld == ()

    def test_goods_that_were_packed_and_unpacked_have_not_left(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = replace(first_form(), status=InitialStatus.UNFULFILLED)
        order = place(shop, draft)
        world.fulfill(order.order_id)
        world.cancel_fulfillments(order.order_id)

        outcome = follow(shop, order, all_changed(draft), Aspect.SHIPPING_ADDRESS)

        assert not outcome.has_left
        assert aspects(outcome.changes) == {Aspect.SHIPPING_ADDRESS}
        assert "Nowa 2" in world.see(order.order_id).shipping_address

    @pytest.mark.parametrize("aspect", CONTENT)
    def test_a_cancelled_order_keeps_what_it_was(self, shop: Shop, world: Any, aspect: Aspect):
        world.make_variant("SKU-1", stock=10)
        draft = first_form()
        order = place(shop, draft)
        follow(shop, order, draft, Aspect.STAGE, cancel=True)
        before = self.content_of(shop, world, order)

        outcome = follow(shop, order, all_changed(draft), aspect)

        assert_nothing_happened(outcome)
        assert outcome.is_cancelled
        assert outcome.withheld == ()
        assert self.content_of(shop, world, order) == before
        assert world.stock_of("SKU-1").allocated == 0


def with_lines(draft: OrderDraft, *lines: Any) -> OrderDraft:
    """The form with these lines, and the total that they make."""
    total = sum((line.unit_gross * line.quantity for line in lines), draft.delivery.gross)
    return replace(draft, lines=lines, total_gross=total)
