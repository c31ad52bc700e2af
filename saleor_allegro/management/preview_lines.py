"""What an import would do, line by line, for the operator of the shop.

Of a buyer only the login on Allegro is told: it is enough to find the purchase there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from saleor_allegro import ledger
from saleor_allegro.config import Language, Text
from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.terminal import plain
from saleor_allegro.management.times import moment
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.shop.port import LineOutcome
from saleor_allegro.sync.preview_orders import Preview, PreviewedOrder
from saleor_allegro.sync.reason_texts import reason_text

_SPECIAL = {LineKind.SERVICE: texts.SERVICE, LineKind.DEPOSIT: texts.DEPOSIT}


class Line(NamedTuple):
    text: str
    #: As rich names it, for a terminal.
    style: str = ""


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many forms would become what."""

    imported: int = 0
    failed: int = 0
    flagged: int = 0
    waiting: int = 0
    skipped: int = 0

    def add(self, preview: Preview) -> None:
        match preview:
            case PreviewedOrder():
                self.imported += 1
                self.flagged += bool(preview.outcome.flags)
            case ledger.Failure():
                self.failed += 1
            case ledger.Parked(state=OrderLink.State.WAITING):
                self.waiting += 1
            case _:
                self.skipped += 1


def preview_lines(previews: Iterable[Preview], language: Language) -> Iterator[Line]:
    """The lines of each form, in the order given."""
    writer = _Writer(language)
    for preview in previews:
        yield from writer.lines(preview)


class _Writer:
    def __init__(self, language: Language) -> None:
        self._language = language
        #: Buyers whose customer an order above would make.
        self._made: set[str] = set()

    def lines(self, preview: Preview) -> Iterator[Line]:
        form_id = preview.link.form_id
        match preview:
            case PreviewedOrder():
                bought_at = moment(preview.ready.draft.bought_at)
                yield Line(self._say(texts.ORDER, form_id=form_id, bought_at=bought_at), "bold")
                for words in self._order(preview):
                    yield Line(f"  {words}")
                for flag in preview.outcome.flags:
                    yield Line(f"  ! {plain(flag_text(flag, self._language))}", "yellow")
            case ledger.Failure():
                yield Line(self._say(texts.WOULD_FAIL, form_id=form_id), "bold")
                yield Line(f"  {plain(preview.message)}", "red")
            case ledger.Parked():
                is_waiting = preview.state == OrderLink.State.WAITING
                text = texts.WOULD_WAIT if is_waiting else texts.WOULD_SKIP
                reason = reason_text(preview.code).in_language(self._language)
                yield Line(self._say(text, form_id=form_id, reason=reason), "dim")

    def _order(self, order: PreviewedOrder) -> Iterator[str]:
        draft, outcome, taker = order.ready.draft, order.outcome, order.ready.taker
        if outcome.existed:
            yield self._say(texts.EXISTS, number=outcome.number)
            return
        yield self._say(
            texts.ORDER_IN,
            channel=taker.channel.slug,
            status=draft.status.name,
            total=_money(draft.total_gross, draft.currency),
        )
        yield self._customer(draft, is_known=bool(outcome.customer_id))
        offers = {line.line_item_id: line for line in outcome.lines}
        for line in draft.lines:
            made = offers.get(line.line_item_id) if line.kind is LineKind.OFFER else None
            yield self._line(line, made, taker.settings.default_vat_rate)
            if made is not None:
                yield "    " + self._match(line, made)
        yield self._delivery(draft)
        yield from self._payments(draft)

    def _customer(self, draft: OrderDraft, *, is_known: bool) -> str:
        buyer = draft.customer
        which = texts.CUSTOMER_KNOWN if is_known else texts.CUSTOMER_NEW
        if not is_known and buyer.buyer_id in self._made:
            which = texts.CUSTOMER_ABOVE
        self._made.add(buyer.buyer_id)
        words = which.in_language(self._language)
        return self._say(texts.CUSTOMER, login=buyer.login, which=words)

    def _line(self, line: LineDraft, made: LineOutcome | None, default_rate: Decimal) -> str:
        rate = made.tax_rate if made and made.tax_rate is not None else line.tax_rate
        vat = self._say(texts.VAT, rate=_percent(default_rate if rate is None else rate))
        special = _SPECIAL.get(line.kind)
        note = f" ({special.in_language(self._language)})" if special else ""
        return f"{line.quantity} × {line.unit_gross:,f}  {vat}  {plain(line.name)}{note}"

    def _match(self, line: LineDraft, made: LineOutcome) -> str:
        text = texts.MATCHED if made.variant_id else texts.NOT_MATCHED
        if made.variant_id and made.variant_id == line.variant_id:
            text = texts.CHOSEN
        return self._say(
            text,
            key=line.variant_key or "-",
            variant=made.variant_id,
            allocated=made.allocated,
            quantity=made.quantity,
        )

    def _delivery(self, draft: OrderDraft) -> str:
        delivery = draft.delivery
        if not delivery.method_name and not delivery.gross:
            return texts.NO_DELIVERY.in_language(self._language)
        return self._say(
            texts.DELIVERY, price=f"{delivery.gross:,f}", method=delivery.method_name or "?"
        )

    def _payments(self, draft: OrderDraft) -> Iterator[str]:
        for payment in draft.payments:
            yield self._say(
                texts.PAID,
                amount=f"{payment.amount:,f}",
                name=payment.name,
                at=moment(payment.received_at),
            )
        if not draft.payments:
            yield texts.NOT_PAID.in_language(self._language)

    def _say(self, text: Text, **words: object) -> str:
        plain_words = {name: plain(word) for name, word in words.items()}
        return text.filled(**plain_words).in_language(self._language)


def _money(amount: Decimal, currency: str) -> str:
    return f"{amount:,f} {currency}"


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"
