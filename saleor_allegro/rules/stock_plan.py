"""What Allegro is to be told of stock: the next step of each offer, and how steps are bundled.

Sources: Allegro REST API, `PUT /sale/offer-quantity-change-commands/{commandId}` (one quantity
of at least 1 for up to 1,000 offers); allegro/allegro-api #12233 (zero is refused there), #7280
(an offer whose stock is set to 0 ends), #11265 (stock first, then activation), #3463 and #4892 (an
offer has less than 100,000 pieces, those sold in the last 30 days included).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from saleor_allegro.allegro.documents import OfferStatus

#: The list of offers may still show for so long what was before a command.
LIST_LAGS: Final = timedelta(minutes=15)
#: What Allegro refused is tried again after so long at first, for an offer may just be edited;
#: then after as long as it has been refused so far.
REFUSED_AT_FIRST: Final = timedelta(hours=1)
REFUSED_AT_MOST: Final = timedelta(days=1)
#: More are not offered: Allegro takes fewer than 100,000, less what was sold of them.
MOST_PIECES: Final = 50_000
#: Where there are more than enough, each sale would be sent back: so many are enough.
_PLENTY: Final = MOST_PIECES // 2
ON_SALE: Final = frozenset({OfferStatus.ACTIVE, OfferStatus.ACTIVATING})
#: So many offers may end at once without a question.
_FEW: Final = 20

Part = TypeVar("Part")


class OfferState(Protocol):
    """An offer as it was last seen, and what was sent of it; named as the columns of `Offer`."""

    @property
    def status(self) -> str: ...
    @property
    def available(self) -> int | None: ...
    @property
    def is_sold_out(self) -> bool: ...
    @property
    def sent_quantity(self) -> int | None: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def activated_at(self) -> datetime | None: ...
    @property
    def refused_quantity(self) -> int | None: ...
    @property
    def refused_at(self) -> datetime | None: ...
    @property
    def failed_since(self) -> datetime | None: ...


class Step(StrEnum):
    """What is done about an offer."""

    SET = "set"  # another quantity
    EMPTY = "empty"  # nothing is left: it ends
    ACTIVATE = "activate"  # back on sale


@dataclass(frozen=True, slots=True, kw_only=True)
class StockPlan:
    """What is sent, in this order."""

    emptied: tuple[str, ...] = ()
    #: Quantity -> the offers that get it.
    quantities: Mapping[int, tuple[str, ...]]
    activated: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.emptied) + sum(map(len, self.quantities.values())) + len(self.activated)


def is_sold_out(before: OfferState | None, status: str, available: int | None) -> bool:
    """Whether an offer ended because nothing was left; it has ended by somebody's wish else.

    Args:
        before: The offer as it was seen before; `None`: never.
    """
    if status != OfferStatus.ENDED or before is None:
        return False
    return before.is_sold_out or (before.status in ON_SALE and not available)


def next_step(
    offer: OfferState, wanted: int, *, may_reactivate: bool, now: datetime
) -> Step | None:
    """What to do so that Allegro offers `wanted` pieces; `None`: nothing, or nothing yet.

    Args:
        wanted: At most `MOST_PIECES`.
    """
    if offer.refused_quantity == wanted and _is_within(offer.refused_at, _patience(offer), now):
        return None
    is_sent = _is_within(offer.sent_at, LIST_LAGS, now)
    agrees = _shows(offer, wanted) or (is_sent and offer.sent_quantity == wanted)
    if offer.status in ON_SALE:
        if agrees or (is_sent and offer.sent_quantity == 0):
            return (
                None  # it ends, and pieces for it now would look like a person's wish that it did
            )
        return Step.SET if wanted else Step.EMPTY
    if not (offer.is_sold_out and may_reactivate and wanted):
        return None
    if not agrees:
        return Step.SET
    return None if _is_within(offer.activated_at, LIST_LAGS, now) else Step.ACTIVATE


def is_settled(offer: OfferState, wanted: int | None, *, may_reactivate: bool) -> bool:
    """Whether nothing is left to be told of an offer, so that no refusal matters any more."""
    if wanted is None:
        return True
    if offer.status in ON_SALE:
        return _shows(offer, wanted)
    return not (offer.is_sold_out and may_reactivate and wanted)


def bundle(steps: Mapping[str, tuple[Step, int]]) -> StockPlan:
    """The steps of offers as a plan.

    Args:
        steps: Offer id -> its step and the wanted quantity.
    """
    quantities: defaultdict[int, list[str]] = defaultdict(list)
    for offer_id, (step, wanted) in steps.items():
        if step is Step.SET:
            quantities[wanted].append(offer_id)
    return StockPlan(
        emptied=tuple(each for each, (step, _) in steps.items() if step is Step.EMPTY),
        quantities={wanted: tuple(quantities[wanted]) for wanted in sorted(quantities)},
        activated=tuple(each for each, (step, _) in steps.items() if step is Step.ACTIVATE),
    )


def ends_most(plan: StockPlan, on_sale: int) -> bool:
    """Whether more than half of the offers on sale would end at once: rather a mistake than a
    sale, for an offer that has ended may not come back by itself.
    """
    return len(plan.emptied) > _FEW and 2 * len(plan.emptied) > on_sale


def chunks(parts: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    for start in range(0, len(parts), size):
        yield parts[start : start + size]


def _shows(offer: OfferState, wanted: int) -> bool:
    if wanted == MOST_PIECES and offer.available is not None:
        return _PLENTY <= offer.available <= MOST_PIECES
    return offer.available == wanted


def _patience(offer: OfferState) -> timedelta:
    """How long a refusal stands."""
    if offer.refused_at is None or offer.failed_since is None:
        return REFUSED_AT_FIRST
    return min(max(REFUSED_AT_FIRST, offer.refused_at - offer.failed_since), REFUSED_AT_MOST)


def _is_within(moment: datetime | None, span: timedelta, now: datetime) -> bool:
    return moment is not None and now - moment < span
