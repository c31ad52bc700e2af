"""The transactions of a batch of orders, and what is to be written in them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from saleor.order.models import Order
from saleor.payment import TransactionEventType
from saleor.payment.lock_objects import transaction_item_qs_select_for_update
from saleor.payment.models import TransactionEvent, TransactionItem

#: Marks what we wrote; what staff or another app recorded is none of ours.
APP_IDENTIFIER = "saleor_allegro"


def payment_key(form_id: str, payment_id: str) -> str:
    """The key includes the form: a payment id that Allegro names on two forms is two receipts,
    the same one twice on one form is refused by Saleor."""
    return f"{form_id}:{payment_id}"


class Books:
    """Reads and locks the transactions of orders, gathers entries, and writes them by table.

    Without `lock`, they are only to be looked at.
    """

    def __init__(self, orders: Sequence[Order], *, lock: bool = True) -> None:
        self._items: dict[UUID, list[TransactionItem]] = defaultdict(list)
        items = transaction_item_qs_select_for_update() if lock else TransactionItem.objects.all()
        for item in items.filter(order__in=orders).prefetch_related("events"):
            self._items[item.order_id].append(item)
        self._new_items: list[TransactionItem] = []
        self._changed_items: dict[int, TransactionItem] = {}
        self._new_events: list[TransactionEvent] = []
        self._changed_events: list[TransactionEvent] = []
        self._void_events: list[TransactionEvent] = []

    def of(self, order: Order) -> Sequence[TransactionItem]:
        """Every transaction of an order, those of others included."""
        return self._items[order.pk]

    def find(self, order: Order, form_id: str, payment_id: str) -> list[TransactionItem]:
        """Ours of one payment; several where orders that held parts of it became one."""
        return [
            item
            for item in self._items[order.pk]
            if item.app_identifier == APP_IDENTIFIER
            and (
                item.psp_reference == payment_id
                or item.idempotency_key == payment_key(form_id, payment_id)
            )
        ]

    def add(self, order: Order, item: TransactionItem) -> None:
        self._items[order.pk].append(item)
        self._new_items.append(item)

    def move(self, item: TransactionItem, before: Order, after: Order, key: str) -> None:
        """Let an order's transaction be another order's."""
        self._items[before.pk].remove(item)
        self._items[after.pk].append(item)
        item.order = after
        item.idempotency_key = key
        self._changed_items[item.pk] = item

    def enter(
        self,
        item: TransactionItem,
        kind: str,
        amount: Decimal,
        *,
        reference: str,
        key: str,
        moment: datetime,
        message: str,
    ) -> None:
        """An event that counts; the amounts of the transaction are the caller's to change."""
        self._new_events.append(
            TransactionEvent(
                transaction=item,
                type=kind,
                amount_value=amount,
                currency=item.currency,
                psp_reference=reference,
                created_at=moment,
                message=message[:512],
                app_identifier=APP_IDENTIFIER,
                idempotency_key=key,
                include_in_calculations=True,
            )
        )

    def change(self, event: TransactionEvent) -> None:
        self._changed_events.append(event)

    def void(self, event: TransactionEvent) -> None:
        self._void_events.append(event)

    def credit(self, item: TransactionItem, *, charged: Decimal, refunded: Decimal) -> None:
        """Raise the amounts, as Saleor's recalculation from the events does."""
        item.charged_value += charged
        item.refunded_value += refunded
        if item.pk is not None:
            self._changed_items[item.pk] = item

    def save(self) -> None:
        """At most a statement for each kind of change."""
        now = timezone.now()
        for item in self._changed_items.values():
            item.modified_at = now
        TransactionItem.objects.bulk_create(self._new_items)
        TransactionItem.objects.bulk_update(
            self._changed_items.values(),
            ["order", "idempotency_key", "charged_value", "refunded_value", "modified_at"],
        )
        if self._void_events:
            TransactionEvent.objects.filter(pk__in=[each.pk for each in self._void_events]).delete()
        TransactionEvent.objects.bulk_update(
            self._changed_events, ["amount_value", "created_at", "message"]
        )
        TransactionEvent.objects.bulk_create(self._new_events)


def events_of(items: Iterable[TransactionItem], kind: str) -> list[TransactionEvent]:
    """What we entered of a kind, among the events that were there when the books were opened."""
    return [
        event
        for item in items
        if item.pk is not None
        for event in item.events.all()
        if event.type == kind and event.app_identifier == APP_IDENTIFIER
    ]


def received(items: Iterable[TransactionItem]) -> Decimal:
    """What came in, whatever was returned later."""
    events = events_of(items, TransactionEventType.CHARGE_SUCCESS)
    return sum((event.amount_value for event in events), Decimal(0))
