"""Write a planned batch: one statement a table, however many orders."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from saleor_allegro.rules.drafts import AddressDraft, OrderDraft
from saleor_allegro.shop.rehearsal.models import (
    Allocation,
    Channel,
    Customer,
    Order,
    OrderLine,
    Payment,
    Stock,
)
from saleor_allegro.shop.rehearsal.plan import PlannedOrder


def find_customers(drafts: Sequence[OrderDraft]) -> dict[str, Customer]:
    """The known customers by buyer id: by their link, else by e-mail."""
    ids = {draft.customer.customer_id or "" for draft in drafts}
    linked = Customer.objects.filter(pk__in=[pk for pk in ids if pk.isdecimal()])
    by_id = {str(customer.pk): customer for customer in linked}
    emails = {draft.customer.email.lower() for draft in drafts}
    by_email = {customer.email: customer for customer in Customer.objects.filter(email__in=emails)}
    found: dict[str, Customer] = {}
    for draft in drafts:
        buyer = draft.customer
        customer = by_id.get(buyer.customer_id or "") or by_email.get(buyer.email.lower())
        if customer:
            found.setdefault(buyer.buyer_id, customer)
    return found


def write_orders(plans: Sequence[PlannedOrder], channel: Channel) -> list[Order]:
    """Insert the planned orders with everything that belongs to them."""
    customers = _with_new_customers([plan.draft for plan in plans])
    orders = Order.objects.bulk_create(
        [_order(plan, channel, customers[plan.draft.customer.buyer_id]) for plan in plans]
    )
    pairs = list(zip(orders, plans, strict=True))
    OrderLine.objects.bulk_create(
        OrderLine(
            id=line.id,
            order=order,
            position=position,
            kind=line.draft.kind,
            line_item_id=line.draft.line_item_id,
            variant=line.variant,
            name=line.draft.name,
            quantity=line.draft.quantity,
            unit_gross=line.draft.unit_gross,
            undiscounted_unit_gross=line.draft.undiscounted_unit_gross,
            tax_rate=line.tax_rate,
            metadata=dict(line.draft.metadata),
        )
        for order, plan in pairs
        for position, line in enumerate(plan.lines)
    )
    _allocate(plans)
    Payment.objects.bulk_create(
        Payment(
            order=order,
            payment_id=payment.payment_id,
            name=payment.name,
            amount=payment.amount,
            received_at=payment.received_at,
        )
        for order, plan in pairs
        for payment in plan.draft.payments
    )
    return orders


def _with_new_customers(drafts: Sequence[OrderDraft]) -> Mapping[str, Customer]:
    customers = find_customers(drafts)
    new: dict[str, Customer] = {}  # by e-mail: two buyers may have given the same one
    for draft in drafts:
        buyer = draft.customer
        if buyer.buyer_id not in customers:
            customers[buyer.buyer_id] = new.setdefault(
                buyer.email.lower(),
                Customer(
                    email=buyer.email.lower(),
                    first_name=buyer.first_name,
                    last_name=buyer.last_name,
                    login=buyer.login,
                ),
            )
    Customer.objects.bulk_create(new.values())
    return customers


def _order(plan: PlannedOrder, channel: Channel, customer: Customer) -> Order:
    draft = plan.draft
    return Order(
        uuid=plan.id,
        form_id=draft.form_id,
        channel=channel,
        customer=customer,
        status=draft.status,
        currency=draft.currency,
        language=draft.language,
        bought_at=draft.bought_at,
        email=draft.email,
        note=draft.note,
        shipping_address=_address(draft.shipping_address),
        billing_address=_address(draft.billing_address),
        shipping_method=plan.shipping_method,
        shipping_name=draft.delivery.method_name,
        shipping_gross=draft.delivery.gross,
        total_gross=draft.total_gross,
        metadata=dict(draft.metadata),
        private_metadata=dict(draft.private_metadata),
    )


def _address(address: AddressDraft | None) -> dict[str, object] | None:
    return asdict(address) if address else None


def _allocate(plans: Sequence[PlannedOrder]) -> None:
    lines = [line for plan in plans for line in plan.lines]
    Allocation.objects.bulk_create(
        Allocation(line_id=line.id, stock=take.stock, quantity=take.quantity)
        for line in lines
        for take in line.takes
    )
    touched = {take.stock.pk: take.stock for line in lines for take in line.takes}
    Stock.objects.bulk_update(touched.values(), ["allocated"])
