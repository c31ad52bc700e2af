"""Whether Allegro is told an order's status now."""

from enum import Enum, auto
from typing import Final

from saleor_allegro.allegro.documents import FormStatus, FulfillmentStatus

#: Allegro takes so many statuses of an order, for ever. Source: allegro/allegro-api#11908.
MOST_OPERATIONS: Final = 100
#: A person is warned here.
MANY_OPERATIONS: Final = 90

_PROGRESS: Final = (
    FulfillmentStatus.NEW,
    FulfillmentStatus.PROCESSING,
    FulfillmentStatus.READY_FOR_SHIPMENT,
    FulfillmentStatus.SENT,
    FulfillmentStatus.READY_FOR_PICKUP,
    FulfillmentStatus.PICKED_UP,
)
#: Ends and pauses that somebody set on Allegro on purpose.
_SET_ASIDE: Final = frozenset(
    {FulfillmentStatus.CANCELLED, FulfillmentStatus.RETURNED, FulfillmentStatus.SUSPENDED}
)


class StatusDecision(Enum):
    NOTHING = auto()
    TELL = auto()
    #: Allegro has it already: as good as told.
    THERE = auto()
    #: It would be told, and Allegro takes no more statuses of this order.
    USED_UP = auto()


def decide_status(
    wanted: FulfillmentStatus | None,
    *,
    told: str,
    at_allegro: str,
    form_status: str,
    refused: str,
    operations: int,
) -> StatusDecision:
    """What to do about the status that an order has in the shop.

    What was told is told once: a status that somebody sets on Allegro afterwards stays, until
    the shop's own status says something new. Nothing that somebody else moved on is moved back;
    what Allegro has from us may be, for a shop takes things back as well.

    Args:
        wanted: See `wanted_status`.
        told: The status Allegro last had from us; "" for none.
        at_allegro: The status Allegro shows, as last read.
        form_status: Of the form, as last read.
        refused: A status that Allegro refused since the last one it took.
        operations: How many statuses it took of this order.
    """
    if wanted is None or wanted == told or form_status == FormStatus.CANCELLED:
        return StatusDecision.NOTHING
    if wanted == at_allegro:
        return StatusDecision.THERE
    if wanted == refused or _is_somebody_elses(wanted, told, at_allegro):
        return StatusDecision.NOTHING
    return StatusDecision.USED_UP if operations >= MOST_OPERATIONS else StatusDecision.TELL


def _is_somebody_elses(wanted: FulfillmentStatus, told: str, at_allegro: str) -> bool:
    """Whether somebody set on Allegro what must not be overwritten with this."""
    if at_allegro == told:
        return False
    if at_allegro in _SET_ASIDE:
        return True
    if at_allegro not in _PROGRESS or wanted not in _PROGRESS:
        return False
    return _PROGRESS.index(wanted) < _PROGRESS.index(FulfillmentStatus(at_allegro))
