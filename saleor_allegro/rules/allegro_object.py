"""What a template or a webhook is told of an order from Allegro, as `order.allegro`."""

from collections.abc import Mapping
from typing import Any, Final

#: In the metadata of every order from Allegro.
FORM_ID_KEY: Final = "allegro.form_id"
#: Name in the object -> key in the order's metadata.
_PUBLIC: Final = {
    "form_id": FORM_ID_KEY,
    "marketplace": "allegro.marketplace",
    "delivery_method": "allegro.delivery_method_name",
    "pickup_point": "allegro.pickup_point_id",
    "pickup_point_name": "allegro.pickup_point_name",
    "pickup_point_address": "allegro.pickup_point_address",
}
#: Where the buyer's login stands, which is private.
LOGIN_KEY: Final = "allegro.login"


def is_from_allegro(content: Mapping[str, Any]) -> bool:
    """Whether a notification is about an order from Allegro; one about no order is not.

    Args:
        content: What Saleor calls the payload; an order in it carries its metadata.
    """
    order = content.get("order")
    return isinstance(order, Mapping) and FORM_ID_KEY in (order.get("metadata") or {})


def allegro_object(metadata: Mapping[str, str], login: str) -> dict[str, str]:
    """Texts, "" for what the order does not have.

    Args:
        metadata: The order's own, public.
        login: The buyer's on Allegro.
    """
    found = {name: metadata.get(key, "") for name, key in _PUBLIC.items()}
    return {**found, "buyer_login": login}
