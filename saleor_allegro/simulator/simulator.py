"""A whole Allegro in memory, with one seller on it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from saleor_allegro.simulator import kinds
from saleor_allegro.simulator.consents import Consents, Decision
from saleor_allegro.simulator.faults import Faults
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.simulator.life import Life
from saleor_allegro.simulator.market import Seller
from saleor_allegro.simulator.requests_seen import RequestsSeen
from saleor_allegro.simulator.till import Till
from saleor_allegro.simulator.tokens import Tokens
from saleor_allegro.simulator.wire import moment_of

__all__ = ["Seller", "Simulator"]


class Simulator(Life):
    """The state behind `serve`; safe to use from other threads while it is served.

    The same `seed` and the same calls make the same orders. With `now` the clock stands still
    at that moment, without it the clock runs with the real one. `is_odd=False` keeps the
    journal tidy: no repeats, no shuffled order. What happens after a sale: `Life`.
    """

    def __init__(self, seed: int = 1, now: datetime | None = None, *, is_odd: bool = True) -> None:
        super().__init__(seed, now, is_odd=is_odd)
        self.client_id = f"{Random(f'{seed}/client').getrandbits(128):032x}"
        self.client_secret = f"{Random(f'{seed}/secret').getrandbits(256):064x}"
        self.tokens = Tokens(self.lock, self.clock, Random(f"{seed}/tokens"))
        self.consents = Consents(self.lock, self.clock, Random(f"{seed}/consents"), self.tokens)
        self.faults = Faults(self.lock, self.journal, self.tokens)
        self.requests = RequestsSeen(self.lock)
        self._till = Till(seed, self.offers)
        self._choice = Random(f"{seed}/kinds")
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

    def _sell(self, kind: Kind, moment: datetime, buyer_of: str | None) -> str:
        buyer_id = self.forms[buyer_of]["buyer"]["id"] if buyer_of else None
        form = self._till.ring_up(kind, now=moment, buyer_id=buyer_id)
        form_id = str(form["id"])
        self.kinds[form_id] = kind
        self.forms.put(form)
        self.wallet.book(form, moment)
        self.journal.write(form, _sale_events(form, moment))
        life = self.at(moment)
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
