"""Pieces are counted only where there are warehouses to count them in."""

from collections.abc import Collection

from saleor_allegro.shop.port import NoWarehouse, WarehouseNotFound, WritePolicy


def refuse_missing_warehouses(policy: WritePolicy, slugs: Collection[str]) -> None:
    """Make sure that the policy's channel has the warehouses that pieces are counted in.

    Args:
        slugs: The warehouses that the channel has.

    Raises:
        NoWarehouse: It has none.
        WarehouseNotFound: It does not have one that the policy names.
    """
    if not slugs:
        raise NoWarehouse(policy.channel_slug)
    for slug in policy.warehouses:
        if slug not in slugs:
            raise WarehouseNotFound(slug, policy.channel_slug)
