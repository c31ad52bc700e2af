"""A shop on tables of its own, where there is no Saleor: the demo and the use-case tests."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from saleor_allegro.rules.drafts import LineKind, OrderDraft
from saleor_allegro.rules.updates import OrderUpdate
from saleor_allegro.shop.port import (
    ChannelNotFound,
    FoundVariants,
    LineOutcome,
    OrderDispatch,
    OrderOutcome,
    OrderState,
    RecordedPayment,
    ShopChannel,
    ShopOrder,
    Telling,
    UpdateOutcome,
    VariantStock,
    WritePolicy,
)
from saleor_allegro.shop.rehearsal import availability, dispatches, history, reading
from saleor_allegro.shop.rehearsal.models import Announcement, Channel, Order, OrderLine
from saleor_allegro.shop.rehearsal.plan import PlannedOrder, plan_orders
from saleor_allegro.shop.rehearsal.updates import update_orders
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
        plan = plan_orders(_unknown(drafts, known), policy, channel, lock=False)
        customers = find_customers([each.draft for each in plan.orders])
        for each in plan.orders:
            customer = customers.get(each.draft.customer.buyer_id)
            known[each.draft.form_id] = _outcome(each, "", str(customer.pk) if customer else "")
        return [known[draft.form_id] for draft in drafts]

    def write_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        channel = _channel(policy.channel_slug)
        known = _existing(drafts)
        plan = plan_orders(_unknown(drafts, known), policy, channel, lock=True)
        orders = write_orders(plan, channel, policy.language)
        for each, order in zip(plan.orders, orders, strict=True):
            known[order.form_id] = _outcome(each, str(order.number), str(order.customer_id))
        return [known[draft.form_id] for draft in drafts]

    def update_orders(
        self, updates: Sequence[OrderUpdate], policy: WritePolicy
    ) -> Sequence[UpdateOutcome]:
        return update_orders(updates, policy, _channel(policy.channel_slug))

    def note_orders(self, notes: Mapping[UUID, Sequence[str]]) -> None:
        history.note_orders(notes)

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        _announce({order_id: [Announcement.CREATED] for order_id in order_ids}, told)

    def announce_changes(
        self,
        changes: Mapping[UUID, Sequence[Telling]],
        told: Callable[[UUID], None] = lambda order_id: None,
    ) -> None:
        _announce(changes, told)

    def read_states(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderState]:
        return reading.read_states(order_ids)

    def read_dispatches(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderDispatch]:
        return dispatches.read_dispatches(order_ids)

    def changed_orders(self, channel_slugs: Collection[str], since: datetime) -> Sequence[UUID]:
        return dispatches.changed_orders(channel_slugs, since)

    def recorded_payments(self, payment_ids: Sequence[str]) -> Mapping[str, RecordedPayment]:
        return reading.recorded_payments(payment_ids)

    def available_stock(
        self, keys: Collection[str], policy: WritePolicy, variant_ids: Collection[str] = ()
    ) -> FoundVariants[VariantStock]:
        channel = _channel(policy.channel_slug)
        return availability.available_stock(keys, policy, channel, variant_ids)

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        return reading.read_orders(order_ids)


def _announce(kinds: Mapping[UUID, Sequence[str]], told: Callable[[UUID], None]) -> None:
    numbers = dict(Order.objects.filter(uuid__in=kinds).values_list("uuid", "number"))
    for order_id, words in kinds.items():
        if order_id in numbers:
            for word in words:
                Announcement.objects.create(order_id=numbers[order_id], kind=word)
        told(order_id)


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
        replaced=plan.replaced,
    )
