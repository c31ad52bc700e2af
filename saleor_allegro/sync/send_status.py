"""Send one status, on the form as it is now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import CheckoutForm, FulfillmentStatus
from saleor_allegro.allegro.errors import AllegroError, NotFound, StaleRevision, Unreachable
from saleor_allegro.config import Text
from saleor_allegro.models import OrderPush
from saleor_allegro.rules.tell_status import StatusDecision, decide_status
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.read_form import Reading, ask_for_others, read_form

_FAILED: Final = Text(
    "Allegro was not told that order {number} is {status}: {error}. It is tried again by itself.",
    "Nie przekazano Allegro, że zamówienie {number} ma status {status}: {error}. Ponowimy sami.",
)
_REFUSED: Final = Text(
    "Allegro does not take the status {status} for order {number}: {error}. Set it in Allegro's "
    "panel; another status of the order is told as usual.",
    "Allegro nie przyjmuje statusu {status} zamówienia {number}: {error}. Ustaw go w panelu "
    "Allegro; kolejny status zamówienia przekażemy jak zwykle.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one status."""

    #: As it is to be remembered.
    push: OrderPush
    #: Allegro has the status, and has it from us.
    is_told: bool = False
    #: The form is not as it was last read: the order is to follow it.
    is_form_changed: bool = False
    try_again_at: datetime | None = None

    @property
    def is_failed(self) -> bool:
        return bool(self.push.error_code)


def send_status(run: OpenRun, taker: Taker, push: OrderPush, wanted: FulfillmentStatus) -> Sent:
    """Tell Allegro a status; where the form has changed meanwhile, decide once more.

    What was sent before without an answer is looked up first, so that it is not sent twice.

    Raises:
        AllegroError: Nothing can be told now.
        LeaseLost: Another worker has the account.
    """
    return _Sending(run, taker, push, wanted).send()


class _Sending:
    def __init__(
        self, run: OpenRun, taker: Taker, push: OrderPush, wanted: FulfillmentStatus
    ) -> None:
        self._run = run
        self._taker = taker
        self._push = push
        self._wanted = wanted

    def send(self) -> Sent:
        if self._push.sending_status:
            return self._look_and_send()
        try:
            self._put(self._push.link.revision)
        except StaleRevision:
            return self._look_and_send()
        except AllegroError as error:
            return self._not_taken(error)
        return self._told()

    def _look_and_send(self) -> Sent:
        run, link = self._run, self._push.link
        run.heartbeat()
        reading = read_form(run.client, link.form_id, run.clock())
        if not isinstance(reading, CheckoutForm):
            return self._unread(reading)
        at_allegro = (reading.fulfillment and reading.fulfillment.status) or ""
        is_changed = reading.revision != link.revision
        if self._push.sending_status and at_allegro == self._push.sending_status:
            # It had arrived.
            self._push = ledger.told(self._push, at_allegro, run.clock(), operations=1)
            if at_allegro == self._wanted:
                return Sent(push=self._push, is_told=True, is_form_changed=is_changed)
        decision = decide_status(
            self._wanted,
            told=self._push.told_status,
            at_allegro=at_allegro,
            form_status=reading.status,
            refused=self._push.refused_status,
            operations=self._push.operations,
        )
        if decision is StatusDecision.THERE:
            return self._told(operations=0, is_form_changed=is_changed)
        if decision is not StatusDecision.TELL:
            is_other = is_changed or at_allegro != link.fulfillment_status
            return Sent(push=ledger.settled(self._push), is_form_changed=is_other)
        try:
            self._put(reading.revision or "")
        except AllegroError as error:
            return self._not_taken(error, is_form_changed=is_changed)
        return self._told(is_form_changed=is_changed)

    def _put(self, revision: str) -> None:
        run = self._run
        with ledger.writing(run.lease, run.clock()):
            ledger.mark_sending(self._push.pk, self._wanted)
        run.client.set_fulfillment_status(self._push.link.form_id, self._wanted, revision=revision)

    def _told(self, *, operations: int = 1, is_form_changed: bool = False) -> Sent:
        push = ledger.told(self._push, self._wanted, self._run.clock(), operations=operations)
        return Sent(push=push, is_told=True, is_form_changed=is_form_changed)

    def _unread(self, reading: Reading) -> Sent:
        """The form cannot be read; the recheck finds out what became of it."""
        if isinstance(reading, NotFound):
            return Sent(push=ledger.settled(self._push), is_form_changed=True)
        return self._postponed(reading)

    def _not_taken(self, error: AllegroError, *, is_form_changed: bool = False) -> Sent:
        if isinstance(error, NotFound):
            return Sent(push=ledger.settled(self._push), is_form_changed=True)
        if isinstance(error, Unreachable):
            ask_for_others(self._run.client, self._run.clock())
            # It may have arrived all the same.
            return self._postponed(error, sending=self._wanted, is_form_changed=is_form_changed)
        if error.affects_every_order:
            raise error
        if isinstance(error, StaleRevision):
            return self._postponed(error, is_form_changed=True)
        words = self._words(_REFUSED, error)
        push = ledger.refused(
            self._push, self._wanted, error.code or "refused", words, self._run.clock()
        )
        return Sent(push=push, is_form_changed=is_form_changed)

    def _postponed(
        self, error: object, *, sending: str = "", is_form_changed: bool = False
    ) -> Sent:
        now = self._run.clock()
        code = getattr(error, "code", "") or "not_told"
        push = ledger.postponed(
            self._push, code, self._words(_FAILED, error), now, sending_status=sending
        )
        return Sent(
            push=push, is_form_changed=is_form_changed, try_again_at=ledger.next_try(push, now)
        )

    def _words(self, text: Text, error: object) -> str:
        said = getattr(error, "user_message", "") or str(error)
        number, status = self._push.link.order_number, self._wanted.value
        return text.filled(number=number, status=status, error=said).in_language(
            self._taker.settings.language
        )
