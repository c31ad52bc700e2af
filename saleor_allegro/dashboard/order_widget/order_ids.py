"""The order that the dashboard names."""

from typing import Final
from uuid import UUID

from saleor_allegro.dashboard.global_ids import key_in

_LONGEST: Final = 100


def order_id_of(text: str) -> str:
    """The global id of an order; "" of what can be none."""
    try:
        UUID(key_in(text, "Order", _LONGEST) or "")
    except ValueError:
        return ""
    return text
