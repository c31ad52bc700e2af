"""Purchases that the buyer paid together: one order takes the place of those written before."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from saleor.order.models import Order, OrderEvent, OrderLine
from saleor.order.search import update_order_search_vector

from saleor_allegro.rules.money_notes import replaced_note, replaces_note
from saleor_allegro.shop.port import CannotWriteOrder, ReplacedOrder, Telling
from saleor_allegro.shop.saleor import history
from saleor_allegro.shop.saleor.balances import update_balances
from saleor_allegro.shop.saleor.books import APP_IDENTIFIER, Books, payment_key
from saleor_allegro.shop.saleor.cancelling import TELLINGS, cancel, cancellable
from saleor_allegro.shop.saleor.fulfilling import have_left
from saleor_allegro.shop.saleor.locking import lock_stocks, orders_to_change
from saleor_allegro.shop.saleor.outcomes import Entry
from saleor_allegro.shop.saleor.receipts import bring_payments
from saleor_allegro.shop.saleor.releasing import Released, release, settle
from saleor_allegro.shop.saleor.stock import AllocationPlan, stocks_for


class Replacing:
    """The orders whose place the new orders of a batch take.

    Both are there when the caller's transaction is committed, or neither: nobody else ever sees
    their pieces twice, or not at all.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = [entry for entry in entries if entry.draft.replaces]
        #: Of the orders that are replaced.
        self.order_ids = [each for entry in self._entries for each in entry.draft.replaces]
        self._orders: Mapping[UUID, Order] = {}
        self._released = Released()

    def foresee(self) -> None:
        """Note in the entries what `carry_out` would do.

        Raises:
            CannotWriteOrder: See `carry_out`.
        """
        if self._entries:
            self._orders = Order.objects.in_bulk(self.order_ids)
            self._refuse_what_has_left()
            cancelled = dict.fromkeys(
                (order.pk for order in cancellable(list(self._orders.values()))), TELLINGS
            )
            self._note_replaced(self._take_payments(lock=False), cancelled)

    def carry_out(self, lines: Sequence[OrderLine], channel: Any, language: str) -> None:
        """Cancel the replaced orders, free their pieces, and move their payments. The new orders
        are saved; they have no transactions yet.

        Args:
            lines: Those that will take from stock.

        Raises:
            CannotWriteOrder: Goods of a replaced order have left.
        """
        if not self._entries:
            return
        self._lock_stocks(lines, channel)
        orders = orders_to_change().filter(pk__in=self.order_ids)
        self._orders = {order.pk: order for order in orders}
        self._refuse_what_has_left()
        # Before Saleor does it: it would announce pieces that the new orders are about to take.
        self._released = release(OrderLine.objects.filter(order__in=self.order_ids))
        cancelled = cancel(list(self._orders.values()))
        books = self._take_payments(lock=True)
        books.save()
        concerned = [*self._orders.values(), *(entry.order for entry in self._entries)]
        update_balances(concerned, {order.pk: books.of(order) for order in concerned})
        self._note_replaced(books, cancelled)
        self._write_history(language)
        for order in concerned:
            update_order_search_vector(order)

    def settle(self, plan: AllocationPlan, manager: Any) -> None:
        """Tell of the stocks that are no longer empty, and not anew of those that stay so."""
        settle(self._released, plan, manager)

    def _lock_stocks(self, lines: Sequence[OrderLine], channel: Any) -> None:
        """All that the batch will touch, in the order in which checkouts lock theirs."""
        lock_stocks(self.order_ids, stocks_for(lines, channel).values_list("pk", flat=True))

    def _refuse_what_has_left(self) -> None:
        left = have_left(self.order_ids)
        for entry in self._entries:
            for order_id in entry.draft.replaces:
                if order_id in left:
                    number = self._orders[order_id].number
                    raise CannotWriteOrder(
                        entry.draft.form_id,
                        f"the buyer paid order {number} together with others, and order {number}"
                        " has a fulfillment: cancel the fulfillment if nothing was sent, and this"
                        " form is imported in its place; else enter what is missing by hand",
                    )

    def _take_payments(self, *, lock: bool) -> Books:
        """Move what the new orders' drafts name, and enter what nobody has received yet."""
        books = Books(list(self._orders.values()), lock=lock)
        for entry in self._entries:
            named = {payment.payment_id for payment in entry.draft.payments}
            for before in self._replaced_by(entry):
                for item in list(books.of(before)):
                    if item.app_identifier == APP_IDENTIFIER and item.psp_reference in named:
                        key = payment_key(entry.draft.form_id, item.psp_reference)
                        if books.find(entry.order, entry.draft.form_id, item.psp_reference):
                            key = f"{key}:{before.pk}"  # another part of the same payment
                        books.move(item, before, entry.order, key)
            _, entry.money_flags = bring_payments(books, entry.order, entry.draft)
        return books

    def _note_replaced(self, books: Books, cancelled: Mapping[UUID, tuple[Telling, ...]]) -> None:
        for entry in self._entries:
            entry.replaced = tuple(
                ReplacedOrder(
                    order_id=order.pk,
                    number=str(order.number),
                    charged=sum((item.charged_value for item in books.of(order)), Decimal(0)),
                    tellings=cancelled.get(order.pk, ()),
                )
                for order in self._replaced_by(entry)
            )

    def _replaced_by(self, entry: Entry) -> list[Order]:
        """Those that are still in the shop."""
        return [self._orders[each] for each in entry.draft.replaces if each in self._orders]

    def _write_history(self, language: str) -> None:
        notes = []
        for entry in self._entries:
            orders = self._replaced_by(entry)
            numbers = [str(order.number) for order in orders]
            notes += [(order, replaced_note(str(entry.order.number), language)) for order in orders]
            if numbers:
                notes.append((entry.order, replaces_note(numbers, language)))
        OrderEvent.objects.bulk_create(
            history.note(message, order=order) for order, message in notes
        )
