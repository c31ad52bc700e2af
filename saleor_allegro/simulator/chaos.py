"""What may befall events on their way into the journal."""

from random import Random
from typing import Final, Generic, TypeVar

#: A late event comes after so many others at most.
LATEST: Final = 20

Event = TypeVar("Event")


class Chaos(Generic[Event]):
    """Drops events for ever, tells them twice, or lets others go before them.

    Each of the three befalls one event in so many; `drop=0.1` is one in ten. An event that is
    told twice may be late once or both times.
    """

    def __init__(self, random: Random, *, drop: float, double: float, delay: float) -> None:
        self._random = random
        self._drop = drop
        self._double = double
        self._delay = delay
        #: How many events were never told.
        self.dropped = 0
        #: Events that are late, and how many others each still waits for.
        self._late: list[tuple[int, Event]] = []

    def let_through(self, event: Event) -> list[Event]:
        """What is told now that this event happened: it, late ones, both or nothing."""
        told = self._those_in_time(event)
        self._late = [(waits - 1, late) for waits, late in self._late]
        told += [late for waits, late in self._late if waits < 0]
        self._late = [(waits, late) for waits, late in self._late if waits >= 0]
        return told

    def let_all_through(self) -> list[Event]:
        """The events that are still late."""
        late, self._late = self._late, []
        return [event for _, event in sorted(late, key=lambda each: each[0])]

    def _those_in_time(self, event: Event) -> list[Event]:
        if self._random.random() < self._drop:
            self.dropped += 1
            return []
        told = []
        for _ in range(2 if self._random.random() < self._double else 1):
            if self._random.random() < self._delay:
                self._late.append((self._random.randint(1, LATEST), event))
            else:
                told.append(event)
        return told
