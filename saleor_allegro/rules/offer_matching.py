"""Which variant of the shop an offer sells, and how many pieces of it Allegro may offer."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Generic, Protocol, TypeVar

from saleor_allegro.rules.stock_plan import MOST_PIECES

Seen_co = TypeVar("Seen_co", covariant=True)
Shown = TypeVar("Shown")


class Match(StrEnum):
    """Whether the shop knows how many pieces of an offer there are."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"  # no variant carries the offer's key
    AMBIGUOUS = "ambiguous"  # several do: a person has to say which
    UNCOUNTED = "uncounted"  # the shop does not count the variant's pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedOffer:
    """What the shop has for an offer."""

    match: Match
    variant_id: str = ""
    #: Pieces that nobody is promised; `None` unless matched.
    free: int | None = None


class Pieces(Protocol):
    """A variant of the shop and what is left of it."""

    @property
    def variant_id(self) -> str: ...
    @property
    def quantity(self) -> int | None:
        """`None`: the shop does not count its pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundVariants(Generic[Seen_co]):
    """Variants that offers may be, as a shop was asked for them."""

    #: Key of an offer -> every variant that carries it.
    by_key: Mapping[str, Sequence[Seen_co]]
    #: Id of a variant -> the variant; one that was deleted is not there.
    by_id: Mapping[str, Seen_co]

    def of(self, key: str | None, variant_id: str | None = None) -> Sequence[Seen_co]:
        """The one that a person chose, whatever the key says; else those that carry the key."""
        chosen = self.by_id.get(variant_id) if variant_id else None
        if chosen is not None:
            return [chosen]
        return self.by_key.get(key, ()) if key else ()

    def __iter__(self) -> Iterator[Seen_co]:
        """Each variant once for every key or id that it was found by."""
        yield from chain.from_iterable(self.by_key.values())
        yield from self.by_id.values()

    def shown_as(self, show: Callable[[Seen_co], Shown]) -> "FoundVariants[Shown]":
        return FoundVariants(
            by_key={key: [show(each) for each in found] for key, found in self.by_key.items()},
            by_id={variant_id: show(found) for variant_id, found in self.by_id.items()},
        )


def variant_key(offer_id: str, external_id: str | None, match_by: str) -> str | None:
    """What an offer's variant is found by, see `shop.port.MatchBy`; `None`: it has no key."""
    return offer_id if match_by == "offer_id" else (external_id or "").strip() or None


def match_offers(
    keys: Mapping[str, str | None],
    chosen: Mapping[str, str],
    found: FoundVariants[Pieces],
) -> dict[str, MatchedOffer]:
    """Offer id -> what the shop has for it.

    Args:
        keys: Offer id -> its key.
        chosen: Offer id -> the variant that a person chose for it.
        found: What the shop has for these keys and variants.
    """
    return {offer_id: _match(found.of(key, chosen.get(offer_id))) for offer_id, key in keys.items()}


def wanted_quantities(
    matches: Mapping[str, MatchedOffer], held: Mapping[str, int], buffer: int
) -> dict[str, int]:
    """Offer id -> pieces that Allegro is to offer; offers the shop does not know are left out.

    Every offer of a variant offers all of its pieces, but no more than `MOST_PIECES`.

    Args:
        held: Offer id -> pieces that Allegro has sold and that are no order of the shop yet.
        buffer: Pieces of each variant that are kept back.
    """
    held_of_variant: Counter[str] = Counter()
    for offer_id, pieces in held.items():
        if offer_id in matches:
            held_of_variant[matches[offer_id].variant_id] += pieces
    return {
        offer_id: min(
            max(0, matched.free - held_of_variant[matched.variant_id] - buffer), MOST_PIECES
        )
        for offer_id, matched in matches.items()
        if matched.free is not None
    }


def _match(variants: Sequence[Pieces]) -> MatchedOffer:
    if not variants:
        return MatchedOffer(match=Match.UNMATCHED)
    if len(variants) > 1:
        return MatchedOffer(match=Match.AMBIGUOUS)
    [variant] = variants
    match = Match.UNCOUNTED if variant.quantity is None else Match.MATCHED
    return MatchedOffer(match=match, variant_id=variant.variant_id, free=variant.quantity)
