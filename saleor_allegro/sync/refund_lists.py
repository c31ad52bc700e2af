"""What Allegro says was returned to buyers: the list of refunds, and the seller's balance."""

from collections import defaultdict
from collections.abc import Iterator
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
    """What was read about a form's payment, and about the surcharges returned with it."""

    #: The payment's own id, and those of surcharges.
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


def returned_since(run: OpenRun, since: datetime) -> dict[str, Returned]:
    """Id of a form's payment -> what was returned of it since then.

    Raises:
        AllegroError: They cannot be read now.
    """
    found: dict[str, Returned] = defaultdict(Returned)
    for refund in _refunds(run, since=since):
        _add(found[refund.payment.id], refund)
    for operation in _operations(run, occurred_at_gte=since):
        if operation.payment is not None:
            of_payment = found[operation.payment.id]
            of_payment.payment_ids.add(operation.payment.id)
            of_payment.operations.append(operation)
    return found


def all_returned(run: OpenRun, payment_id: str) -> Returned:
    """Everything that was ever returned of a form's payment.

    Raises:
        AllegroError: It cannot be read now.
    """
    whole = Returned()
    for refund in _refunds(run, payment_id=payment_id):
        _add(whole, refund)
    whole.operations.extend(_operations(run, payment_id=payment_id))
    return whole


def _add(returned: Returned, refund: Refund) -> None:
    returned.refunds.append(refund)
    returned.payment_ids.add(refund.payment.id)
    returned.payment_ids |= {each.id for each in refund.surcharges if each.id is not None}


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
