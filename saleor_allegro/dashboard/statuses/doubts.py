"""Where a line of the table tells buyers something that is probably not meant."""

from collections.abc import Collection, Mapping
from typing import Final

from saleor_allegro.allegro.documents import FulfillmentStatus as Allegro
from saleor_allegro.config import Text
from saleor_allegro.rules.status_mapping import ShopStage

_ENDED_HERE: Final = Text(
    "The order is cancelled here, and the buyer would read on Allegro that it goes on.",
    "Tutaj zamówienie jest anulowane, a kupujący przeczyta w Allegro, że jest w toku.",
)
_ENDED_THERE: Final = Text(
    "The order goes on here, and the buyer would read on Allegro that it is cancelled.",
    "Tutaj zamówienie jest w toku, a kupujący przeczyta w Allegro, że jest anulowane.",
)
_TOO_EARLY: Final = Text(
    "The buyer would read that the goods left before they do.",
    "Kupujący przeczyta, że towar już wyszedł, zanim to nastąpi.",
)
_ONLY_SOME: Final = Text(
    "Only some of the goods have left, and the buyer would read that all have.",
    "Wyszła tylko część towaru, a kupujący przeczyta, że wyszło wszystko.",
)
_TOO_LATE: Final = Text(
    "The goods have left, and the buyer would not read so on Allegro.",
    "Towar już wyszedł, a kupujący nie dowie się o tym z Allegro.",
)
_CAN_CANCEL: Final = Text(
    "While it is “New”, the buyer can cancel what is being packed.",
    "Dopóki zamówienie jest „Nowe”, kupujący może je anulować w trakcie pakowania.",
)

_BEFORE: Final = (ShopStage.UNCONFIRMED, ShopStage.UNFULFILLED, ShopStage.WAITING_FOR_APPROVAL)
_GOING_ON: Final = (*_BEFORE, ShopStage.PARTIALLY_FULFILLED, ShopStage.FULFILLED)
_LEFT: Final = (Allegro.SENT, Allegro.PICKED_UP)
_NOT_LEFT: Final = (
    Allegro.NEW,
    Allegro.PROCESSING,
    Allegro.READY_FOR_SHIPMENT,
    Allegro.SUSPENDED,
)
#: Stages, the statuses that are questionable at each of them, and why.
_TABLE: Final[tuple[tuple[Collection[ShopStage], Collection[Allegro], Text], ...]] = (
    ((ShopStage.CANCELED,), set(Allegro) - {Allegro.CANCELLED}, _ENDED_HERE),
    (_GOING_ON, {Allegro.CANCELLED}, _ENDED_THERE),
    (_BEFORE, _LEFT, _TOO_EARLY),
    ((ShopStage.PARTIALLY_FULFILLED,), _LEFT, _ONLY_SOME),
    ((ShopStage.FULFILLED,), _NOT_LEFT, _TOO_LATE),
    # Source: Allegro REST API; a buyer may cancel until PROCESSING or a later status.
    (
        (ShopStage.UNFULFILLED, ShopStage.WAITING_FOR_APPROVAL, ShopStage.PARTIALLY_FULFILLED),
        {Allegro.NEW},
        _CAN_CANCEL,
    ),
)
_DOUBTS: Final[Mapping[tuple[ShopStage, Allegro], Text]] = {
    (stage, status): text
    for stages, statuses, text in _TABLE
    for stage in stages
    for status in statuses
}


def doubt(stage: ShopStage, status: Allegro) -> Text | None:
    """Why telling that status at that stage is questionable; `None`: it is not."""
    return _DOUBTS.get((stage, status))
