"""How the journal tells of what happened, from one import to the next."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from saleor_allegro.simulator.journal import Happening

#: The events that happened since the last import, as the journal is to tell them.
Arrange = Callable[[list[Happening]], Iterable[Happening]]


def _plain(held: list[Happening]) -> Iterable[Happening]:
    return held


def _twice(held: list[Happening]) -> Iterable[Happening]:
    return [*held, *held]


def _reversed(held: list[Happening]) -> Iterable[Happening]:
    return reversed(held)


def _without_ready(held: list[Happening]) -> Iterable[Happening]:
    return [each for each in held if each[0] != "READY_FOR_PROCESSING"]


def _nothing(held: list[Happening]) -> Iterable[Happening]:
    return ()


JOURNALS: Final[Mapping[str, Arrange]] = {
    "plain": _plain,
    "twice": _twice,
    "reversed": _reversed,
    "READY lost": _without_ready,
    "all lost": _nothing,
}
#: Nothing is lost: what happens is told within one import.
TELLS_ALL: Final = frozenset({"plain", "twice", "reversed"})
