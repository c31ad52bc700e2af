"""What Allegro is to be told of stock: the next step of each offer, and how steps are bundled.

Sources: Allegro REST API, `PUT /sale/offer-quantity-change-commands/{commandId}` (one quantity
of at least 1 for up to 1,000 offers); allegro/allegro-api #12233 (zero is refused there), #7280
(an offer whose stock is set to 0 ends), #11265 (stock first, then activation).
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
#: What Allegro refused is tried again after so long.
REFUSED_FOR: Final = timedelta(days=1)
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
    """What to do so that Allegro offers `wanted` pieces; `None`: nothing, or nothing yet."""
    if offer.refused_quantity == wanted and _is_within(offer.refused_at, REFUSED_FOR, now):
        return None
    was_sent = offer.sent_quantity == wanted and _is_within(offer.sent_at, LIST_LAGS, now)
    agrees = was_sent or offer.available == wanted
    if offer.status in ON_SALE:
        if agrees:
            return None
        return Step.SET if wanted else Step.EMPTY
    if not (offer.is_sold_out and may_reactivate and wanted):
        return None
    if not agrees:
        return Step.SET
    return None if _is_within(offer.activated_at, LIST_LAGS, now) else Step.ACTIVATE


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


def _is_within(moment: datetime | None, span: timedelta, now: datetime) -> bool:
    return moment is not None and now - moment < span
