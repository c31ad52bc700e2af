"""Everything Saleor's GraphQL tells about its orders, in a shape that can be compared."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from saleor_allegro.demo.saleor_api import ask_for_all

ORDERS = """
query ($first: Int!, $after: String) {
  orders(first: $first, after: $after, sortBy: {field: NUMBER, direction: ASC}) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id number externalReference created updatedAt status origin
      channel { slug } languageCodeEnum
      userEmail user { id email firstName lastName isActive }
      customerNote
      isPaid paymentStatus chargeStatus authorizeStatus
      total { currency gross { amount } net { amount } }
      undiscountedTotal { gross { amount } }
      subtotal { gross { amount } }
      totalCharged { amount } totalBalance { amount }
      shippingPrice { gross { amount } net { amount } } shippingTaxRate
      shippingMethodName
      deliveryMethod { ... on ShippingMethod { name } }
      shippingAddress { ...Address }
      billingAddress { ...Address }
      metadata { key value }
      privateMetadata { key value }
      lines {
        productName variantName productSku quantity taxRate isShippingRequired
        variant { sku }
        unitPrice { currency gross { amount } net { amount } }
        undiscountedUnitPrice { gross { amount } }
        totalPrice { gross { amount } net { amount } }
        unitDiscount { amount }
        metadata { key value }
        allocations { quantity warehouse { slug } }
      }
      transactions {
        name pspReference
        chargedAmount { amount currency }
        events { type amount { amount currency } pspReference createdAt }
      }
      history: events { type date message }
      warnings: events { type message }
    } }
  }
}
fragment Address on Address {
  firstName lastName companyName streetAddress1 streetAddress2 city countryArea postalCode
  country { code } phone metadata { key value }
}
"""
STOCKS = """
query ($first: Int!, $after: String) {
  stocks(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { quantity quantityAllocated productVariant { sku } } }
  }
}
"""
_MOMENTS = ("created", "createdAt", "updatedAt", "date")
_METADATA = ("metadata", "privateMetadata")


def read_orders() -> list[dict[str, Any]]:
    """Every order, oldest number first.

    Amounts are `Decimal`, metadata and history are mappings: from key, and from type of event.
    """
    return [_plain(node) for node in ask_for_all(ORDERS, "orders")]


def read_stocks() -> dict[str, tuple[int, int]]:
    """SKU -> pieces in stock and pieces allocated to orders, in the shop's one warehouse."""
    nodes = list(ask_for_all(STOCKS, "stocks"))
    found = {
        node["productVariant"]["sku"]: (int(node["quantity"]), int(node["quantityAllocated"]))
        for node in nodes
    }
    assert len(found) == len(nodes)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {name: _field(name, item) for name, item in value.items()}


def _field(name: str, value: Any) -> Any:
    if name in _MOMENTS and value is not None:
        return datetime.fromisoformat(value)
    if name in _METADATA:
        assert len({item["key"] for item in value}) == len(value)
        return {item["key"]: item["value"] for item in value}
    if name == "history":
        # The first note says who bought, see `warnings` for those after it.
        kept = {event["type"]: event for event in reversed(_plain(value))}
        return {event.pop("type"): event for event in kept.values()}
    if name == "warnings":
        return [event["message"] for event in value if event["type"] == "NOTE_ADDED"][1:]
    return _plain(value)
