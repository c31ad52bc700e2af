"""What becomes of each form that was read: an order now, later, never, or a failure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm, UnreadableForm
from saleor_allegro.allegro.errors import NotFound, Rejected, Unreachable
from saleor_allegro.config import Language, Text
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.rules import facts
from saleor_allegro.rules.admission import Admission, Verdict, admit
from saleor_allegro.rules.aspects import digests_of
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.errors import RuleError
from saleor_allegro.rules.merging import ReplacedBy, Replaces, Unclear
from saleor_allegro.rules.routing import route
from saleor_allegro.sync.connection import Taker
from saleor_allegro.sync.purchases import Purchases
from saleor_allegro.sync.read_form import Reading

#: A form refused this often is gone for good; before, reads may lag behind events.
TRIES_BEFORE_GONE: Final = 3
_LARGEST: Final = Decimal(10) ** 11  # what the columns of `OrderLink` hold

_GONE: Final = Text(
    "Allegro no longer has form {form_id}: the buyer paid it together with another purchase, "
    "which is a form of its own.",
    "Allegro nie ma już formularza {form_id}: kupujący opłacił go razem z innym zakupem, który "
    "ma własny formularz.",
)
_NEVER_SEEN: Final = Text(
    "Allegro has no such purchase (any more): form {form_id}. Check the id; or the buyer paid it "
    "together with another purchase, which is a form of its own.",
    "Allegro nie ma (już) takiego zakupu: formularz {form_id}. Sprawdź identyfikator; mógł też "
    "zostać opłacony razem z innym zakupem, który ma własny formularz.",
)
_NO_ANSWER: Final = Text(
    "Allegro does not answer for form {form_id}, though it does for others: {error}. It is tried "
    "again by itself.",
    "Allegro nie zwraca formularza {form_id}, choć inne zwraca: {error}. Ponowimy sami.",
)
_UNREADABLE: Final = Text(
    "Form {form_id} cannot be read: {error}. Open it in Allegro and enter the order by hand; it "
    "is read again by itself when Allegro corrects it.",
    "Nie można odczytać formularza {form_id}: {error}. Otwórz go w Allegro i wprowadź "
    "zamówienie ręcznie; gdy Allegro go poprawi, odczytamy go sami.",
)
_MERGED: Final = Text(
    "Some items of form {form_id} stand in order {number} already (form {other}), and others do "
    "not. Compare them in Allegro and correct the order by hand; nothing is imported twice.",
    "Część pozycji formularza {form_id} jest już w zamówieniu {number} (formularz {other}), a "
    "część nie. Porównaj je w Allegro i popraw zamówienie ręcznie; niczego nie pobieramy dwa razy.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A form to be written as an order of the taker's channel."""

    link: OrderLink
    taker: Taker
    draft: OrderDraft
    facts: ledger.FormFacts
    digests: Mapping[str, str]
    #: Primary keys of the links whose orders it takes the place of, as in `draft.replaces`.
    replaced: tuple[int, ...] = ()
    #: It was cancelled before we saw it: once written, its order follows it.
    follows_at_once: bool = False


Decision = Ready | ledger.Parked | ledger.Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which purchases are ours by their age, see `rules.admission.admit`."""

    import_since: datetime
    connected_at: datetime


#: No purchase is older.
_ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)
#: Of forms that a person asked for.
WHATEVER_THEIR_AGE: Final = Window(import_since=_ALWAYS, connected_at=_ALWAYS)


def window_of(account: Account) -> Window:
    return Window(import_since=account.import_since, connected_at=account.connected_at)


def decide(
    account: Account,
    takers: Sequence[Taker],
    readings: Iterable[tuple[OrderLink, Reading]],
    window: Window,
) -> list[Decision]:
    """One decision a reading, in their order. Reads the ledger, writes nothing."""
    readings = list(readings)
    forms = [form for _, form in readings if isinstance(form, CheckoutForm)]
    lines = [line.id for form in forms for line in form.line_items]
    decider = _Decider(
        account=account,
        window=window,
        takers={taker.channel.slug: taker for taker in takers},
        customers=ledger.customers_of(account.pk, {form.buyer.id for form in forms}),
        purchases=Purchases(ledger.standing_orders(account.pk, lines), readings),
        chosen=chosen_variants(account, forms),
    )
    return [decider.decide(link, reading) for link, reading in readings]


@dataclass(slots=True, kw_only=True)
class _Decider:
    account: Account
    window: Window
    takers: dict[str, Taker]
    customers: dict[str, str]
    purchases: Purchases
    #: Offer id -> the variant that a person chose for it.
    chosen: Mapping[str, str]

    def decide(self, link: OrderLink, reading: Reading) -> Decision:
        if isinstance(reading, CheckoutForm):
            return self._decide_form(link, reading)
        if isinstance(reading, Rejected):
            return self._refuse(link, reading)
        error = reading.error if isinstance(reading, UnreadableForm) else reading
        text = _NO_ANSWER if isinstance(error, Unreachable) else _UNREADABLE
        return self._failure(link, "unreadable", text, error=error)

    def _refuse(self, link: OrderLink, error: Rejected) -> ledger.Parked | ledger.Failure:
        """Allegro does not show the form: asking for ever would not help."""
        code = "gone" if isinstance(error, NotFound) else "rejected"
        if link.attempts + 1 >= TRIES_BEFORE_GONE:
            return ledger.Parked(link=link, state=OrderLink.State.SKIPPED, code=code)
        is_known = link.form_updated_at is not None  # else it was never read
        text = (_GONE if is_known else _NEVER_SEEN) if code == "gone" else _UNREADABLE
        return self._failure(link, code, text, error=error)

    def _decide_form(self, link: OrderLink, form: CheckoutForm) -> Decision:
        remembered = remember(form)
        try:
            return self._draft(link, form, remembered)
        except RuleError as error:
            return ledger.Failure(
                link=link, code=error.code, message=error.text(self._language()), facts=remembered
            )

    def _draft(self, link: OrderLink, form: CheckoutForm, remembered: ledger.FormFacts) -> Decision:
        """
        Raises:
            RuleError: No channel takes the form, or it cannot become an order.
        """
        merge = self.purchases.judge(form)
        if isinstance(merge, ReplacedBy):
            return ledger.Parked(
                link=link,
                state=OrderLink.State.MERGED,
                code="merged",
                facts=remembered,
                successor_pk=self.purchases.link_of(merge.form_id).pk,
            )
        replaced = self.purchases.orders_of(merge) if isinstance(merge, Replaces) else ()
        # First what no setting changes: a cancelled form needs no channel.
        admission = self._admit(form, import_unpaid=True, takes_over=bool(replaced))
        if admission.verdict is not Verdict.SKIP:
            taker = self.takers[route(form, [taker.route for taker in self.takers.values()])]
            admission = self._admit(
                form, import_unpaid=taker.settings.import_unpaid, takes_over=bool(replaced)
            )
        if admission.verdict is not Verdict.IMPORT:
            waits = admission.verdict is Verdict.WAIT
            state = OrderLink.State.WAITING if waits else OrderLink.State.SKIPPED
            return ledger.Parked(
                link=link, state=state, code=admission.reason.value, facts=remembered
            )
        if isinstance(merge, Unclear):
            return self._unclear(link, form, merge, remembered)
        draft = draft_order(
            form,
            draft_policy(self.account, taker),
            customer_id=self.customers.get(form.buyer.id),
            chosen=self.chosen,
        )
        return Ready(
            link=link,
            taker=taker,
            draft=replace(draft, replaces=tuple(each.order_id for each in replaced)),
            facts=remembered,
            digests=digests_of(form, draft),
            replaced=tuple(each.link.pk for each in replaced),
            follows_at_once=facts.is_cancelled(form),
        )

    def _unclear(
        self, link: OrderLink, form: CheckoutForm, merge: Unclear, remembered: ledger.FormFacts
    ) -> ledger.Failure:
        """A person compares the orders that share lines with the form."""
        others = [self.purchases.link_of(form_id) for form_id in merge.form_ids]
        text = _MERGED.filled(
            form_id=form.id,
            other=", ".join(other.form_id for other in others),
            number=", ".join(other.order_number or "?" for other in others),
        )
        message = text.in_language(self._language())
        return ledger.Failure(link=link, code="merged", message=message, facts=remembered)

    def _admit(self, form: CheckoutForm, *, import_unpaid: bool, takes_over: bool) -> Admission:
        return admit(
            form,
            import_unpaid=import_unpaid,
            takes_over=takes_over,
            import_since=self.window.import_since,
            connected_at=self.window.connected_at,
        )

    def _failure(self, link: OrderLink, code: str, text: Text, **words: object) -> ledger.Failure:
        message = text.filled(form_id=link.form_id, **words).in_language(self._language())
        return ledger.Failure(link=link, code=code, message=message)

    def _language(self) -> Language:
        """That of the first channel: the form itself may belong to none."""
        languages = [taker.settings.language for taker in self.takers.values()]
        return languages[0] if languages else Language.ENGLISH


def draft_policy(account: Account, taker: Taker) -> DraftPolicy:
    """How the merchant of a channel wants its orders drawn up."""
    return DraftPolicy(
        new_status=taker.settings.status_new,
        cash_on_delivery_status=taker.settings.status_cash_on_delivery,
        paid_status=taker.settings.status_paid,
        match_by=taker.settings.match_offers_by,
        environment=account.environment,
        marketplace=account.marketplace,
    )


def chosen_variants(account: Account, forms: Iterable[CheckoutForm]) -> Mapping[str, str]:
    """Offer id -> the variant that a person chose for it, of what was bought."""
    offer_ids = {line.offer.id for form in forms for line in form.line_items}
    return ledger.chosen_variants(account.pk, offer_ids)


def remember(form: CheckoutForm) -> ledger.FormFacts:
    """What the ledger keeps of a form: no word of a person."""
    received = facts.received(form)
    return ledger.FormFacts(
        revision=(form.revision or "")[:64],
        form_status=form.status[:64],
        fulfillment_status=((form.fulfillment and form.fulfillment.status) or "")[:64],
        form_updated_at=form.updated_at,
        marketplace=form.marketplace.id if form.marketplace else "",
        bought_at=facts.first_bought_at(form),
        total_to_pay=form.summary.total_to_pay.amount,
        paid=received if abs(received) < _LARGEST else None,
        currency=form.summary.total_to_pay.currency,
        is_cash_on_delivery=facts.is_cash_on_delivery(form),
        pieces=facts.pieces(form),
    )
