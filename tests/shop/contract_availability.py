"""What is left to sell of the variants behind offers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import (
    ChannelNotFound,
    MatchBy,
    NoWarehouse,
    Shop,
    VariantStock,
    WarehouseNotFound,
    WritePolicy,
)
from tests.shop.drafts import line_draft, order_draft, write_policy
from tests.shop.updating import follow, place

#: The channel, its warehouses, the variants, their stocks.
MOST_STATEMENTS = 4


def left(shop: Shop, *keys: str, policy: WritePolicy | None = None) -> dict[str, int | None]:
    """Key -> free pieces of the one variant that carries it."""
    found = shop.available_stock(keys, policy or write_policy()).by_key
    assert all(len(variants) == 1 for variants in found.values())
    return {key: variants[0].quantity for key, variants in found.items()}


class AvailabilityContract:
    # Which variants

    @pytest.mark.parametrize(
        ("match_by", "fields"),
        [
            (MatchBy.SKU, {}),
            (MatchBy.EXTERNAL_REFERENCE, {"external_reference": "KEY"}),
            (MatchBy.OFFER_ID, {"metadata": {"allegro.offer_id": "KEY"}}),
        ],
    )
    def test_free_pieces_are_found_by_the_configured_key(
        self, shop: Shop, world: Any, match_by: MatchBy, fields: dict[str, Any]
    ):
        variant = world.make_variant("OTHER" if fields else "KEY", stock=5, **fields)
        if fields:
            world.make_variant("KEY", stock=7)

        found = shop.available_stock(["KEY"], write_policy(match_by=match_by)).by_key

        assert {key: list(variants) for key, variants in found.items()} == {
            "KEY": [VariantStock(variant_id=str(variant.pk), quantity=5)]
        }

    def test_a_variant_is_named_as_an_orders_line_names_it(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=5)
        (line,) = place(shop, order_draft(line_draft("SKU-1"))).lines

        (variant,) = shop.available_stock(["SKU-1"], write_policy()).by_key["SKU-1"]

        assert variant.variant_id == line.variant_id

    @pytest.mark.parametrize("match_by", list(MatchBy))
    def test_keys_that_no_variant_carries_are_left_out(
        self, shop: Shop, world: Any, match_by: MatchBy
    ):
        world.make_variant("SKU-1", external_reference="SKU-1", metadata={"other": "1"})
        world.make_variant("SKU-2", metadata={"allegro.offer_id": "SKU-1"})

        found = shop.available_stock(
            ["UNKNOWN", "SKU-1", "", "sku-1"], write_policy(match_by=match_by)
        )

        assert set(found.by_key) == {"SKU-1"}

    def test_every_variant_under_a_key_is_named(self, shop: Shop, world: Any):
        one, two = (
            world.make_variant(sku, stock=stock, metadata={"allegro.offer_id": "KEY"})
            for sku, stock in (("SKU-1", 3), ("SKU-2", 4))
        )

        found = shop.available_stock(["KEY"], write_policy(match_by=MatchBy.OFFER_ID))

        assert {each.variant_id: each.quantity for each in found.by_key["KEY"]} == {
            str(one.pk): 3,
            str(two.pk): 4,
        }

    def test_no_keys_are_no_variants(self, shop: Shop, world: Any):
        world.make_variant("SKU-1")

        with CaptureQueriesContext(connection) as statements:
            found = shop.available_stock([], write_policy())

        assert (dict(found.by_key), dict(found.by_id)) == ({}, {})
        assert len(statements) <= MOST_STATEMENTS

    # How many pieces

    def test_pieces_of_orders_are_not_free(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        world.make_variant("SKU-2", stock=10)
        place(shop, order_draft(line_draft("SKU-1", 3), line_draft("SKU-2", 1)))
        place(shop, order_draft(line_draft("SKU-1", 2)))

        assert left(shop, "SKU-1", "SKU-2") == {"SKU-1": 5, "SKU-2": 9}

    def test_pieces_that_left_are_counted_once(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        order = place(shop, order_draft(line_draft("SKU-1", 3)))

        world.fulfill(order.order_id, 2)

        assert left(shop, "SKU-1") == {"SKU-1": 7}

    def test_pieces_of_a_cancelled_order_are_free_again(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=10)
        draft = order_draft(line_draft("SKU-1", 3))
        order = place(shop, draft)

        follow(shop, order, draft, Aspect.STAGE, cancel=True)

        assert left(shop, "SKU-1") == {"SKU-1": 10}

    def test_pieces_of_other_channels_orders_are_not_free(self, shop: Shop, world: Any):
        world.make_channel("allegro-too", currency="PLN")
        world.make_variant("SKU-1", stock=10)
        place(shop, order_draft(line_draft("SKU-1", 3)))

        assert left(shop, "SKU-1", policy=write_policy(channel_slug="allegro-too")) == {"SKU-1": 7}

    def test_what_was_sold_and_is_not_there_leaves_nothing(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock=3)
        world.make_variant("SKU-2", stock=0)
        place(shop, order_draft(line_draft("SKU-1", 5), line_draft("SKU-2", 1)))

        assert left(shop, "SKU-1", "SKU-2") == {"SKU-1": 0, "SKU-2": 0}

    def test_a_variant_that_stands_in_no_warehouse_is_sold_out(self, shop: Shop, world: Any):
        world.make_variant("SKU-1", stock={})

        assert left(shop, "SKU-1") == {"SKU-1": 0}

    # Where

    @pytest.mark.parametrize(
        ("slugs", "pieces"),
        [((), 5), (("far",), 2), (("near",), 3), (("near", "far"), 5), (("empty",), 0)],
    )
    def test_only_pieces_in_the_named_warehouses_are_counted(
        self, shop: Shop, world: Any, slugs: tuple[str, ...], pieces: int
    ):
        channel = world.make_channel("warehouses", currency="PLN")
        for slug in ("far", "near", "empty"):
            world.make_warehouse(slug, channel)
        world.make_warehouse("elsewhere")
        world.make_variant("SKU-1", stock={"far": 2, "near": 3, "elsewhere": 40})
        policy = write_policy(channel_slug="warehouses", warehouses=slugs)

        assert left(shop, "SKU-1", policy=policy) == {"SKU-1": pieces}

    def test_orders_take_nothing_from_a_warehouse_that_they_did_not_touch(
        self, shop: Shop, world: Any
    ):
        channel = world.make_channel("warehouses", currency="PLN")
        for slug in ("far", "near"):
            world.make_warehouse(slug, channel)
        world.make_variant("SKU-1", stock={"far": 2, "near": 3})
        far, near = (
            write_policy(channel_slug="warehouses", warehouses=(slug,)) for slug in ("far", "near")
        )
        place(shop, order_draft(line_draft("SKU-1", 2)), policy=far)

        assert left(shop, "SKU-1", policy=far) == {"SKU-1": 0}
        assert left(shop, "SKU-1", policy=near) == {"SKU-1": 3}

    # Where nothing can be said

    @pytest.mark.parametrize("keys", [[], ["SKU-1"]])
    def test_stock_of_a_channel_that_is_gone_is_unknown(
        self, shop: Shop, world: Any, keys: list[str]
    ):
        world.make_variant("SKU-1")

        with pytest.raises(ChannelNotFound, match="gone"):
            shop.available_stock(keys, write_policy(channel_slug="gone"))

    @pytest.mark.parametrize("slug", ["elsewhere", "nowhere"])
    def test_a_warehouse_that_the_channel_does_not_have_is_named(
        self, shop: Shop, world: Any, slug: str
    ):
        other = world.make_channel("allegro-cz", currency="CZK", country="CZ")
        world.make_warehouse("elsewhere", other)
        world.make_variant("SKU-1", stock={"allegro-main": 5, "elsewhere": 5})

        with pytest.raises(WarehouseNotFound, match=slug) as caught:
            shop.available_stock(["SKU-1"], write_policy(warehouses=("allegro-main", slug)))

        assert (caught.value.slug, caught.value.channel) == (slug, "allegro-pl")

    @pytest.mark.parametrize("slugs", [(), ("allegro-main",)])
    def test_a_channel_without_a_warehouse_is_named(
        self, shop: Shop, world: Any, slugs: tuple[str, ...]
    ):
        world.make_variant("SKU-1", stock=5)
        world.make_channel("empty", currency="PLN").warehouses.clear()

        with pytest.raises(NoWarehouse, match="empty") as caught:
            shop.available_stock(["SKU-1"], write_policy(channel_slug="empty", warehouses=slugs))

        assert caught.value.channel == "empty"

    # Statements

    @pytest.mark.parametrize("slugs", [(), ("allegro-main",)])
    def test_many_variants_cost_what_one_costs(
        self, shop: Shop, world: Any, slugs: tuple[str, ...]
    ):
        skus = [f"SKU-{number}" for number in range(50)]
        for sku in skus:
            world.make_variant(sku, stock=3)
        place(shop, order_draft(*(line_draft(sku) for sku in skus)))
        policy = write_policy(warehouses=slugs)

        def statements_of(keys: list[str]) -> int:
            with CaptureQueriesContext(connection) as statements:
                assert left(shop, *keys, policy=policy) == dict.fromkeys(keys, 2)
            return len(statements)

        assert statements_of(skus[:1]) == statements_of(skus) <= MOST_STATEMENTS
