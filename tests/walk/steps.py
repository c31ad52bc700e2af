"""What happens to orders on Allegro: one step at a time, chosen by chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any, Final

from saleor_allegro.simulator import Simulator, delivery
from saleor_allegro.simulator.catalogue import SoldOut
from saleor_allegro.simulator.kinds import USUAL, Kind
from saleor_allegro.simulator.market import CannotHappen
from saleor_allegro.simulator.shipping import FULFILLMENT_STATUSES
from saleor_allegro.simulator.sums import rest_of
from tests.walk.diary import Diary

#: What is sold: everything, and more of what has a long life.
KINDS: Final = (
    *USUAL,
    Kind.NO_SKU,
    Kind.EXTENDED_TERM,
    *[Kind.UNPAID] * 10,
    *[Kind.BOUGHT] * 6,
    *[Kind.CASH_ON_DELIVERY] * 2,
)
#: What somebody buys who has bought before.
_MORE: Final = (Kind.UNPAID, Kind.UNPAID, Kind.BOUGHT, Kind.PAID_ONLINE, Kind.CASH_ON_DELIVERY)
_UNPAID: Final = ("BOUGHT", "FILLED_IN")
_OPEN: Final = ("FILLED_IN", "READY_FOR_PROCESSING")
_READY: Final = ("READY_FOR_PROCESSING",)
_ANY: Final = ("BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING", "CANCELLED")
#: Of the orders that are not paid at once, those that never are.
_FORGET: Final = 0.2
#: Forms that are tried for a step before another step is drawn.
_TRIES: Final = 12
_YOUNG: Final = 60
#: Sets of letters that a person might write, and a database or a note might stumble over.
_WORDS: Final = ("Nowa", "Źródlana", "O'Connora", "św. Jana", '"Pod Lipą"', "100% Bawełny {0}")


class NothingCanHappen(Exception):
    """No form is left that anything can happen to."""


@dataclass(slots=True)
class Fair:
    """Buyers and a seller, and the forms between them."""

    simulator: Simulator
    random: Random
    diary: Diary
    #: Refunds on their way -> their form.
    unsettled: dict[str, str] = field(default_factory=dict)
    #: Forms that their buyers forget to pay.
    forgotten: set[str] = field(default_factory=set)

    def sell(self) -> str:
        """One order more; now and then of somebody who has bought before."""
        again = self._buyer_who_comes_again() if self.random.random() < 0.5 else None
        if again:
            form_id = self.simulator.sell(self.random.choice(_MORE), buyer_of=again)
            self.note_sold(form_id, "bought again")
        else:
            form_id = self.simulator.sell(self.random.choice(KINDS))
            self.note_sold(form_id, "bought")
        return form_id

    def note_sold(self, form_id: str, name: str) -> None:
        self.diary.note(name, self.simulator.kinds[form_id], form_id)
        if self._status(form_id) in _UNPAID and self.random.random() < _FORGET:
            self.forgotten.add(form_id)

    def step(self) -> str:
        """Let one thing happen, and say what.

        Raises:
            NothingCanHappen: There is no form that any of a hundred steps can happen to.
        """
        for _ in range(100):
            [chosen] = self.random.choices(STEPS, [step.weight for step in STEPS])
            for form_id in self._candidates(chosen.statuses):
                if chosen.ends_waiting and form_id in self.forgotten:
                    continue
                try:
                    chosen.act(self, chosen.name, form_id)
                except (CannotHappen, SoldOut):
                    continue
                return chosen.name
        raise NothingCanHappen

    def expire(self) -> None:
        for form_id in self.simulator.expire_unpaid():
            self.diary.note("expired", "", form_id)

    def settle_refunds(self) -> None:
        """Until then nobody can tell whether the balance shows them already."""
        while self.unsettled:
            _settle_refund(self, "refund settled", "")

    def amount(self, most: Decimal) -> Decimal:
        """Some of an amount, to the grosz."""
        return Decimal(self.random.randint(1, max(int(most * 100), 1))) / 100

    def _buyer_who_comes_again(self) -> str | None:
        for form_id in self._candidates(self.random.choice((_UNPAID, _UNPAID, _OPEN))):
            form = self.simulator.forms[form_id]
            if not form["buyer"]["guest"] and form["marketplace"]["id"] == "allegro-pl":
                return form_id
        return None

    def _candidates(self, statuses: Sequence[str]) -> Sequence[str]:
        """Some forms in these statuses, the young ones more often."""
        forms = list(self.simulator.forms)
        if self.random.random() < 0.5:
            forms = forms[-_YOUNG:]
        drawn = dict.fromkeys(self.random.choices(forms, k=_TRIES)) if forms else {}
        return [each for each in drawn if self._status(each) in statuses]

    def _status(self, form_id: str) -> str:
        stored = self.simulator.forms.stored(form_id)
        assert stored is not None
        [status] = stored.facts["status"]
        return status

    def others_of_buyer(self, form_id: str, statuses: Sequence[str]) -> list[str]:
        """Other forms of the same buyer that the seller has not begun with."""
        mine = self.simulator.forms.stored(form_id)
        assert mine is not None
        if not self.is_untouched(form_id):
            return []
        found = []
        for other in self.simulator.forms:
            stored = self.simulator.forms.stored(other)
            if (
                stored is not None
                and other != form_id
                and other not in self.forgotten
                and stored.facts["buyer.login"] == mine.facts["buyer.login"]
                and stored.facts["marketplace.id"] == mine.facts["marketplace.id"]
                and self.is_untouched(other)
                and self._status(other) in statuses
            ):
                found.append(other)
        return found

    def is_untouched(self, form_id: str) -> bool:
        """Whether the seller has never done anything about it."""
        return self.diary.lives[form_id].stages == {"NEW"}


Act = Callable[[Fair, str, str], None]


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    weight: int
    #: Of the forms that it can happen to.
    statuses: tuple[str, ...]
    #: Does it to a form and notes it, or raises `CannotHappen`.
    act: Act
    #: Nobody who forgets to pay does it.
    ends_waiting: bool = False


def _plain(do: Callable[[Fair, str], object]) -> Act:
    """A step whose own words tell with what it was done."""

    def act(fair: Fair, name: str, form_id: str) -> None:
        words = do(fair, form_id)
        fair.diary.note(name, str(words or ""), form_id)

    return act


def _pay(fair: Fair, form_id: str) -> None:
    fair.simulator.pay(form_id)


def _pay_otherwise(fair: Fair, form_id: str) -> str:
    """A transfer over too much, or too little; Allegro takes it and goes on."""
    rest = rest_of(fair.simulator.forms[form_id])
    amount = fair.random.choice((rest - 1, rest + 1, fair.amount(rest)))
    if amount <= 0:
        raise CannotHappen
    fair.simulator.pay(form_id, amount)
    return f"{amount}"


def _pay_a_part(fair: Fair, form_id: str) -> str:
    rest = rest_of(fair.simulator.forms[form_id])
    amount = fair.amount(rest - Decimal("0.01"))
    fair.simulator.pay(form_id, amount, is_ready=False)
    return f"{amount}"


def _pay_rest(fair: Fair, form_id: str) -> str:
    rest = rest_of(fair.simulator.forms[form_id])
    amount = fair.random.choice((None, fair.amount(rest)))
    fair.simulator.pay_rest(form_id, amount)
    return f"{amount or rest}"


def _cancel_payment(fair: Fair, form_id: str) -> None:
    fair.simulator.cancel_payment(form_id)


def _top_up(fair: Fair, form_id: str) -> str:
    rest = rest_of(fair.simulator.forms[form_id])
    amount = fair.random.choice((None, fair.amount(Decimal(20))))
    fair.simulator.top_up(form_id, amount)
    return f"{amount or rest}"


def _book_cash(fair: Fair, form_id: str) -> None:
    if fair.simulator.forms[form_id]["codBookedPayments"]:
        raise CannotHappen("it is booked once")
    fair.simulator.book_cash_on_delivery(form_id)


def _fill_in(fair: Fair, form_id: str) -> None:
    fair.simulator.fill_in(form_id)


def _change_address(fair: Fair, form_id: str) -> str:
    street = f"{fair.random.choice(_WORDS)} {fair.random.randint(1, 99)}"
    city = fair.random.choice(("Opole", "Łódź", "Bielsko-Biała"))
    fair.simulator.change_address(form_id, street=street, city=city)
    return f"{street}, {city}"


def _change_point(fair: Fair, form_id: str) -> None:
    fair.simulator.change_pickup_point(form_id)


def _change_delivery(fair: Fair, form_id: str) -> str:
    method = fair.random.choice(delivery.METHODS)
    fair.simulator.change_delivery(form_id, method)
    return method.name


def _change_invoice(fair: Fair, form_id: str) -> str:
    wish: dict[str, Any] = fair.random.choice(
        (
            {"is_required": False},
            {},
            {"company": f"Firma {fair.random.choice(_WORDS)}"},
            {"company": "Firma Nowa", "tax_id": "5252674798"},
            {"company": "Firma Inna", "tax_id": "1234563218"},
        )
    )
    fair.simulator.change_invoice(form_id, **wish)
    return f"{wish}"


def _change_message(fair: Fair, form_id: str) -> str:
    word = fair.random.choice(_WORDS)
    message = fair.random.choice((None, f"Proszę: {word} {fair.random.randint(1, 99)}"))
    fair.simulator.change_message(form_id, message)
    return f"{message}"


def _change_phone(fair: Fair, form_id: str) -> str:
    phone = f"+48600{fair.random.randint(100000, 999999)}"
    fair.simulator.change_phone(form_id, phone)
    return phone


def _change_quantity(fair: Fair, form_id: str) -> str:
    line = fair.random.choice(fair.simulator.forms[form_id]["lineItems"])
    quantity = fair.random.randint(1, 5)
    fair.simulator.change_quantity(form_id, line["id"], quantity)
    return f"{line['offer']['name']}: {line['quantity']} -> {quantity}"


def _merge(fair: Fair, name: str, form_id: str) -> None:
    _merge_with(fair, name, form_id, fair.others_of_buyer(form_id, _UNPAID), with_ready=False)


def _merge_with_ready(fair: Fair, name: str, form_id: str) -> None:
    others = fair.others_of_buyer(form_id, _UNPAID)
    _merge_with(fair, name, form_id, others, with_ready=True)


def _merge_with(
    fair: Fair, name: str, form_id: str, others: list[str], *, with_ready: bool
) -> None:
    if not others:
        raise CannotHappen("there is nothing to merge it with")
    chosen = [form_id, *fair.random.sample(others, min(len(others), fair.random.randint(1, 2)))]
    successor = fair.simulator.merge(
        chosen,
        is_paid=fair.random.random() < 0.7,
        with_ready=with_ready,
        rest_by=fair.random.choice(("surcharge", "payment")),
    )
    fair.diary.note_merged(name, chosen, successor)


def _cancel(fair: Fair, form_id: str) -> None:
    fair.simulator.cancel(form_id)


def _cancel_by_seller(fair: Fair, form_id: str) -> None:
    fair.simulator.set_fulfillment(form_id, "CANCELLED")


def _refund(fair: Fair, form_id: str) -> str:
    amount = fair.random.choice((None, fair.amount(Decimal(15))))
    fair.simulator.refund(form_id, amount)
    return f"{amount or 'all'}"


def _refund_in_panel(fair: Fair, form_id: str) -> str:
    """Of the payment alone: the balance does not tell which of its surcharges went back as well."""
    form = fair.simulator.forms[form_id]
    booked = form["codBookedPayments"]
    payment = booked[0]["paymentId"] if booked else (form["payment"] or {}).get("id")
    amount = fair.random.choice((None, fair.amount(Decimal(15))))
    wallet = fair.random.choice(("AVAILABLE", "WAITING"))
    fair.simulator.refund(form_id, amount, payment_id=payment, is_in_panel=True, wallet=wallet)
    return f"{amount or 'all'}"


def _begin_refund(fair: Fair, form_id: str) -> str:
    amount = fair.random.choice((None, fair.amount(Decimal(15))))
    refund_id = fair.simulator.refund(form_id, amount, is_settled=False)
    fair.unsettled[refund_id] = form_id
    return f"{amount or 'all'}"


def _settle_refund(fair: Fair, name: str, form_id: str) -> None:
    """The oldest, whatever form was drawn."""
    if not fair.unsettled:
        raise CannotHappen("no refund is on its way")
    refund_id = next(iter(fair.unsettled))
    status = fair.random.choice(("SUCCESS", "SUCCESS", "CANCELED"))
    fair.simulator.settle_refund(refund_id, status)
    fair.diary.note(name, status, fair.unsettled.pop(refund_id))


def _work(fair: Fair, form_id: str) -> str:
    """The seller sets any status but a cancellation."""
    status = fair.random.choice(sorted(FULFILLMENT_STATUSES - {"CANCELLED"}))
    sent = fair.random.choice((None, None, "NONE", "SOME", "ALL"))
    fair.simulator.set_fulfillment(form_id, status, sent=sent)
    return f"{status} {sent or ''}"


def _send(fair: Fair, form_id: str) -> None:
    fair.simulator.add_parcel(form_id)
    fair.simulator.set_fulfillment(form_id, "SENT", sent="ALL")


def _add_parcel(fair: Fair, form_id: str) -> None:
    fair.simulator.add_parcel(form_id, fair.random.choice(("DPD", "INPOST")))


STEPS: Final = (
    Step("filled in", 5, ("BOUGHT",), _plain(_fill_in)),
    Step("paid", 8, _UNPAID, _plain(_pay), ends_waiting=True),
    Step("paid otherwise", 2, _UNPAID, _plain(_pay_otherwise), ends_waiting=True),
    Step("paid in part", 4, _UNPAID, _plain(_pay_a_part), ends_waiting=True),
    Step("paid the rest", 8, _OPEN, _plain(_pay_rest)),
    Step("began to pay anew", 4, ("FILLED_IN",), _plain(_cancel_payment)),
    Step("topped up", 5, _READY, _plain(_top_up)),
    Step("cash booked", 6, _READY, _plain(_book_cash)),
    Step("other address", 14, _OPEN, _plain(_change_address)),
    Step("other pickup point", 10, _OPEN, _plain(_change_point)),
    Step("other delivery", 8, ("FILLED_IN",), _plain(_change_delivery)),
    Step("other invoice", 10, _OPEN, _plain(_change_invoice)),
    Step("other message", 10, _OPEN, _plain(_change_message)),
    Step("other phone", 10, _OPEN, _plain(_change_phone)),
    Step("other quantity", 4, _OPEN, _plain(_change_quantity)),
    Step("merged", 40, _UNPAID, _merge, ends_waiting=True),
    Step("merged with a ready one", 10, _READY, _merge_with_ready),
    Step("cancelled", 3, _OPEN + _UNPAID, _plain(_cancel), ends_waiting=True),
    Step("cancelled by the seller", 2, _ANY, _plain(_cancel_by_seller)),
    Step("refunded", 5, _ANY, _plain(_refund)),
    Step("refunded in the panel", 4, _ANY, _plain(_refund_in_panel)),
    Step("refund begun", 3, _ANY, _plain(_begin_refund)),
    Step("refund settled", 4, _ANY, _settle_refund),
    Step("other stage", 12, _ANY, _plain(_work)),
    Step("sent", 5, _READY, _plain(_send)),
    Step("parcel entered", 3, _READY, _plain(_add_parcel)),
)
