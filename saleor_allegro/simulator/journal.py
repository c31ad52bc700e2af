"""The journal of order events, with the oddities of the real one.

Ids only grow, but the moments and the kinds may come in any order, the same event may come
twice, and none is kept longer than 60 days.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from threading import RLock
from typing import Any

from saleor_allegro.simulator.chaos import Chaos
from saleor_allegro.simulator.wire import encode, stamp

RETENTION = timedelta(days=60)
#: One sale in so many has its events shuffled, one event in so many comes twice.
ODDITY = 12

#: Kind of event, when it occurred, and the form as it was then.
Happening = tuple[str, datetime, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Event:
    id: int
    type: str
    occurred_at: datetime
    form_id: str
    body: bytes


class Journal:
    def __init__(self, lock: RLock, random: Random, seller_id: str, *, is_odd: bool) -> None:
        self._lock = lock
        self._random = random
        self._seller_id = seller_id
        #: Whether repeats and odd order occur by themselves.
        self.is_odd = is_odd
        self._events: list[Event] = []
        self._lost: list[Happening] = []
        self._to_lose = 0
        self._chaos: Chaos[Happening] | None = None
        self._held: list[Happening] | None = None

    def __len__(self) -> int:
        return len(self._events)

    def write(self, form: dict[str, Any], happened: list[tuple[str, datetime]]) -> None:
        """Note what happened to a form: kinds of event and their moments, oldest first."""
        with self._lock:
            if self.is_odd and self._random.randrange(ODDITY) == 0:
                self._random.shuffle(happened)
            for kind, occurred_at in happened:
                times = 2 if self.is_odd and self._random.randrange(ODDITY) == 0 else 1
                for _ in range(times):
                    self._pass_on((kind, occurred_at, form))

    def lose(self, count: int) -> None:
        """Leave out the next `count` events, until `recover` brings them."""
        with self._lock:
            self._to_lose = count

    def recover(self) -> int:
        """Write the lost events after all, under new ids; say how many there were."""
        with self._lock:
            self._to_lose = 0
            lost, self._lost = self._lost, []
            for happening in lost:
                self._append(*happening)
            return len(lost)

    def hold(self) -> None:
        """From now on tell nothing, until `release`."""
        with self._lock:
            self._held = self._held or []

    def release(
        self, arrange: Callable[[list[Happening]], Iterable[Happening]] = lambda held: held
    ) -> None:
        """Tell what was held, arranged by the caller, and go on holding."""
        with self._lock:
            held, self._held = self._held or [], []
            for happening in arrange(held):
                self._append(*happening)

    def chaos(
        self, random: Random, *, drop: float = 0.0, double: float = 0.0, delay: float = 0.0
    ) -> None:
        """From now on drop, repeat and delay events with these probabilities.

        A dropped event is never told; a late one comes after others, of any form, under a later
        id but with the moment at which it occurred. `calm` ends it.
        """
        with self._lock:
            self.calm()
            self._chaos = Chaos(random, drop=drop, double=double, delay=delay)

    def calm(self) -> int:
        """Tell what is still late, and everything in order again; say how many were dropped."""
        with self._lock:
            chaos, self._chaos = self._chaos, None
            if chaos is None:
                return 0
            for happening in chaos.let_all_through():
                self._append(*happening)
            return chaos.dropped

    def misprint(self, document: dict[str, Any], occurred_at: datetime) -> None:
        """Write an event that reads like this, whatever it is, under the next id."""
        with self._lock:
            event_id = self._next_id(occurred_at)
            body = encode({"id": str(event_id)} | document)
            self._events.append(Event(event_id, "", occurred_at, "", body))

    def read(
        self, *, after: int | None, kinds: frozenset[str], limit: int, now: datetime
    ) -> list[Event]:
        """At most `limit` events with a greater id than `after`, by id."""
        with self._lock:
            start = 0 if after is None else bisect_right(self._events, after, key=_event_id)
            kept: list[Event] = []
            for event in self._events[start:]:
                if len(kept) == limit:
                    break
                if event.occurred_at >= now - RETENTION and (not kinds or event.type in kinds):
                    kept.append(event)
            return kept

    def latest(self, now: datetime) -> Event | None:
        with self._lock:
            if not self._events or self._events[-1].occurred_at < now - RETENTION:
                return None
            return self._events[-1]

    def _pass_on(self, happening: Happening) -> None:
        if self._held is not None:
            self._held.append(happening)
        elif self._to_lose:
            self._to_lose -= 1
            self._lost.append(happening)
        elif self._chaos is not None:
            for told in self._chaos.let_through(happening):
                self._append(*told)
        else:
            self._append(*happening)

    def _append(self, kind: str, occurred_at: datetime, form: dict[str, Any]) -> None:
        event_id = self._next_id(occurred_at)
        document = {
            "id": str(event_id),
            "order": _order(form, self._seller_id),
            "type": kind,
            "occurredAt": stamp(occurred_at),
        }
        self._events.append(Event(event_id, kind, occurred_at, form["id"], encode(document)))

    def _next_id(self, occurred_at: datetime) -> int:
        last_id = self._events[-1].id if self._events else 0
        return max(int(occurred_at.timestamp() * 1_000_000), last_id + 1)


def _event_id(event: Event) -> int:
    return event.id


def _order(form: dict[str, Any], seller_id: str) -> dict[str, Any]:
    """The order inside an event (schema `OrderEventData`)."""
    buyer = form["buyer"]
    return {
        "seller": {"id": seller_id},
        "buyer": {key: buyer[key] for key in ("id", "email", "login", "guest", "preferences")},
        "lineItems": [
            {
                "id": line["id"],
                "offer": {key: line["offer"][key] for key in ("id", "name", "external")},
                "quantity": line["quantity"],
                "originalPrice": line["originalPrice"],
                "price": line["price"],
                "boughtAt": line["boughtAt"],
            }
            for line in form["lineItems"]
        ],
        "checkoutForm": {"id": form["id"], "revision": form["revision"]},
        "marketplace": form["marketplace"],
    }
