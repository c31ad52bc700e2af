"""What the history of an order says."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from saleor_allegro.rules.change_notes import changed_note, parcel_note
from saleor_allegro.rules.updates import Aspect, ParcelDraft
from saleor_allegro.shop.rehearsal.following import Following
from saleor_allegro.shop.rehearsal.models import Note
from saleor_allegro.shop.rehearsal.reading import find_orders


def write(following: Sequence[Following], language: str) -> None:
    """What was changed, what came in and went back, and each parcel once."""
    notes = []
    for each in following:
        content = [change for change in each.changes if change.aspect is not Aspect.PAYMENTS]
        messages = [*(changed_note(change, language) for change in content), *each.notes]
        messages = [message for message in messages if message]
        notes += [Note(order=each.order, message=message) for message in messages]
        for parcel in each.parcels:
            message = parcel_note(parcel.carrier_name, parcel.waybill, language)
            notes.append(Note(order=each.order, message=message, subject=_subject(parcel)))
    Note.objects.bulk_create(notes)


def find_new_parcels(following: Sequence[Following]) -> None:
    """Those that no note tells of yet."""
    wanted = {_subject(parcel) for each in following for parcel in each.update.parcels or ()}
    if not wanted:
        return
    numbers = [each.order.pk for each in following]
    notes = Note.objects.filter(order__in=numbers, subject__in=wanted)
    noted = set(notes.values_list("order_id", "subject"))
    for each in following:
        named = {_subject(parcel): parcel for parcel in each.update.parcels or ()}
        each.parcels = [
            parcel for subject, parcel in named.items() if (each.order.pk, subject) not in noted
        ]


def note_orders(notes: Mapping[UUID, Sequence[str]]) -> None:
    """See `Shop.note_orders`."""
    orders = find_orders(list(notes), lock=False)
    Note.objects.bulk_create(
        Note(order=orders[order_id], message=message)
        for order_id, messages in notes.items()
        if order_id in orders
        for message in messages
    )


def _subject(parcel: ParcelDraft) -> str:
    return f"parcel {parcel.parcel_id} {parcel.waybill}"
