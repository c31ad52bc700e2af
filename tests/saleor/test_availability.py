"""Free pieces as Saleor's tables have them: reservations, stock that is not tracked, preorders."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from saleor.order.models import OrderLine
from saleor.product.models import ProductVariant
from saleor.warehouse import WarehouseClickAndCollectOption
from saleor.warehouse.models import Allocation, Reservation, Stock, Warehouse

from saleor_allegro.shop.port import MatchBy, NoWarehouse, WarehouseNotFound
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.shop.saleor.versions import _ALLOCATES_FOR_A_REQUESTOR
from tests.saleor.drafts import POLICY, line, order
from tests.saleor.following import write
from tests.saleor.staff import identity

CHECKOUT = """
mutation ($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) { errors { field message } } }
"""
NEAR, FAR = (replace(POLICY, warehouses=(slug,)) for slug in ("near", "far"))


@pytest.fixture
def channel(world):
    channel = world.make_channel("allegro-pl")
    world.make_warehouse("near", channel)
    world.make_warehouse("far", channel)
    return channel


@pytest.fixture
def reserve(world, channel):
    """A buyer of the shop itself puts pieces in a checkout, which reserves them for an hour."""
    world.site_settings.reserve_stock_duration_anonymous_user = 60
    world.site_settings.reserve_stock_duration_authenticated_user = 60
    world.site_settings.save()

    def reserve(variant, quantity):
        lines = [{"variantId": identity(variant), "quantity": quantity}]
        created = world.graphql(CHECKOUT, {"input": {"channel": channel.slug, "lines": lines}})
        assert created["checkoutCreate"]["errors"] == []

    return reserve


def free(sku, policy=POLICY):
    (variant,) = SaleorShop().available_stock([sku], policy).by_key[sku]
    return variant.quantity


# Reservations


def test_pieces_in_checkouts_are_not_free(world, reserve):
    variant = world.make_variant("MUG", stock=10)

    reserve(variant, 3)
    reserve(variant, 2)

    assert Reservation.objects.count() == 2
    assert free("MUG") == 5


def test_a_reservation_that_is_over_holds_nothing(world, reserve):
    variant = world.make_variant("MUG", stock=10)
    reserve(variant, 3)
    reserve(variant, 2)

    three = Reservation.objects.filter(quantity_reserved=3)
    three.update(reserved_until=timezone.now() - timedelta(seconds=1))

    assert free("MUG") == 8


def test_orders_and_checkouts_are_both_counted_once(world, reserve):
    variant = world.make_variant("MUG", stock={"near": 10})
    write(order(line("MUG", quantity=2)), order(line("MUG", quantity=1)))
    reserve(variant, 3)
    reserve(variant, 1)

    assert Allocation.objects.count() == Reservation.objects.count() == 2
    assert free("MUG") == 3


def test_a_reservation_holds_pieces_where_they_stand(world, reserve):
    reserve(world.make_variant("MUG", stock={"near": 4}), 3)
    Stock.objects.create(
        product_variant=ProductVariant.objects.get(),
        warehouse=Warehouse.objects.get(slug="far"),
        quantity=5,
    )

    assert [free("MUG", policy) for policy in (NEAR, FAR, POLICY)] == [1, 5, 6]


def test_more_reserved_than_there_is_leaves_nothing(world, reserve):
    reserve(world.make_variant("MUG", stock=4), 3)
    Stock.objects.update(quantity=1)

    assert free("MUG") == 0


# Stock


def test_allocations_count_and_not_the_sum_that_a_stock_carries(world, channel):
    world.make_variant("MUG", stock=10)
    write(order(line("MUG", quantity=3)))
    Stock.objects.update(quantity_allocated=9)

    assert free("MUG") == 7


def test_what_one_warehouse_has_promised_too_often_is_missing_in_the_others(world, channel):
    world.make_variant("MUG", stock={"near": 3, "far": 5})
    write(order(line("MUG", quantity=3)), policy=NEAR)
    Stock.objects.filter(warehouse__slug="near").update(quantity=F("quantity") - 2)

    assert [free("MUG", policy) for policy in (POLICY, FAR, NEAR)] == [3, 5, 0]


def test_pieces_that_staff_have_taken_are_not_free(world, channel):
    world.make_variant("MUG", stock=10)
    (outcome,) = write(order(line("MUG", quantity=3)))
    world.fulfill(outcome.order_id)

    assert OrderLine.objects.get().quantity_fulfilled == 3
    assert free("MUG") == 7


def test_pieces_at_a_collection_point_are_free(world, channel):
    point = world.make_warehouse("point", channel)
    point.shipping_zones.clear()
    point.click_and_collect_option = WarehouseClickAndCollectOption.LOCAL_STOCK
    point.save()
    world.make_variant("MUG", stock={"near": 1, "point": 2})
    at_the_point = replace(POLICY, warehouses=("point",))

    assert [free("MUG", policy) for policy in (POLICY, at_the_point)] == [3, 2]


def test_a_warehouse_that_ships_nowhere_counts_where_orders_may_take_from_it(world, channel):
    Warehouse.objects.get(slug="far").shipping_zones.clear()
    world.make_variant("MUG", stock={"near": 1, "far": 2})
    (outcome,) = SaleorShop().preview_orders([order(line("MUG", quantity=9))], POLICY)

    assert free("MUG") == outcome.lines[0].allocated == (3 if _ALLOCATES_FOR_A_REQUESTOR else 1)


# What is not counted


@pytest.mark.parametrize(
    ("fields", "pieces"),
    [
        ({}, 5),
        ({"track_inventory": False}, None),
        ({"is_preorder": True}, None),
        ({"is_preorder": True, "preorder_global_threshold": 3}, None),
        ({"is_preorder": True, "preorder_end_date": timezone.now() + timedelta(days=1)}, None),
        ({"is_preorder": True, "preorder_end_date": timezone.now() - timedelta(days=1)}, 5),
        ({"is_preorder": True, "track_inventory": False}, None),
    ],
)
def test_only_pieces_on_shelves_are_counted(world, channel, fields, pieces):
    world.make_variant("MUG", stock=5, **fields)

    assert free("MUG") == pieces


def test_what_is_not_counted_hides_nothing_else(world, channel):
    world.make_variant("MUG", stock=5)
    world.make_variant("ENDLESS", stock=0, track_inventory=False)
    world.make_variant("LAMP", stock={})

    found = SaleorShop().available_stock(["LAMP", "MUG", "ENDLESS"], POLICY).by_key

    assert {key: [each.quantity for each in found[key]] for key in found} == {
        "MUG": [5],
        "ENDLESS": [None],
        "LAMP": [0],
    }


@pytest.mark.parametrize("fields", [{}, {"track_inventory": False}, {"is_preorder": True}])
def test_where_nothing_can_be_said_it_is_said_of_all(world, channel, fields):
    world.make_variant("MUG", **fields)

    with pytest.raises(WarehouseNotFound, match="nowhere"):
        free("MUG", replace(POLICY, warehouses=("nowhere",)))

    channel.warehouses.clear()
    with pytest.raises(NoWarehouse, match="allegro-pl"):
        free("MUG")


# Statements


@pytest.mark.parametrize("match_by", list(MatchBy))
def test_five_hundred_variants_cost_what_one_costs(world, channel, count_statements, match_by):
    keys = [f"V-{number}" for number in range(500)]
    product = world.make_variant("MUG", stock=9).product
    variants = ProductVariant.objects.bulk_create(
        ProductVariant(
            product=product,
            sku=key,
            external_reference=key,
            metadata={"allegro.offer_id": key},
            track_inventory=number % 5 > 0,
            is_preorder=number % 7 == 0,
        )
        for number, key in enumerate(keys)
    )
    Stock.objects.bulk_create(
        Stock(product_variant=variant, warehouse=warehouse, quantity=4)
        for variant in variants
        for warehouse in world.warehouses()
    )
    policy = replace(POLICY, match_by=match_by)

    pieces = {
        key: None if number % 5 == 0 or number % 7 == 0 else 12 for number, key in enumerate(keys)
    }
    pieces_by_id = {
        str(variant.pk): pieces[key] for variant, key in zip(variants, keys, strict=True)
    }

    def statements_of(wanted, chosen=()):
        with count_statements() as statements:
            found = SaleorShop().available_stock(wanted, policy, chosen)
        by_key = {key: each.quantity for key, [each] in found.by_key.items()}
        assert by_key == {key: pieces[key] for key in wanted}
        by_id = {variant_id: each.quantity for variant_id, each in found.by_id.items()}
        assert by_id == {variant_id: pieces_by_id[variant_id] for variant_id in chosen}
        return statements

    assert len(statements_of(keys[1:2])) == len(statements_of(keys)) == 4
    assert len(statements_of(keys, [*pieces_by_id])) == len(statements_of([], [*pieces_by_id])) == 4
    # Descriptions are long, and nobody asks for them.
    assert not any('"product_product"' in sql for sql in statements_of(keys))
