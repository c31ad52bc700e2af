"""Purchases, sellers and jobs as GraphQL answers them; a test names what it is about."""

from base64 import b64encode
from typing import Any

JOB_ID = b64encode(b"AllegroJob:7").decode()
FAILURE = {
    "code": "no_channel",
    "message": "No channel takes it.",
    "attempts": 3,
    "since": "2026-11-23T11:00:00+00:00",
    "nextTryAt": "2026-11-23T12:30:00+00:00",
}


def money(amount: int, currency: str = "PLN") -> dict[str, Any]:
    return {"fractionalAmount": amount, "fractionDigits": 2, "currency": currency}


def an_order_node(**fields: Any) -> dict[str, Any]:
    return {
        "checkoutFormId": "29738e61-7f6a-11e8-ac45-09db60ede9d6",
        "url": "https://salescenter.allegro.test/orders/29738e61",
        "iconUrl": "https://shop.test/icon.svg",
        "orderNumber": "1041",
        "channel": "allegro-pl",
        "state": "IMPORTED",
        "marketplace": "allegro-pl",
        "order": {"id": "T3JkZXI6MQ=="},
        "account": {"id": "QTox"},
        "error": None,
        "buyerLogin": "kupujacy_17",
        "boughtAt": "2026-11-23T10:04:00+00:00",
        "formStatus": "READY_FOR_PROCESSING",
        "fulfillmentStatus": "PROCESSING",
        "paymentState": "PAID",
        "total": money(12345),
        "paid": money(12345),
        "flags": [],
        "push": None,
    } | fields


def a_form_node(state: str, **fields: Any) -> dict[str, Any]:
    """A purchase without an order."""
    without = {"order": None, "orderNumber": None, "channel": None, "buyerLogin": None}
    return an_order_node(state=state, **without | fields)


def people(*, channels: tuple[str, ...] = ("allegro-pl",), **account: Any) -> dict[str, Any]:
    """One seller, and somebody with access to all channels."""
    seller = {"id": "QTox", "login": "seller", "channels": list(channels)}
    return {
        "allegroAccounts": [seller | {"connection": "CONNECTED"} | account],
        "channels": [
            {"slug": "allegro-pl", "name": "Allegro PLN", "currencyCode": "PLN"},
            {"slug": "allegro-cz", "name": "Allegro CZK", "currencyCode": "CZK"},
        ],
        "me": {"restrictedAccessToChannels": False, "accessibleChannels": []},
    }


def a_job_node(**fields: Any) -> dict[str, Any]:
    return {
        "id": JOB_ID,
        "kind": "IMPORT",
        "state": "RUNNING",
        "createdAt": "2026-11-23T11:59:30+00:00",
        "lookedAt": 0,
        "toLookAt": 0,
        "imported": 0,
        "updated": 0,
        "failed": 0,
        "told": None,
        "account": {"login": "seller"},
        "errors": [],
        "audit": None,
    } | fields
