"""A person's choice of the variant behind an offer: it wins over the configured key."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.drafts import LineKind, OrderDraft
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import MatchBy, OrderOutcome, Shop, VariantStock, WritePolicy
from tests.shop.drafts import line_draft, order_draft, write_policy
from tests.shop.updating import bring, follow, place


def carrying(world: Any, match_by: MatchBy, sku: str, **fields: Any) -> Any:
    """A variant that carries the key "KEY" in that way."""
    if match_by is MatchBy.SKU:
        return world.make_variant("KEY", **fields)
    if match_by is MatchBy.EXTERNAL_REFERENCE:
        return world.make_variant(sku, external_reference="KEY", **fields)
    return world.make_variant(sku, metadata={"allegro.offer_id": "KEY"}, **fields)


def statements_of(shop: Shop, drafts: list[OrderDraft], policy: WritePolicy) -> int:
    with transaction.atomic(), CaptureQueriesContext(connection) as statements:
        shop.write_orders(drafts, policy)
    return len(statements)


def kinds(outcome: OrderOutcome) -> list[FlagKind]:
    return [flag.kind for flag in outcome.flags]


class ChoicesContract:
    # Orders

    @pytest.mark.parametrize("match_by", list(MatchBy))
    @pytest.mark.parametrize("key", [None, "KEY", "UNKNOWN"])
    def test_a_line_is_the_variant_that_a_person_chose(
        self, shop: Shop, world: Any, match_by: MatchBy, key: str | None
    ):
        carrying(world, match_by, "OTHER", stock=5)
        chosen = world.make_variant("CHOSEN", stock=5, tax_rate=Decimal("0.05"))
        line = line_draft(key, 2, variant_id=str(chosen.pk), tax_rate=None)

        outcome = place(shop, order_draft(line), write_policy(match_by=match_by))

        (made,) = outcome.lines
        assert (made.variant_id, made.allocated) == (str(chosen.pk), 2)
        assert made.tax_rate == Decimal("0.05")
        assert kinds(outcome) == []
        assert world.stock_of("CHOSEN").allocated == 2
        assert world.stock_of("KEY" if match_by is MatchBy.SKU else "OTHER").allocated == 0

    def test_a_choice_settles_an_ambiguity(self, shop: Shop, world: Any):
        policy = write_policy(match_by=MatchBy.OFFER_ID)
        carrying(world, MatchBy.OFFER_ID, "SKU-1")
        chosen = carrying(world, MatchBy.OFFER_ID, "SKU-2")

        outcome = place(shop, order_draft(line_draft("KEY", variant_id=str(chosen.pk))), policy)

        assert outcome.lines[0].variant_id == str(chosen.pk)
        assert kinds(outcome) == []

    @pytest.mark.parametrize("match_by", list(MatchBy))
    def test_where_the_chosen_variant_was_deleted_the_key_says_it(
        self, shop: Shop, world: Any, match_by: MatchBy
    ):
        carrier = carrying(world, match_by, "OTHER", stock=5)
        chosen = world.make_variant("CHOSEN")
        gone = str(chosen.pk)
        chosen.delete()
        lines = [line_draft(key, variant_id=gone) for key in ("KEY", "UNKNOWN")]

        outcome = place(shop, order_draft(*lines), write_policy(match_by=match_by))

        assert [line.variant_id for line in outcome.lines] == [str(carrier.pk), None]
        assert kinds(outcome) == [FlagKind.NO_VARIANT]

    def test_a_choice_is_one_lines_alone(self, shop: Shop, world: Any):
        by_key, chosen = world.make_variant("SKU-1"), world.make_variant("SKU-2")
        lines = line_draft("SKU-1"), line_draft("SKU-1", variant_id=str(chosen.pk))

        outcome = place(shop, order_draft(*lines))

        assert [line.variant_id for line in outcome.lines] == [str(by_key.pk), str(chosen.pk)]

    def test_services_stay_without_a_variant(self, shop: Shop, world: Any):
        chosen = world.make_variant("SKU-1", stock=5)
        offer = line_draft(None, variant_id=str(chosen.pk))
        service = line_draft(None, kind=LineKind.SERVICE, line_item_id=offer.line_item_id)

        outcome = place(shop, order_draft(offer, service))

        assert [line.variant_id for line in outcome.lines] == [str(chosen.pk)]
        assert world.stock_of("SKU-1").allocated == 1

    def test_a_preview_says_the_same(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        chosen = world.make_variant("SKU-2", stock=1)
        draft = order_draft(line_draft("SKU-1", 2, variant_id=str(chosen.pk)))

        (outcome,) = shop.preview_orders([draft], write_policy())

        (line,) = outcome.lines
        assert (line.variant_id, line.allocated) == (str(chosen.pk), 1)
        assert kinds(outcome) == [FlagKind.OVERSOLD]

    def test_a_line_that_is_new_in_an_order_is_the_chosen_variant(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=5)
        chosen = world.make_variant("CHOSEN", stock=5)
        draft = order_draft(line_draft("SKU-1"))
        order = place(shop, draft)
        new = line_draft("SKU-2", 2, variant_id=str(chosen.pk))
        total = draft.total_gross + 2 * new.unit_gross
        changed = replace(draft, lines=(*draft.lines, new), total_gross=total)

        outcome = follow(shop, order, changed, Aspect.LINES)

        assert outcome.lines[1].variant_id == str(chosen.pk)
        assert outcome.lines[1].allocated == 2
        assert outcome.flags == ()
        assert [world.stock_of(sku).allocated for sku in ("SKU-1", "SKU-2")] == [1, 0]

    def test_a_line_that_stays_keeps_the_variant_it_was_sold_with(self, shop: Shop, world: Any):
        sold = world.make_variant("SKU-1", stock=5)
        chosen = world.make_variant("CHOSEN", stock=5)
        draft = order_draft(line_draft("SKU-1"))
        order = place(shop, draft)
        more = replace(draft.lines[0], quantity=2, variant_id=str(chosen.pk))
        changed = replace(draft, lines=(more,), total_gross=draft.total_gross + more.unit_gross)

        outcome = follow(shop, order, changed, Aspect.LINES)

        assert outcome.lines[0].variant_id == str(sold.pk)
        assert world.stock_of("CHOSEN").allocated == 0

    def test_choices_cost_no_statement_of_their_own(self, shop: Shop, world: Any):
        for number in range(20):
            world.make_variant(f"SKU-{number}", stock=100)
        chosen = [str(world.make_variant(f"OTHER-{number}", stock=100).pk) for number in range(20)]

        def drafts(variant_ids: list[str | None]) -> list[OrderDraft]:
            return [
                order_draft(line_draft(f"SKU-{number}", variant_id=variant_id))
                for number, variant_id in enumerate(variant_ids)
            ]

        statements_of(shop, drafts([None]), write_policy())  # what is read once a process
        by_key = statements_of(shop, drafts([None] * 20), write_policy())

        assert statements_of(shop, drafts([*chosen]), write_policy()) == by_key

    def test_choices_of_new_lines_cost_no_statement_of_their_own(self, shop: Shop, world: Any):
        for sku in ("SKU-1", "SKU-2"):
            world.make_variant(sku, stock=1000)
        chosen = world.make_variant("CHOSEN", stock=1000)

        def statements_with(variant_id: str | None) -> int:
            updates = []
            for _ in range(5):
                draft = order_draft(line_draft("SKU-1"))
                order = place(shop, draft)
                new = line_draft("SKU-2", variant_id=variant_id)
                total = draft.total_gross + new.unit_gross
                changed = replace(draft, lines=(*draft.lines, new), total_gross=total)
                updates.append(
                    OrderUpdate(
                        order_id=order.order_id,
                        form_id=order.form_id,
                        draft=changed,
                        changed=frozenset({Aspect.LINES}),
                    )
                )
            with CaptureQueriesContext(connection) as statements:
                bring(shop, *updates)
            return len(statements)

        statements_with(None)
        assert statements_with(str(chosen.pk)) == statements_with(None)

    # Stock

    @pytest.mark.parametrize("match_by", list(MatchBy))
    def test_pieces_of_chosen_variants_are_told_whatever_their_keys(
        self, shop: Shop, world: Any, match_by: MatchBy
    ):
        carrier = carrying(world, match_by, "OTHER", stock=5)
        chosen = world.make_variant("CHOSEN", stock=7)
        place(shop, order_draft(line_draft(None, 3, variant_id=str(chosen.pk))))

        found = shop.available_stock(["KEY"], write_policy(match_by=match_by), [str(chosen.pk)])

        assert [*found.by_key["KEY"]] == [VariantStock(variant_id=str(carrier.pk), quantity=5)]
        assert set(found.by_key) == {"KEY"}
        assert dict(found.by_id) == {
            str(chosen.pk): VariantStock(variant_id=str(chosen.pk), quantity=4)
        }

    def test_a_chosen_variant_that_carries_a_key_is_told_under_both(self, shop: Shop, world: Any):
        variant = world.make_variant("SKU-1", stock=5)

        found = shop.available_stock(["SKU-1"], write_policy(), [str(variant.pk)])

        stock = VariantStock(variant_id=str(variant.pk), quantity=5)
        assert ([*found.by_key["SKU-1"]], dict(found.by_id)) == ([stock], {str(variant.pk): stock})

    def test_chosen_variants_need_no_keys_and_those_that_are_gone_are_left_out(
        self, shop: Shop, world: Any
    ):
        gone, variant = world.make_variant("SKU-1"), world.make_variant("SKU-2", stock=5)
        chosen = [str(gone.pk), str(variant.pk)]
        gone.delete()

        found = shop.available_stock([], write_policy(), chosen)

        assert (dict(found.by_key), set(found.by_id)) == ({}, {str(variant.pk)})
