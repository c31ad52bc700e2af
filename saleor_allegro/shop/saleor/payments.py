"""Money received, as Saleor transactions keyed by Allegro's payment id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from uuid import UUID

from saleor.order import OrderChargeStatus, OrderEvents
from saleor.order.models import Order, OrderEvent
from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionEvent, TransactionItem

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.money_notes import received_note, returned_note
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import FieldChange, Telling
from saleor_allegro.shop.saleor import history
from saleor_allegro.shop.saleor.balances import update_balances
from saleor_allegro.shop.saleor.books import APP_IDENTIFIER, Books
from saleor_allegro.shop.saleor.receipts import Receipt, bring_payments, build_transaction
from saleor_allegro.shop.saleor.refunds import bring_refunds

FULLY_PAID = (OrderChargeStatus.FULL, OrderChargeStatus.OVERCHARGED)
#: What else decides whether an order is paid.
_PRICED = frozenset({Aspect.LINES, Aspect.DELIVERY})


def build_transactions(order: Order, draft: OrderDraft) -> list[TransactionItem]:
    """An unsaved transaction per payment."""
    return [build_transaction(order, draft.form_id, payment) for payment in draft.payments]


def save(transactions: Sequence[TransactionItem], drafts: Sequence[OrderDraft]) -> None:
    """Transactions and the event of each: two statements."""
    if not transactions:
        return
    TransactionItem.objects.bulk_create(transactions)
    payments = [payment for draft in drafts for payment in draft.payments]
    TransactionEvent.objects.bulk_create(
        TransactionEvent(
            transaction=transaction,
            type=TransactionEventType.CHARGE_SUCCESS,
            amount_value=payment.amount,
            currency=transaction.currency,
            psp_reference=payment.payment_id,
            created_at=payment.received_at,
            message=payment.name[:512],
            app_identifier=APP_IDENTIFIER,
            idempotency_key=transaction.idempotency_key,
            include_in_calculations=True,
        )
        for transaction, payment in zip(transactions, payments, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyOutcome:
    """What became of the money of one order."""

    tellings: tuple[Telling, ...] = ()
    flags: tuple[Flag, ...] = ()
    changes: tuple[FieldChange, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Following:
    """An order on its way to the money that Allegro names."""

    order: Order
    charged: Decimal  # before
    was_paid: bool
    receipts: list[Receipt]
    flags: list[Flag]
    #: How much more of a payment is returned now; negative: less.
    returned: list[Decimal]


@history.one_author()
def bring_over(
    following: Sequence[tuple[Order, OrderUpdate]], language: str
) -> Mapping[UUID, MoneyOutcome]:
    """Enter the payments and refunds of the updates, whatever became of the orders.

    The orders are locked by the caller; their amounts and statuses of payment are brought up to
    date, also where only what they cost has changed, and saved. Five or fifty, as many
    statements.

    Returns:
        Of those orders whose money the updates concern.
    """
    following = [(order, update) for order, update in following if _concerns_money(update)]
    if not following:
        return {}
    orders = [order for order, _ in following]
    books = Books(orders)
    followed = [_enter(books, order, update) for order, update in following]
    books.save()
    update_balances(orders, {order.pk: books.of(order) for order in orders})
    OrderEvent.objects.bulk_create(event for each in followed for event in _history(each, language))
    return {each.order.pk: _outcome(each, books) for each in followed}


def _concerns_money(update: OrderUpdate) -> bool:
    changed = update.changed & {Aspect.PAYMENTS, *_PRICED} if update.draft else frozenset()
    return bool(changed or update.refunds)


def _enter(books: Books, order: Order, update: OrderUpdate) -> _Following:
    each = _Following(
        order=order,
        charged=order.total_charged_amount,
        was_paid=order.charge_status in FULLY_PAID,
        receipts=[],
        flags=[],
        returned=[],
    )
    if update.draft and Aspect.PAYMENTS in update.changed:
        each.receipts, each.flags = bring_payments(books, order, update.draft)
    for payment_id, refunds in update.refunds.items():
        # All of them on the first, where orders that held parts of a payment became one.
        items = books.find(order, update.form_id, payment_id)
        of_item = [refunds, *(() for _ in items[1:])]
        more = sum(map(partial(bring_refunds, books), items, of_item), Decimal(0))
        if more:
            each.returned.append(more)
    return each


def _history(each: _Following, language: str) -> list[OrderEvent]:
    """As Saleor's own, which tells of the moment when an order is paid; a note of the rest."""
    order, currency = each.order, each.order.currency
    if _is_newly_paid(each):
        paid_at = max(receipt.payment.received_at for receipt in each.receipts)
        events = [history.entry(OrderEvents.ORDER_FULLY_PAID, order=order, date=paid_at)]
        notes = []
    else:
        events = []
        notes = [
            received_note(receipt.amount, currency, receipt.payment.name, language)
            for receipt in each.receipts
        ]
    notes += [returned_note(amount, currency, language) for amount in each.returned if amount > 0]
    return [*events, *(history.note(note, order=order) for note in notes)]


def _outcome(each: _Following, books: Books) -> MoneyOutcome:
    """
    Source: `saleor.order.actions`, `order_charged` and `order_refunded`; only that we say once
    that an order is paid, and Saleor with every payment after that.
    """
    order = each.order
    tellings = []
    if each.receipts:
        tellings.append(Telling.PAID)
        if _is_newly_paid(each):
            tellings.append(Telling.FULLY_PAID)
    if any(amount > 0 for amount in each.returned):
        tellings.append(Telling.REFUNDED)
        returned = sum((item.refunded_value for item in books.of(order)), Decimal(0))
        if returned >= order.total_gross_amount:
            tellings.append(Telling.FULLY_REFUNDED)
    if each.receipts or each.returned:
        tellings.append(Telling.UPDATED)
    changes = []
    if order.total_charged_amount != each.charged:
        before, after = each.charged, order.total_charged_amount
        changes.append(
            FieldChange(
                aspect=Aspect.PAYMENTS,
                before=f"{before:.2f} {order.currency}",
                after=f"{after:.2f} {order.currency}",
            )
        )
    return MoneyOutcome(tellings=tuple(tellings), flags=tuple(each.flags), changes=tuple(changes))


def _is_newly_paid(each: _Following) -> bool:
    return bool(each.receipts) and not each.was_paid and each.order.charge_status in FULLY_PAID
