"""The order that the dashboard names."""

from base64 import b64decode
from typing import Final
from uuid import UUID

_LONGEST: Final = 100


def order_id_of(text: str) -> str:
    """The global id of an order; "" of what can be none."""
    if not 0 < len(text) <= _LONGEST:
        return ""
    try:
        kind, _, pk = b64decode(text, validate=True).decode().partition(":")
        UUID(pk)
    except ValueError:
        return ""
    return text if kind == "Order" else ""
