"""Purchases that the buyer paid together: one order takes the place of those written before."""

from collections.abc import Sequence
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.money_notes import replaced_note, replaces_note
from saleor_allegro.shop.port import CannotWriteOrder, ReplacedOrder, Telling
from saleor_allegro.shop.rehearsal.fulfilling import have_left
from saleor_allegro.shop.rehearsal.models import Note, Order, OrderLine, OrderStatus
from saleor_allegro.shop.rehearsal.money import Books
from saleor_allegro.shop.rehearsal.reading import find_orders, lines_of


class Replacing:
    """The orders whose place the new orders of a batch take; those that are gone left out."""

    def __init__(self, drafts: Sequence[OrderDraft], *, lock: bool) -> None:
        """
        Raises:
            CannotWriteOrder: A draft replaces an order that has been fulfilled.
        """
        self.orders = find_orders([each for draft in drafts for each in draft.replaces], lock=lock)
        left = have_left(self.orders.values())
        for draft in drafts:
            for order in self.of(draft):
                if order.pk in left:
                    raise CannotWriteOrder(
                        draft.form_id,
                        f"the buyer paid order {order.number} together with others, and goods of"
                        " it have left: enter what is missing by hand",
                    )
        by_order = lines_of(self.orders.values())
        self.lines: Sequence[OrderLine] = [line for lines in by_order.values() for line in lines]

    def of(self, draft: OrderDraft) -> list[Order]:
        return [self.orders[each] for each in draft.replaces if each in self.orders]

    def take_over(
        self, draft: OrderDraft, order_id: UUID, books: Books
    ) -> tuple[ReplacedOrder, ...]:
        """Move the payments that the draft names as well, and say what is left behind."""
        for order in self.of(draft):
            for payment in draft.payments:
                books.move(order.uuid, order_id, payment.payment_id)
        return tuple(
            ReplacedOrder(
                order_id=order.uuid,
                number=str(order.number),
                charged=books.charged(order.uuid),
                tellings=_tellings(order),
            )
            for order in self.of(draft)
        )

    def save(self, orders: Sequence[Order], drafts: Sequence[OrderDraft], language: str) -> None:
        """Cancel the orders; each says which one took its place, and that one which it replaced.

        Args:
            orders: The new ones, saved.
            drafts: Theirs.
        """
        if not self.orders:
            return
        notes = []
        for new, draft in zip(orders, drafts, strict=True):
            old = self.of(draft)
            said = replaced_note(str(new.number), language)
            notes += [Note(order=order, message=said) for order in old]
            if old:
                numbers = [str(order.number) for order in old]
                notes.append(Note(order=new, message=replaces_note(numbers, language)))
        for order in self.orders.values():
            order.status = OrderStatus.CANCELED
        Order.objects.bulk_update(self.orders.values(), ["status"])
        Note.objects.bulk_create(notes)


def _tellings(order: Order) -> tuple[Telling, ...]:
    return () if order.status == OrderStatus.CANCELED else (Telling.CANCELLED, Telling.UPDATED)
