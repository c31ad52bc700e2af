"""Whether both sides wrote the same orders.

Allocations are not compared: the mutation makes none, though it checks the stock.
"""

from collections.abc import Sequence
from typing import Any

from saleor.account.models import Address
from saleor.order.models import Order

from benchmarks.bulk_input import REFERENCE_PREFIX

#: Fields of an order that hold what was sold; the rest is how each side remembers it.
_FIELDS = (
    "channel_id",
    "currency",
    "created_at",
    "status",
    "user_id",
    "language_code",
    "customer_note",
    "shipping_method_id",
    "shipping_method_name",
    "shipping_price_gross_amount",
    "total_gross_amount",
    "total_net_amount",
    "undiscounted_total_gross_amount",
    "total_charged_amount",
    "charge_status",
    "lines_count",
)
_LINE_FIELDS = (
    "variant_id",
    "product_name",
    "product_sku",
    "quantity",
    "tax_rate",
    "unit_price_gross_amount",
    "total_price_gross_amount",
    "total_price_net_amount",
)


def differences(form_ids: Sequence[str]) -> list[str]:
    """Every disagreement about the orders of these forms, one line each."""
    imported = _read(form_ids)
    created = _read([REFERENCE_PREFIX + form_id for form_id in form_ids])
    found = []
    for form_id in form_ids:
        ours, theirs = imported.get(form_id), created.get(REFERENCE_PREFIX + form_id)
        if ours is None or theirs is None:
            missing = "imported" if ours is None else "created"
            found.append(f"{form_id} was not {missing}")
            continue
        found += [
            f"{form_id}: {name} {ours[name]} was imported, {theirs[name]} created"
            for name in ours
            if ours[name] != theirs[name]
        ]
    return found


def _read(references: Sequence[str]) -> dict[str, dict[str, Any]]:
    orders = (
        Order.objects.filter(external_reference__in=references)
        .select_related("billing_address", "shipping_address")
        .prefetch_related("lines", "payment_transactions")
        .order_by("pk")
    )
    return {order.external_reference: _facts(order) for order in orders}


def _facts(order: Order) -> dict[str, Any]:
    return {
        **{name: getattr(order, name) for name in _FIELDS},
        "billing": _place(order.billing_address),
        "shipping": _place(order.shipping_address),
        "payments": sorted(
            (payment.psp_reference, payment.charged_value)
            for payment in order.payment_transactions.all()
        ),
        "lines": sorted(
            tuple(getattr(line, name) for name in _LINE_FIELDS) for line in order.lines.all()
        ),
    }


def _place(address: Address | None) -> tuple[str, ...] | None:
    """Cities in one case: the mutation writes them in capitals."""
    if address is None:
        return None
    return (
        address.first_name,
        address.last_name,
        address.company_name,
        address.street_address_1,
        address.city.casefold(),
        address.postal_code,
        address.country.code,
        str(address.phone),
    )
