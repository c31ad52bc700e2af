"""What becomes of each form that was read: an order now, later, never, or a failure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm, UnreadableForm
from saleor_allegro.allegro.errors import AllegroError, NotFound, Rejected
from saleor_allegro.config import Language, Text
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.rules import facts
from saleor_allegro.rules.admission import Admission, Verdict, admit
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.errors import RuleError
from saleor_allegro.rules.routing import route
from saleor_allegro.sync.connection import Taker

#: What was read of a form: the form, or why it could not be read.
Reading = CheckoutForm | UnreadableForm | AllegroError
#: A form refused this often is gone for good; before, reads may lag behind events.
TRIES_BEFORE_GONE: Final = 3
_LARGEST: Final = Decimal(10) ** 11  # what the columns of `OrderLink` hold

_GONE: Final = Text(
    "Allegro no longer has form {form_id}: the buyer paid it together with another purchase, "
    "which is a form of its own.",
    "Allegro nie ma już formularza {form_id}: kupujący opłacił go razem z innym zakupem, który "
    "ma własny formularz.",
)
_UNREADABLE: Final = Text(
    "Form {form_id} cannot be read: {error}. Open it in Allegro and enter the order by hand; it "
    "is read again by itself when Allegro corrects it.",
    "Nie można odczytać formularza {form_id}: {error}. Otwórz go w Allegro i wprowadź "
    "zamówienie ręcznie; gdy Allegro go poprawi, odczytamy go sami.",
)
_MERGED: Final = Text(
    "Item {line_item_id} of form {form_id} stands in order {number} already (form {other}): the "
    "buyer paid several purchases together. Compare order {number} with form {form_id} in "
    "Allegro; it is not imported twice.",
    "Pozycja {line_item_id} formularza {form_id} jest już w zamówieniu {number} (formularz "
    "{other}): kupujący opłacił kilka zakupów razem. Porównaj zamówienie {number} z formularzem "
    "{form_id} w Allegro; nie importujemy go drugi raz.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A form to be written as an order of the taker's channel."""

    link: OrderLink
    taker: Taker
    draft: OrderDraft
    facts: ledger.FormFacts


Decision = Ready | ledger.Parked | ledger.Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which purchases are ours by their age, see `rules.admission.admit`."""

    import_since: datetime
    connected_at: datetime


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
        standing=ledger.orders_with_lines(account.pk, lines),
    )
    return [decider.decide(link, reading) for link, reading in readings]


@dataclass(slots=True, kw_only=True)
class _Decider:
    account: Account
    window: Window
    takers: dict[str, Taker]
    customers: dict[str, str]
    #: Line item id -> form id and order number it stands in, those of this batch included.
    standing: dict[str, tuple[str, str]]

    def decide(self, link: OrderLink, reading: Reading) -> Decision:
        if isinstance(reading, CheckoutForm):
            return self._decide_form(link, reading)
        if isinstance(reading, Rejected):
            return self._refuse(link, reading)
        error = reading.error if isinstance(reading, UnreadableForm) else reading
        return self._failure(link, "unreadable", _UNREADABLE, error=error)

    def _refuse(self, link: OrderLink, error: Rejected) -> ledger.Parked | ledger.Failure:
        """Allegro does not show the form: asking for ever would not help."""
        code = "gone" if isinstance(error, NotFound) else "rejected"
        if link.attempts + 1 >= TRIES_BEFORE_GONE:
            return ledger.Parked(link=link, state=OrderLink.State.SKIPPED, code=code)
        text = _GONE if code == "gone" else _UNREADABLE
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
        # First what no setting changes: a cancelled form needs no channel.
        admission = self._admit(form, import_unpaid=True)
        if admission.verdict is not Verdict.SKIP:
            taker = self.takers[route(form, [taker.route for taker in self.takers.values()])]
            admission = self._admit(form, import_unpaid=taker.settings.import_unpaid)
        if admission.verdict is not Verdict.IMPORT:
            waits = admission.verdict is Verdict.WAIT
            state = OrderLink.State.WAITING if waits else OrderLink.State.SKIPPED
            return ledger.Parked(
                link=link, state=state, code=admission.reason.value, facts=remembered
            )
        draft = draft_order(
            form, self._policy(taker), customer_id=self.customers.get(form.buyer.id)
        )
        merged = self._merged(link, form, remembered, taker)
        if merged is not None:
            return merged
        self.standing.update({line.id: (form.id, "?") for line in form.line_items})
        return Ready(link=link, taker=taker, draft=draft, facts=remembered)

    def _merged(
        self, link: OrderLink, form: CheckoutForm, remembered: ledger.FormFacts, taker: Taker
    ) -> ledger.Failure | None:
        for line in form.line_items:
            other, number = self.standing.get(line.id, (form.id, ""))
            if other != form.id:
                text = _MERGED.filled(
                    line_item_id=line.id, form_id=form.id, other=other, number=number
                )
                message = text.in_language(taker.settings.language)
                return ledger.Failure(link=link, code="merged", message=message, facts=remembered)
        return None

    def _admit(self, form: CheckoutForm, *, import_unpaid: bool) -> Admission:
        return admit(
            form,
            import_unpaid=import_unpaid,
            import_since=self.window.import_since,
            connected_at=self.window.connected_at,
        )

    def _policy(self, taker: Taker) -> DraftPolicy:
        return DraftPolicy(
            new_status=taker.settings.status_new,
            cash_on_delivery_status=taker.settings.status_cash_on_delivery,
            paid_status=taker.settings.status_paid,
            match_by=taker.settings.match_offers_by,
            environment=self.account.environment,
            marketplace=self.account.marketplace,
        )

    def _failure(self, link: OrderLink, code: str, text: Text, **words: object) -> ledger.Failure:
        message = text.filled(form_id=link.form_id, **words).in_language(self._language())
        return ledger.Failure(link=link, code=code, message=message)

    def _language(self) -> Language:
        """That of the first channel: the form itself may belong to none."""
        languages = [taker.settings.language for taker in self.takers.values()]
        return languages[0] if languages else Language.ENGLISH


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
    )
