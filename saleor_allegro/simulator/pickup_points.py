"""Lockers and shops where a parcel can be fetched."""

from random import Random
from typing import Any

from saleor_allegro.simulator import people
from saleor_allegro.simulator.marketplaces import Marketplace


def new_point_id(random: Random) -> str:
    return f"TST{random.randrange(1, 99):02d}{random.choice('ABM')}"


def make_point(
    point_id: str, name: str, description: str | None, marketplace: Marketplace, random: Random
) -> dict[str, Any]:
    """The `delivery.pickupPoint` of a form, at an invented place."""
    place = people.make_address(marketplace, random)
    return {
        "id": point_id,
        "name": name,
        "description": description,
        "address": {
            "street": place.street,
            "zipCode": place.post_code,
            "city": place.city,
            "countryCode": place.country,
        },
    }
