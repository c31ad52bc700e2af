"""A shop on tables of its own, where there is no Saleor: the demo and the use-case tests."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch

from saleor_allegro.rules.drafts import LineKind, OrderDraft
from saleor_allegro.shop.port import (
    ChannelNotFound,
    LineOutcome,
    OrderOutcome,
    ShopChannel,
    ShopOrder,
    ShopOrderLine,
    WritePolicy,
)
from saleor_allegro.shop.rehearsal.models import Announcement, Channel, Order, OrderLine
from saleor_allegro.shop.rehearsal.plan import PlannedOrder, plan_orders
from saleor_allegro.shop.rehearsal.write import find_customers, write_orders


class RehearsalShop:
    """See `saleor_allegro.shop.port.Shop`, which says what every operation promises."""

    def channels(self) -> Sequence[ShopChannel]:
        return [
            ShopChannel(
                slug=channel.slug,
                currency=channel.currency,
                country=channel.country,
                is_active=channel.is_active,
                configuration=channel.configuration,
                plugin_active=channel.plugin_active,
            )
            for channel in Channel.objects.order_by("slug")
        ]

    def preview_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        channel = _channel(policy.channel_slug)
        known = _existing(drafts)
        plans = plan_orders(_unknown(drafts, known), policy, channel, lock=False)
        customers = find_customers([plan.draft for plan in plans])
        for plan in plans:
            customer = customers.get(plan.draft.customer.buyer_id)
            known[plan.draft.form_id] = _outcome(plan, "", str(customer.pk) if customer else "")
        return [known[draft.form_id] for draft in drafts]

    def write_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        channel = _channel(policy.channel_slug)
        known = _existing(drafts)
        plans = plan_orders(_unknown(drafts, known), policy, channel, lock=True)
        for plan, order in zip(plans, write_orders(plans, channel), strict=True):
            known[order.form_id] = _outcome(plan, str(order.number), str(order.customer_id))
        return [known[draft.form_id] for draft in drafts]

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        orders = Order.objects.filter(uuid__in=order_ids)
        numbers = dict(orders.values_list("uuid", "number"))
        for order_id in order_ids:
            if order_id in numbers:
                Announcement.objects.create(order_id=numbers[order_id])
            told(order_id)

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        orders = Order.objects.filter(uuid__in=order_ids).select_related("customer")
        found = {
            order.uuid: _read(order)
            for order in orders.prefetch_related("lines__variant", "payments")
        }
        return [found[order_id] for order_id in order_ids if order_id in found]


def _channel(slug: str) -> Channel:
    try:
        return Channel.objects.get(slug=slug)
    except Channel.DoesNotExist as error:
        raise ChannelNotFound(slug) from error


def _unknown(drafts: Sequence[OrderDraft], known: Mapping[str, object]) -> list[OrderDraft]:
    """The drafts that are no orders yet, a form given twice once; first bought first."""
    new: dict[str, OrderDraft] = {}
    for draft in drafts:
        if draft.form_id not in known:
            new.setdefault(draft.form_id, draft)
    return sorted(new.values(), key=lambda draft: draft.bought_at)


def _existing(drafts: Sequence[OrderDraft]) -> dict[str, OrderOutcome]:
    """The outcomes of drafts that already are orders, by form id."""
    by_form = {draft.form_id: draft for draft in drafts}
    orders = Order.objects.filter(form_id__in=by_form)
    offers = OrderLine.objects.filter(kind=LineKind.OFFER).prefetch_related("allocations")
    return {
        order.form_id: OrderOutcome(
            form_id=order.form_id,
            order_id=order.uuid,
            number=str(order.number),
            customer_id=str(order.customer_id),
            lines=tuple(
                LineOutcome(
                    line_item_id=line.line_item_id,
                    order_line_id=line.id,
                    variant_id=str(line.variant_id) if line.variant_id else None,
                    quantity=line.quantity,
                    allocated=sum(part.quantity for part in line.allocations.all()),
                )
                for line in order.lines.all()
            ),
            flags=by_form[order.form_id].flags,
            existed=True,
        )
        for order in orders.prefetch_related(Prefetch("lines", queryset=offers))
    }


def _outcome(plan: PlannedOrder, number: str, customer_id: str) -> OrderOutcome:
    return OrderOutcome(
        form_id=plan.draft.form_id,
        order_id=plan.id,
        number=number,
        customer_id=customer_id,
        lines=tuple(
            LineOutcome(
                line_item_id=line.draft.line_item_id,
                order_line_id=line.id,
                variant_id=str(line.variant.pk) if line.variant else None,
                quantity=line.draft.quantity,
                allocated=line.allocated,
                tax_rate=line.tax_rate,
            )
            for line in plan.lines
            if line.draft.kind is LineKind.OFFER
        ),
        flags=tuple(plan.flags),
    )


def _read(order: Order) -> ShopOrder:
    charged = sum((payment.amount for payment in order.payments.all()), Decimal(0))
    return ShopOrder(
        order_id=order.uuid,
        form_id=order.form_id,
        number=str(order.number),
        status=order.status,
        charge_status=charge_status(charged, order.total_gross),
        bought_at=order.bought_at,
        currency=order.currency,
        buyer=order.private_metadata.get("allegro.login", ""),
        lines=tuple(
            ShopOrderLine(
                name=line.name,
                sku=line.variant.sku if line.variant else "",
                quantity=line.quantity,
                unit_gross=line.unit_gross,
                total_gross=line.unit_gross * line.quantity,
                tax_rate=line.tax_rate,
            )
            for line in order.lines.all()
        ),
        shipping_gross=order.shipping_gross,
        total_gross=order.total_gross,
        charged=charged,
    )


def charge_status(charged: Decimal, total: Decimal) -> str:
    """In Saleor's words; an order that costs nothing is fully charged, as in Saleor."""
    if charged > total:
        return "overcharged"
    if charged == total:
        return "full"
    return "partial" if charged else "none"
