"""What an order must be once its shop has caught up, from its form's JSON and nothing of ours.

The shape is that of `tests.saleor.whole_orders`, of which a shop may tell less.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from saleor_allegro.simulator.sums import received_of
from tests.saleor.form_as_order import Shop, amount, charge_status, order_of

Json = Mapping[str, Any]

#: What changed after goods had left stays as it was, and is flagged -> what is not compared then.
WITHHELD: Final[Mapping[str, frozenset[str]]] = {
    "shipping_address": frozenset({"shippingAddress", "privateMetadata"}),
    "billing_address": frozenset({"billingAddress"}),
    "delivery": frozenset(
        {"shippingPrice", "shippingMethodName", "deliveryMethod", "metadata", "sums"}
    ),
    "lines": frozenset({"lines", "sums"}),
    "note": frozenset({"customerNote"}),
    "details": frozenset({"metadata", "privateMetadata"}),
}
_SUMS: Final = (
    "total",
    "subtotal",
    "undiscountedTotal",
    "totalBalance",
    "chargeStatus",
    "isPaid",
)
#: What an order keeps of a form that is cancelled, or whose cancelling was taken back.
_OF_CANCELLED: Final = (
    "externalReference",
    "created",
    "channel",
    "userEmail",
    "totalCharged",
    "transactions",
)
#: Settled otherwise: by the walk itself, or by Saleor.
_LEFT_OUT: Final = (
    "status",
    "history",
    "warnings",
    "authorizeStatus",
    "paymentStatus",
)


def wanted_order(
    form: Json, shop: Shop, returned: Callable[[str], Decimal], withheld: set[str]
) -> dict[str, Any]:
    """
    Args:
        returned: How much of a payment went back to the buyer.
        withheld: Aspects that were not brought over because goods had left.
    """
    payments = payments_of(form, returned)
    charged = sum(payments.values(), Decimal(0))
    total = amount(form["summary"]["totalToPay"])
    currency = form["summary"]["totalToPay"]["currency"]
    status = charge_status(charged, total)
    order = order_of(form, shop) | {
        "totalCharged": {"amount": charged},
        "totalBalance": {"amount": charged - total},
        "chargeStatus": status,
        "isPaid": charged >= total,
        "transactions": [
            {"pspReference": key, "chargedAmount": {"amount": part, "currency": currency}}
            for key, part in sorted(payments.items())
        ],
    }
    order["lines"] = sorted(order["lines"], key=line_key)
    # It is kept as it was when something was last brought over.
    order["privateMetadata"].pop("allegro.revision")
    if not (form["invoice"] or {}).get("required"):
        # Two purchases that are merged may leave the address of an invoice that nobody wants.
        order["privateMetadata"].pop("allegro.invoice_tax_ids", None)
    left_out = {*_LEFT_OUT, *(name for aspect in withheld for name in WITHHELD[aspect])}
    if "sums" in left_out:
        left_out.update(_SUMS)
    return {name: value for name, value in order.items() if name not in left_out}


def wanted_of_cancelled(
    form: Json, shop: Shop, returned: Callable[[str], Decimal]
) -> dict[str, Any]:
    order = wanted_order(form, shop, returned, set())
    return {name: order[name] for name in _OF_CANCELLED}


def payments_of(form: Json, returned: Callable[[str], Decimal]) -> dict[str, Decimal]:
    """Payment id -> what the seller keeps of it."""
    received = {key: part for key, part in received_of(dict(form)).items() if part}
    return {key: part - returned(key) for key, part in received.items()}


def doubt_of(form: Json) -> str | None:
    """The flag where more or less was received than was asked for."""
    received = sum(payments_of(form, lambda _: Decimal(0)).values(), Decimal(0))
    is_ready = form["status"] == "READY_FOR_PROCESSING"
    is_later = (form["payment"] or {}).get("type") in ("CASH_ON_DELIVERY", "EXTENDED_TERM")
    total = amount(form["summary"]["totalToPay"])
    if received == total or (not received and (is_later or not is_ready)):
        return None
    return "underpaid" if received < total else "overpaid"


def line_key(line: Json) -> tuple[str, str, str]:
    metadata = line["metadata"]
    return (
        metadata["allegro.line_item_id"],
        metadata["allegro.kind"],
        metadata.get("allegro.service_id", ""),
    )


def unlike(wanted: Any, held: Any, name: str = "") -> list[str]:
    """Where the two differ, e.g. `lines.0.quantity: 2 is wanted, 3 is held`.

    What the shop does not tell of is passed over.
    """
    if isinstance(wanted, Mapping) and isinstance(held, Mapping):
        # What it tells under names of our own choosing is told wholly.
        keys = wanted.keys() & held.keys() if "metadata" not in name.lower() else wanted | held
        return [
            words
            for key in sorted(keys)
            for words in unlike(wanted.get(key), held.get(key), f"{name}.{key}".lstrip("."))
        ]
    if isinstance(wanted, list) and isinstance(held, list) and len(wanted) == len(held):
        return [
            words
            for number, pair in enumerate(zip(wanted, held, strict=True))
            for words in unlike(*pair, f"{name}.{number}")
        ]
    return [] if wanted == held else [f"{name}: {wanted!r} is wanted, {held!r} is held"]
