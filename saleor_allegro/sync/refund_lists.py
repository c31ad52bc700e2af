"""What Allegro says was returned to buyers: the list of refunds, and the seller's balance."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Unpack

from saleor_allegro.allegro.documents import OperationGroup, PaymentOperation, Refund, WalletType
from saleor_allegro.allegro.filters import OperationFilters
from saleor_allegro.rules.refunds import draft_refunds
from saleor_allegro.rules.updates import RefundDraft
from saleor_allegro.shop.port import RecordedPayment
from saleor_allegro.sync.connection import OpenRun


@dataclass(slots=True)
class Returned:
    """What was read about payments that belong together: a form's own, and its surcharges.

    Of purchases that were merged, the payment of one is a surcharge of the other.
    """

    payment_ids: set[str] = field(default_factory=set)
    refunds: list[Refund] = field(default_factory=list)
    operations: list[PaymentOperation] = field(default_factory=list)

    def drafts(self, payment_id: str, currency: str) -> tuple[RefundDraft, ...]:
        return draft_refunds(payment_id, currency, self.refunds, self.operations)

    def is_recorded(self, payment_id: str, payment: RecordedPayment) -> bool:
        """Whether the shop holds what was read, which may be the latest part of the whole."""
        drafts = self.drafts(payment_id, payment.currency)
        expected = {draft.refund_id: draft.amount for draft in drafts}
        named = {refund.id for refund in self.refunds}
        if any(payment.refunds.get(each) != expected.get(each) for each in named):
            return False
        return all(payment.refunds.get(each, Decimal(0)) >= expected[each] for each in expected)

    def add(self, other: "Returned") -> None:
        self.payment_ids |= other.payment_ids
        self.refunds += other.refunds
        self.operations += other.operations


def returned_since(run: OpenRun, since: datetime) -> list[Returned]:
    """What was returned since then; no two of them share a payment.

    Raises:
        AllegroError: They cannot be read now.
    """
    found: dict[str, Returned] = {}
    for refund in _refunds(run, since=since):
        _join(found, Returned(_payment_ids(refund), refunds=[refund]))
    for operation in _operations(run, occurred_at_gte=since):
        if operation.payment is not None:
            _join(found, Returned({operation.payment.id}, operations=[operation]))
    return list({id(returned): returned for returned in found.values()}.values())


def all_returned(run: OpenRun, payment_ids: Collection[str]) -> Returned:
    """Everything that was ever returned of payments that belong together.

    Raises:
        AllegroError: It cannot be read now.
    """
    whole = Returned()
    for payment_id in sorted(payment_ids):
        whole.payment_ids.add(payment_id)
        whole.refunds.extend(_refunds(run, payment_id=payment_id))
        whole.operations.extend(_operations(run, payment_id=payment_id))
    return whole


def _join(found: dict[str, Returned], news: Returned) -> None:
    """Add to what was found by payment id; what turns out to belong together is one from now on."""
    joined = {id(found[each]): found[each] for each in news.payment_ids if each in found}
    for earlier in joined.values():
        news.add(earlier)
    found |= dict.fromkeys(news.payment_ids, news)


def _payment_ids(refund: Refund) -> set[str]:
    return {refund.payment.id, *(each.id for each in refund.surcharges if each.id is not None)}


def _refunds(
    run: OpenRun, *, since: datetime | None = None, payment_id: str | None = None
) -> Iterator[Refund]:
    for page in run.client.refund_pages(occurred_at_gte=since, payment_id=payment_id):
        run.heartbeat()
        yield from (entry for entry in page.entries if isinstance(entry, Refund))


def _operations(run: OpenRun, **filters: Unpack[OperationFilters]) -> Iterator[PaymentOperation]:
    filters["group"] = OperationGroup.REFUND
    for wallet in WalletType:
        filters["wallet"] = wallet
        pages = run.client.payment_operation_pages(**filters)
        for page in pages:
            run.heartbeat()
            yield from (each for each in page.entries if isinstance(each, PaymentOperation))
