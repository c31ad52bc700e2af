"""The tracking numbers of the shop that Allegro was told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from saleor_allegro.models import LineLink, ToldParcel


def told_parcels(link_pks: Collection[int]) -> Mapping[int, list[ToldParcel]]:
    """Primary key of a link -> its numbers, oldest first; links without are left out."""
    found: dict[int, list[ToldParcel]] = defaultdict(list)
    for parcel in ToldParcel.objects.filter(link__in=link_pks).order_by("pk"):
        found[parcel.link_id].append(parcel)
    return found


def line_items_of(link_pks: Collection[int]) -> Mapping[int, Mapping[UUID, str]]:
    """Primary key of a link -> order line -> Allegro's line item."""
    found: dict[int, dict[UUID, str]] = defaultdict(dict)
    rows = LineLink.objects.filter(link__in=link_pks).order_by("pk")
    for link_pk, line_id, item_id in rows.values_list("link_id", "order_line_id", "line_item_id"):
        found[link_pk][line_id] = item_id
    return found


def note_told_parcels(
    link_pk: int,
    numbers: Mapping[str, tuple[str, str]],
    now: datetime,
    *,
    error_message: str = "",
) -> None:
    """Allegro has these numbers, or refused them; in the caller's transaction.

    Args:
        numbers: Number as it is compared -> its fulfillment's id, and the carrier's.
        error_message: Why it did not take them.
    """
    ToldParcel.objects.bulk_create(
        (
            ToldParcel(
                link_id=link_pk,
                number=number,
                fulfillment_id=fulfillment_id,
                carrier_id=carrier_id,
                told_at=now,
                error_message=error_message,
            )
            for number, (fulfillment_id, carrier_id) in numbers.items()
        ),
        update_conflicts=True,
        unique_fields=["link", "number"],
        update_fields=["fulfillment_id", "carrier_id", "told_at", "error_message"],
    )


def forget_refused_parcels(link_pks: Iterable[int]) -> None:
    """Have the numbers that Allegro refused tried once more."""
    ToldParcel.objects.filter(link__in=list(link_pks)).exclude(error_message="").delete()
