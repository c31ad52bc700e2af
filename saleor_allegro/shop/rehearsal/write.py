"""Write a planned batch: one statement a table, however many orders."""

from collections.abc import Mapping, Sequence

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.shop.rehearsal.content import address_of
from saleor_allegro.shop.rehearsal.models import Channel, Customer, Order, OrderLine
from saleor_allegro.shop.rehearsal.plan import Plan, PlannedOrder


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


def write_orders(plan: Plan, channel: Channel, language: str) -> list[Order]:
    """Insert the planned orders with everything that belongs to them, and cancel those that they
    replace."""
    customers = _with_new_customers([each.draft for each in plan.orders])
    orders = Order.objects.bulk_create(
        [_order(each, channel, customers[each.draft.customer.buyer_id]) for each in plan.orders]
    )
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
        for order, each in zip(orders, plan.orders, strict=True)
        for position, line in enumerate(each.lines)
    )
    plan.shelf.save()
    plan.books.save({order.uuid: order for order in orders} | plan.replacing.orders)
    plan.replacing.save(orders, [each.draft for each in plan.orders], language)
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
        shipping_address=address_of(draft.shipping_address),
        billing_address=address_of(draft.billing_address),
        shipping_method=plan.shipping_method,
        shipping_name=draft.delivery.method_name,
        shipping_gross=draft.delivery.gross,
        total_gross=draft.total_gross,
        metadata=dict(draft.metadata),
        private_metadata=dict(draft.private_metadata),
    )
