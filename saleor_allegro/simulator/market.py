"""What the steps of a form's life have in common: the forms, the journal, the clock, the money."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from random import Random
from threading import RLock
from typing import Any, Concatenate, Final, ParamSpec, Self, TypeVar

from saleor_allegro.simulator.catalogue import Catalogue, Offer, make_offers
from saleor_allegro.simulator.clock import Clock
from saleor_allegro.simulator.forms import FormStore
from saleor_allegro.simulator.journal import Journal
from saleor_allegro.simulator.offer_commands import Commanded, CommandKind, Task
from saleor_allegro.simulator.parcels import Parcels
from saleor_allegro.simulator.wallet import Wallet
from saleor_allegro.simulator.wire import moment_of, new_revision, stamp

#: How long a buyer may change a ready order or cancel.
SECOND_THOUGHTS: Final = timedelta(days=3)
#: Once the seller has begun, the buyer may no longer change anything.
BEGUN: Final = frozenset(
    {"PROCESSING", "READY_FOR_SHIPMENT", "SENT", "READY_FOR_PICKUP", "PICKED_UP"}
)

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
SomeMarket = TypeVar("SomeMarket", bound="Market")


class CannotHappen(ValueError):
    """Allegro does not allow this step for this form."""


def step(
    act: Callable[Concatenate[SomeMarket, Arguments], Result],
) -> Callable[Concatenate[SomeMarket, Arguments], Result]:
    """One step of a form's life happens at a time, whoever asks for it."""

    @wraps(act)
    def locked(
        market: SomeMarket, /, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        with market.lock:
            return act(market, *arguments, **named)

    return locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    id: str = "44000001"
    login: str = "sklep_demo"
    first_name: str = "Sabina"
    last_name: str = "Sprzedająca"
    email: str = "sklep@example.com"
    company_name: str = "Sklep Demo Sp. z o.o."
    tax_id: str = "5252674798"


class Market:
    def __init__(self, seed: int, now: datetime | None, *, is_odd: bool) -> None:
        self.lock = RLock()
        self.clock = Clock(now)
        self.seller = Seller()
        #: What is for sale, with the stock that is left.
        self.offers = Catalogue(make_offers(Random(f"{seed}/offers")))
        #: What the seller commanded about offers by the API, oldest first.
        self.commands: list[Commanded] = []
        #: Commands are done at once; while this is true, Allegro does not say so yet.
        self.slow_commands = False
        #: Offer id -> why Allegro does nothing that is commanded about it.
        self.refusing_offers: dict[str, str] = {}
        #: Offers that cannot be edited now, because Allegro is still at an edit before.
        self.busy_offers: set[str] = set()
        #: Form id -> the form as it is served now.
        self.forms = FormStore(self.lock)
        self.journal = Journal(self.lock, Random(f"{seed}/journal"), self.seller.id, is_odd=is_odd)
        self.parcels = Parcels()
        #: Form id -> how many statuses the seller set by the API.
        self.operations: dict[str, int] = {}
        #: Forms whose status Allegro does not change, for reasons of its own.
        self.refusing: set[str] = set()
        self.wallet = Wallet()
        self._random = Random(f"{seed}/life")
        self._tasks: dict[tuple[CommandKind, str], tuple[Task, ...]] = {}
        #: Form id -> parts that the buyer has filled in, and Allegro tells once the form is ready.
        self._untold: dict[str, dict[str, dict[str, Any]]] = {}

    def at(self, moment: datetime) -> Self:
        """The same market at another moment, for what lies in the past."""
        then = copy(self)
        then.clock = Clock(moment)
        return then

    def _form(self, form_id: str, *statuses: str) -> dict[str, Any]:
        if form_id not in self.forms:
            raise CannotHappen(f"there is no form {form_id}")
        form = self.forms[form_id]
        if statuses and form["status"] not in statuses:
            raise CannotHappen(f"{form_id} is {form['status']}, not {' or '.join(statuses)}")
        return form

    def _offer(self, line: dict[str, Any]) -> Offer:
        offer = self.offers.by_id(line["offer"]["id"])
        if offer is None:
            raise CannotHappen(f"there is no offer {line['offer']['id']}")
        return offer

    def _open_form(self, form_id: str) -> dict[str, Any]:
        """A form that its buyer may still change."""
        form = self._form(form_id, "FILLED_IN", "READY_FOR_PROCESSING")
        if form["status"] == "READY_FOR_PROCESSING":
            self._refuse_when_begun(form)
        return form

    def _refuse_when_begun(self, form: dict[str, Any]) -> None:
        if form["fulfillment"]["status"] in BEGUN:
            raise CannotHappen(f"{form['id']} is already {form['fulfillment']['status']}")
        if self.parcels.of(form["id"]):
            raise CannotHappen(f"{form['id']} has a parcel already")
        bought_at = moment_of(form["lineItems"][-1]["boughtAt"])
        if self.clock.now() - bought_at > SECOND_THOUGHTS:
            raise CannotHappen(f"{form['id']} was bought more than 3 days ago")

    def _save(self, form: dict[str, Any], event: str | None) -> None:
        """Every step but the seller's own moves `updatedAt` and `revision`."""
        now = self.clock.now()
        form["updatedAt"] = stamp(now)
        form["revision"] = new_revision(self._random)
        self.forms.put(form)
        self.wallet.book(form, now)
        if event is not None:
            self.journal.write(form, [(event, now)])

    def _save_change(self, form: dict[str, Any]) -> None:
        """What a buyer changes is told as it was filled in again, or as modified when ready."""
        is_ready = form["status"] == "READY_FOR_PROCESSING"
        self._save(form, "BUYER_MODIFIED" if is_ready else "FILLED_IN")
