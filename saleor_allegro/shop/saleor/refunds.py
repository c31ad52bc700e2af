"""Money returned on Allegro, as refunds of the transaction that brought it."""

from collections.abc import Sequence
from decimal import Decimal

from saleor.payment import TransactionEventType
from saleor.payment.models import TransactionItem

from saleor_allegro.rules.updates import RefundDraft
from saleor_allegro.shop.saleor.books import Books, events_of


def bring_refunds(books: Books, item: TransactionItem, refunds: Sequence[RefundDraft]) -> Decimal:
    """Have the transaction name exactly these refunds, each once.

    One that Allegro calls by another id now, or that it has taken back, is no longer there
    afterwards.

    Returns:
        How much more is returned now than before; negative where it is less.
    """
    wanted = {refund.refund_id: refund for refund in refunds if refund.amount > 0}
    recorded = events_of([item], TransactionEventType.REFUND_SUCCESS)
    before = sum((event.amount_value for event in recorded), Decimal(0))
    new = dict(wanted)
    for event in recorded:
        refund = new.pop(event.psp_reference or "", None)
        if refund is None:
            books.void(event)
        elif event.amount_value != refund.amount:
            event.amount_value = refund.amount
            event.created_at = refund.refunded_at
            event.message = refund.name[:512]
            books.change(event)
    for refund in new.values():
        books.enter(
            item,
            TransactionEventType.REFUND_SUCCESS,
            refund.amount,
            reference=refund.refund_id,
            key=f"refund:{refund.refund_id}",
            moment=refund.refunded_at,
            message=refund.name,
        )
    more = sum((refund.amount for refund in wanted.values()), Decimal(0)) - before
    if more:
        books.credit(item, charged=-more, refunded=more)
    return more
