"""Which variant of the shop an offer sells, and how many pieces of it Allegro may offer."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from saleor_allegro.rules.stock_plan import MOST_PIECES


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


#: Variant id and its free pieces; `None` where the shop does not count them.
FreePieces = tuple[str, int | None]


def variant_key(offer_id: str, external_id: str | None, match_by: str) -> str | None:
    """What an offer's variant is found by, see `shop.port.MatchBy`; `None`: it has no key."""
    return offer_id if match_by == "offer_id" else (external_id or "").strip() or None


def match_offers(
    keys: Mapping[str, str | None], found: Mapping[str, Sequence[FreePieces]]
) -> dict[str, MatchedOffer]:
    """Offer id -> what the shop has for it.

    Args:
        keys: Offer id -> its key.
        found: Key -> every variant that carries it.
    """
    return {offer_id: _match(found.get(key, ()) if key else ()) for offer_id, key in keys.items()}


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


def _match(variants: Sequence[FreePieces]) -> MatchedOffer:
    if not variants:
        return MatchedOffer(match=Match.UNMATCHED)
    if len(variants) > 1:
        return MatchedOffer(match=Match.AMBIGUOUS)
    [(variant_id, free)] = variants
    match = Match.UNCOUNTED if free is None else Match.MATCHED
    return MatchedOffer(match=match, variant_id=variant_id, free=free)
