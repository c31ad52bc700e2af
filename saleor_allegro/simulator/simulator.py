"""A whole Allegro in memory, with one seller on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from threading import RLock
from typing import Any

from saleor_allegro.simulator import kinds
from saleor_allegro.simulator.catalogue import make_offers
from saleor_allegro.simulator.clock import Clock
from saleor_allegro.simulator.consents import Consents, Decision
from saleor_allegro.simulator.faults import Faults
from saleor_allegro.simulator.forms import FormStore
from saleor_allegro.simulator.journal import Journal
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.simulator.life import Life
from saleor_allegro.simulator.requests_seen import RequestsSeen
from saleor_allegro.simulator.till import Till
from saleor_allegro.simulator.tokens import Tokens
from saleor_allegro.simulator.wire import moment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    id: str = "44000001"
    login: str = "sklep_demo"
    first_name: str = "Sabina"
    last_name: str = "Sprzedająca"
    email: str = "sklep@example.com"
    company_name: str = "Sklep Demo Sp. z o.o."
    tax_id: str = "5252674798"


class Simulator:
    """The state behind `serve`; safe to use from other threads while it is served.

    The same `seed` and the same calls make the same orders. With `now` the clock stands still
    at that moment, without it the clock runs with the real one. `is_odd=False` keeps the
    journal tidy: no repeats, no shuffled order.
    """

    def __init__(self, seed: int = 1, now: datetime | None = None, *, is_odd: bool = True) -> None:
        self.lock = RLock()
        self.clock = Clock(now)
        self.seller = Seller()
        self.client_id = f"{Random(f'{seed}/client').getrandbits(128):032x}"
        self.client_secret = f"{Random(f'{seed}/secret').getrandbits(256):064x}"
        #: What is for sale, with the stock that is left.
        self.offers = make_offers(Random(f"{seed}/offers"))
        #: Form id -> the form as it is served now.
        self.forms = FormStore(self.lock)
        self.journal = Journal(self.lock, Random(f"{seed}/journal"), self.seller.id, is_odd=is_odd)
        self.tokens = Tokens(self.lock, self.clock, Random(f"{seed}/tokens"))
        self.consents = Consents(self.lock, self.clock, Random(f"{seed}/consents"), self.tokens)
        self.faults = Faults(self.lock, self.journal, self.tokens)
        self.requests = RequestsSeen(self.lock)
        self._till = Till(seed, self.offers)
        self._choice = Random(f"{seed}/kinds")
        self._life = Life(
            forms=self.forms,
            journal=self.journal,
            clock=self.clock,
            offers=self.offers,
            random=Random(f"{seed}/life"),
        )
        #: Form id -> the kind it was sold as.
        self.kinds: dict[str, Kind] = {}

    def grant_token(self, scopes: Sequence[str] | None = None) -> str:
        """An access token, as if the seller had just agreed."""
        return self.tokens.grant(scopes).access_token

    def approve_device(self, user_code: str) -> None:
        """The seller agrees on the page of a device code.

        Raises:
            ValueError: No device waits with that code.
        """
        if not self.consents.decide(user_code, Decision.APPROVED):
            raise ValueError(f"no device waits with the code {user_code}")

    def sell(self, kind: Kind | str | None = None, *, buyer_of: str | None = None) -> str:
        """Sell one order now and say its form id.

        Args:
            kind: One of `Kind`; a random usual one in złoty when not given.
            buyer_of: A form whose buyer buys again, on the same marketplace.
        """
        with self.lock:
            # One marketplace is enough to choose from, so that any buyer fits any choice.
            wanted = Kind(kind) if kind else self._choice.choice(kinds.USUAL_IN_ZLOTY)
            return self._sell(wanted, self.clock.now(), buyer_of)

    def sell_many(
        self,
        count: int,
        *,
        kinds_sold: Iterable[Kind | str] = kinds.USUAL,
        since: datetime | None = None,
    ) -> list[str]:
        """Sell `count` orders of mixed kinds, each kind once before any comes again.

        Args:
            since: Spread the sales evenly from then to now; all of them now when not given.
        """
        with self.lock:
            choices = [Kind(kind) for kind in kinds_sold]
            now = self.clock.now()
            step = (now - since) / max(count, 1) if since else timedelta(0)
            form_ids = []
            for number in range(count):
                if number % len(choices) == 0:
                    self._choice.shuffle(choices)
                moment = now - step * (count - 1 - number)
                form_ids.append(self._sell(choices[number % len(choices)], moment, None))
            return form_ids

    def fill_in(self, form_id: str) -> None:
        with self.lock:
            self._life.fill_in(form_id)

    def pay(self, form_id: str, amount: Decimal | None = None) -> None:
        with self.lock:
            self._life.pay(form_id, amount)

    def change_address(self, form_id: str, **changes: str) -> None:
        with self.lock:
            self._life.change_address(form_id, **changes)

    def cancel(self, form_id: str) -> None:
        with self.lock:
            self._life.cancel(form_id)

    def merge(self, form_ids: Sequence[str], *, is_paid: bool = True) -> str:
        with self.lock:
            return self._life.merge(form_ids, is_paid=is_paid)

    def top_up(self, form_id: str, amount: Decimal | None = None) -> None:
        with self.lock:
            self._life.top_up(form_id, amount)

    def book_cash_on_delivery(self, form_id: str) -> None:
        with self.lock:
            self._life.book_cash_on_delivery(form_id)

    def set_fulfillment(self, form_id: str, status: str, *, sent: str | None = None) -> None:
        with self.lock:
            self._life.set_fulfillment(form_id, status, sent=sent)

    def expire_unpaid(self) -> list[str]:
        with self.lock:
            return self._life.expire_unpaid()

    def _sell(self, kind: Kind, moment: datetime, buyer_of: str | None) -> str:
        buyer_id = self.forms[buyer_of]["buyer"]["id"] if buyer_of else None
        form = self._till.ring_up(kind, now=moment, buyer_id=buyer_id)
        form_id = str(form["id"])
        self.kinds[form_id] = kind
        self.forms.put(form)
        self.journal.write(form, _sale_events(form, moment))
        life = self._life.at(moment)
        if kind is Kind.CANCELLED:
            life.cancel(form_id)
        elif kind is Kind.BOOKED_CASH_ON_DELIVERY:
            life.book_cash_on_delivery(form_id)
        elif kind is Kind.TOPPED_UP:
            life.top_up(form_id)
        elif kind is Kind.PARTLY_SENT:
            life.set_fulfillment(form_id, "SENT", sent="SOME")
        return form_id


def _sale_events(form: dict[str, Any], moment: datetime) -> list[tuple[str, datetime]]:
    """What led to a form, oldest first."""
    bought_at = moment_of(form["lineItems"][0]["boughtAt"])
    happened = [("BOUGHT", bought_at)]
    if form["status"] != "BOUGHT":
        happened.append(("FILLED_IN", bought_at + (moment - bought_at) / 2))
    if form["status"] == "READY_FOR_PROCESSING":
        happened.append(("READY_FOR_PROCESSING", moment))
    return happened
