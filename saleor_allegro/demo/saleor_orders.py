"""The orders of a Saleor, read the way its dashboard and its storefronts read them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import graphene

from saleor_allegro.demo.saleor_api import ask_for_all
from saleor_allegro.demo.stage import HeldOrder
from saleor_allegro.shop.port import ShopOrder, ShopOrderLine

ORDERS: Final = """
query ($first: Int!, $after: String) {
  orders(first: $first, after: $after, sortBy: {field: NUMBER, direction: ASC}) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id externalReference number created status chargeStatus
      total { currency gross { amount } }
      totalCharged { amount }
      shippingPrice { gross { amount } }
      login: privateMetafield(key: "allegro.login")
      paymentType: privateMetafield(key: "allegro.payment_type")
      lines {
        productName productSku quantity taxRate
        unitPrice { gross { amount } }
        totalPrice { gross { amount } }
      }
    } }
  }
}
"""


def read_orders() -> Sequence[HeldOrder]:
    """Every order that came from Allegro or looks as if it did, oldest number first."""
    return [
        HeldOrder(order=_order(node), is_cash_on_delivery=node["paymentType"] == "CASH_ON_DELIVERY")
        for node in ask_for_all(ORDERS, "orders")
    ]


def _order(node: Mapping[str, Any]) -> ShopOrder:
    return ShopOrder(
        order_id=UUID(graphene.Node.from_global_id(node["id"])[1]),
        form_id=node["externalReference"] or "",
        number=node["number"],
        status=node["status"].lower(),
        charge_status=node["chargeStatus"].lower(),
        bought_at=datetime.fromisoformat(node["created"]),
        currency=node["total"]["currency"],
        buyer=node["login"] or "",
        lines=tuple(
            ShopOrderLine(
                name=line["productName"],
                sku=line["productSku"] or "",
                quantity=int(line["quantity"]),
                unit_gross=line["unitPrice"]["gross"]["amount"],
                total_gross=line["totalPrice"]["gross"]["amount"],
                tax_rate=line["taxRate"] or Decimal(0),
            )
            for line in node["lines"]
        ),
        shipping_gross=node["shippingPrice"]["gross"]["amount"],
        total_gross=node["total"]["gross"]["amount"],
        charged=node["totalCharged"]["amount"],
    )
