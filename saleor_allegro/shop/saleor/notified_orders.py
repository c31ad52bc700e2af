"""What a notification says of an order from Allegro."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from graphene import Node
from saleor.order.models import Order

from saleor_allegro.rules.allegro_object import LOGIN_KEY, allegro_object, is_from_allegro


def with_allegro(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The payload with `order.allegro`, in one statement; others as they are."""
    if not is_from_allegro(content):
        return content
    order = content["order"]
    pk = UUID(Node.from_global_id(order["id"])[1])
    private = Order.objects.filter(pk=pk).values_list("private_metadata", flat=True).first()
    login = (private or {}).get(LOGIN_KEY, "")
    return {**content, "order": {**order, "allegro": allegro_object(order["metadata"], login)}}
