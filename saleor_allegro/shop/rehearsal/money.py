"""Payments and refunds of orders, in memory until they are saved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft, PaymentDraft
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.updates import RefundDraft
from saleor_allegro.shop.rehearsal.models import Order, Payment, Refund


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """Money that was not known before, and what is doubtful about the rest."""

    #: Payment -> how much more came in with it.
    received: Sequence[tuple[PaymentDraft, Decimal]]
    flags: Sequence[Flag]


@dataclass(eq=False, slots=True)
class _Account:
    """A payment with its refunds."""

    payment: Payment
    refunds: list[Refund] = field(default_factory=list)
    is_changed: bool = False

    @property
    def returned(self) -> Decimal:
        return sum((refund.amount for refund in self.refunds), Decimal(0))


class Books:
    """The payments of orders that the caller has locked, by the orders' UUIDs."""

    def __init__(self, orders: Mapping[UUID, Order], *, lock: bool = True) -> None:
        self._accounts: dict[UUID, list[_Account]] = defaultdict(list)
        self._obsolete_payments: list[int] = []
        self._obsolete_refunds: list[int] = []
        if not orders:
            return
        rows = Payment.objects.filter(order__uuid__in=orders).select_related("order")
        if lock:
            rows = rows.select_for_update(of=("self",))
        for payment in rows.order_by("pk").prefetch_related("refunds"):
            account = _Account(payment, list(payment.refunds.all()))
            self._accounts[payment.order.uuid].append(account)

    def charged(self, order_id: UUID) -> Decimal:
        """What was received less what was returned."""
        received = (account.payment.amount for account in self._accounts[order_id])
        return sum(received, Decimal(0)) - self.returned(order_id)

    def returned(self, order_id: UUID) -> Decimal:
        return sum((account.returned for account in self._accounts[order_id]), Decimal(0))

    def move(self, before: UUID, after: UUID, payment_id: str) -> None:
        """Let an order's payment be another order's; two parts of one payment become one."""
        part, whole = self._find(before, payment_id), self._find(after, payment_id)
        if part is None:
            return
        self._accounts[before].remove(part)
        if whole is None:
            part.is_changed = True
            self._accounts[after].append(part)
            return
        whole.is_changed = True
        whole.payment.amount += part.payment.amount
        known = {refund.refund_id for refund in whole.refunds}
        whole.refunds += [_copy(each) for each in part.refunds if each.refund_id not in known]
        self._obsolete_payments.append(part.payment.pk)

    def bring_payments(self, order_id: UUID, draft: OrderDraft) -> Receipts:
        """Enter what of the draft's payments is not there yet.

        One that shrank, or is named no longer, keeps what it has, and is flagged.
        """
        received = []
        for payment in draft.payments:
            account = self._find(order_id, payment.payment_id)
            before = account.payment.amount if account else Decimal(0)
            if payment.amount <= before:
                continue
            if account is None:
                account = _Account(_row(payment))
                self._accounts[order_id].append(account)
            account.payment.amount = payment.amount
            account.is_changed = True
            received.append((payment, payment.amount - before))
        named = {payment.payment_id: payment.amount for payment in draft.payments}
        flags = [
            _lowered(account.payment, now, draft.currency)
            for account in self._accounts[order_id]
            if (now := named.get(account.payment.payment_id, Decimal(0))) < account.payment.amount
        ]
        return Receipts(received=received, flags=flags)

    def bring_refunds(
        self, order_id: UUID, payment_id: str, refunds: Sequence[RefundDraft]
    ) -> Decimal:
        """Have a payment name exactly these refunds, and say how much more was returned."""
        account = self._find(order_id, payment_id)
        if account is None:
            return Decimal(0)
        before = account.returned
        known = {(refund.refund_id, refund.amount): refund for refund in account.refunds}
        wanted = {refund.refund_id: refund for refund in refunds if refund.amount > 0}
        kept = [known.get((each.refund_id, each.amount)) or _copy(each) for each in wanted.values()]
        self._obsolete_refunds += [
            refund.pk for refund in account.refunds if refund.pk and refund not in kept
        ]
        account.refunds = kept
        return account.returned - before

    def save(self, orders: Mapping[UUID, Order]) -> None:
        """A statement for each kind of change.

        Args:
            orders: Every order that holds a payment now, saved, by UUID.
        """
        changed: list[Payment] = []
        new_refunds: list[Refund] = []
        for order_id, accounts in self._accounts.items():
            for account in accounts:
                if account.is_changed:
                    account.payment.order = orders[order_id]
                    changed.append(account.payment)
                for refund in account.refunds:
                    if refund.pk is None:
                        refund.payment = account.payment
                        new_refunds.append(refund)
        Payment.objects.filter(pk__in=self._obsolete_payments).delete()
        Refund.objects.filter(pk__in=self._obsolete_refunds).delete()
        known = [payment for payment in changed if payment.pk]
        Payment.objects.bulk_create(payment for payment in changed if not payment.pk)
        Payment.objects.bulk_update(known, ["order", "amount"])
        Refund.objects.bulk_create(new_refunds)

    def _find(self, order_id: UUID, payment_id: str) -> _Account | None:
        for account in self._accounts[order_id]:
            if account.payment.payment_id == payment_id:
                return account
        return None


def _row(payment: PaymentDraft) -> Payment:
    return Payment(
        payment_id=payment.payment_id,
        name=payment.name,
        amount=payment.amount,
        received_at=payment.received_at,
    )


def _copy(refund: RefundDraft | Refund) -> Refund:
    return Refund(
        refund_id=refund.refund_id,
        name=refund.name,
        amount=refund.amount,
        refunded_at=refund.refunded_at,
    )


def _lowered(payment: Payment, now: Decimal, currency: str) -> Flag:
    return Flag(
        kind=FlagKind.PAYMENT_LOWERED,
        subject=payment.payment_id,
        details={
            "payment": payment.payment_id,
            "before": f"{payment.amount:.2f}",
            "after": f"{now:.2f}",
            "currency": currency,
        },
    )
