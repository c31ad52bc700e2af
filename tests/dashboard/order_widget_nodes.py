"""An order and its flags as GraphQL answers the widget; a test names what it is about."""

from base64 import b64encode
from typing import Any

from tests.dashboard.order_nodes import money


def an_order(*, status: str = "UNFULFILLED", **allegro: Any) -> dict[str, Any]:
    """Paid, to an address, without an invoice, with nothing to look at.

    Args:
        status: Saleor's own.
        allegro: Fields of `Order.allegro`.
    """
    return {
        "status": status,
        "allegro": {
            "checkoutFormId": "29738e61-7f6a-11e8-ac45-09db60ede9d6",
            "url": "https://salescenter.allegro.test/orders/29738e61",
            "iconUrl": "https://shop.test/icon.svg",
            "marketplace": "allegro-pl",
            "state": "IMPORTED",
            "account": {"login": "seller", "connection": "CONNECTED"},
            "buyerLogin": "kupujacy_17",
            "formStatus": "READY_FOR_PROCESSING",
            "fulfillmentStatus": "PROCESSING",
            "paymentState": "PAID",
            "cashOnDelivery": False,
            "total": money(12345),
            "paid": money(12345),
            "deliveryMethod": {"name": "Kurier DPD"},
            "pickupPoint": None,
            "smart": False,
            "dispatchBy": None,
            "invoice": {"wanted": False, "taxId": None, "company": None},
            "flags": [],
            "error": None,
            "push": None,
            "syncedAt": "2026-11-23T11:50:00+00:00",
        }
        | allegro,
    }


def a_flag(kind: str = "OVERSOLD", subject: str | None = None, **fields: Any) -> dict[str, Any]:
    return {
        "id": b64encode(f"AllegroFlag:{kind}:{subject}".encode()).decode(),
        "kind": kind,
        "subject": subject,
        "message": "What was found.",
        "resolvedAt": None,
        "resolvedAlone": False,
        "note": None,
    } | fields


def an_error(**fields: Any) -> dict[str, Any]:
    return {
        "message": "No answer.",
        "attempts": 3,
        "since": "2026-11-23T11:00:00+00:00",
        "nextTryAt": "2026-11-23T12:30:00+00:00",
    } | fields


def a_push(**fields: Any) -> dict[str, Any]:
    return {
        "toldStatus": "PROCESSING",
        "toldAt": "2026-11-23T11:00:00+00:00",
        "dueAt": None,
        "error": None,
    } | fields
