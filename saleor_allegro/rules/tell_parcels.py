"""Which tracking numbers Allegro is told, and which of those told are no longer right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from saleor_allegro.rules.carriers import LONGEST_WAYBILL, numbers_in, plain_number
from saleor_allegro.rules.flags import Flag, FlagKind

#: Numbers that Allegro adds by itself: of parcels sent with Allegro's own service.
#: Source: allegro/allegro-api#13267; adding such a number again shows it twice.
ALLEGRO_CARRIER: Final = "ALLEGRO"
#: The goods are on their way; what waits for approval is not packed yet.
_SENT: Final = "fulfilled"
_CANCELED: Final = "canceled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentGoods:
    """A fulfillment of the shop."""

    fulfillment_id: str
    status: str  # in Saleor's words
    tracking_number: str
    #: Allegro's ids of the lines in it; empty where none of them was sold on Allegro.
    line_item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelToTell:
    fulfillment_id: str
    waybill: str
    line_item_ids: tuple[str, ...]


def parcels_to_tell(
    goods: Sequence[SentGoods], told: Collection[str], line_count: int
) -> list[ParcelToTell]:
    """The numbers that were neither told nor refused so far, each once.

    Args:
        told: Numbers that were told or refused, as `plain_number` writes them.
        line_count: How many lines the purchase has. A parcel with all of them names none, which
            is what Allegro takes for all.
    """
    found: dict[str, ParcelToTell] = {}
    for each in goods:
        if each.status != _SENT or not each.line_item_ids:
            continue
        lines = () if len(each.line_item_ids) >= line_count else each.line_item_ids
        for waybill in numbers_in(each.tracking_number):
            number = plain_number(waybill)
            if number not in told and len(waybill) <= LONGEST_WAYBILL:
                found.setdefault(
                    number,
                    ParcelToTell(
                        fulfillment_id=each.fulfillment_id, waybill=waybill, line_item_ids=lines
                    ),
                )
    return list(found.values())


def parcel_flags(
    goods: Sequence[SentGoods], told: Mapping[str, str], refused: Mapping[str, str]
) -> list[Flag]:
    """What a person should look at in the numbers of an order.

    Args:
        told: Number that Allegro has from us -> id of its fulfillment.
        refused: Number -> why Allegro did not take it.
    """
    flags = list[Flag]()
    by_id = {each.fulfillment_id: each for each in goods}
    for number, fulfillment_id in told.items():
        now = by_id.get(fulfillment_id)
        if now is not None and not _shows(now, number):
            is_void = now.status == _CANCELED
            after = "" if is_void else now.tracking_number
            details = {"number": number, "after": after or "-"}
            flags.append(Flag(kind=FlagKind.PARCEL_CHANGED, subject=number, details=details))
    current = {plain_number(n) for each in goods for n in numbers_in(each.tracking_number)}
    for number, error in refused.items():
        if number in current:
            details = {"number": number, "error": error}
            flags.append(Flag(kind=FlagKind.PARCEL_NOT_TOLD, subject=number, details=details))
    for each in goods:
        for waybill in numbers_in(each.tracking_number):
            if each.status == _SENT and len(waybill) > LONGEST_WAYBILL:
                number = waybill[:LONGEST_WAYBILL]
                details = {"number": number, "error": f"> {LONGEST_WAYBILL}"}
                flags.append(Flag(kind=FlagKind.PARCEL_NOT_TOLD, subject=number, details=details))
    return flags


def _shows(goods: SentGoods, number: str) -> bool:
    numbers = {plain_number(each) for each in numbers_in(goods.tracking_number)}
    return goods.status != _CANCELED and number in numbers
