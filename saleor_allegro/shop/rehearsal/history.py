"""What the history of an order says."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from saleor_allegro.rules.change_notes import changed_note, parcel_note
from saleor_allegro.rules.updates import Aspect, ParcelDraft
from saleor_allegro.shop.port import Telling
from saleor_allegro.shop.rehearsal.following import Following
from saleor_allegro.shop.rehearsal.models import Note
from saleor_allegro.shop.rehearsal.reading import find_orders


def write(following: Sequence[Following], language: str) -> None:
    """What was changed, what came in and went back, and each parcel once; a new one is news."""
    parcels = [parcel for each in following for parcel in each.update.parcels or ()]
    noted = set[tuple[int, str]]()
    if parcels:
        subjects = {_subject(parcel) for parcel in parcels}
        about = Note.objects.filter(order__in=[each.order.pk for each in following])
        noted.update(about.filter(subject__in=subjects).values_list("order_id", "subject"))
    notes = []
    for each in following:
        messages = [
            *(
                changed_note(change, language)
                for change in each.changes
                if change.aspect is not Aspect.PAYMENTS
            ),
            *each.notes,
        ]
        notes += [Note(order=each.order, message=message) for message in messages]
        parcels_noted = [
            note
            for note in _parcel_notes(each, language)
            if (each.order.pk, note.subject) not in noted
        ]
        if parcels_noted:
            each.tellings.add(Telling.UPDATED)
        notes += parcels_noted
    Note.objects.bulk_create(notes)


def note_orders(notes: Mapping[UUID, Sequence[str]]) -> None:
    """See `Shop.note_orders`."""
    orders = find_orders(list(notes), lock=False)
    Note.objects.bulk_create(
        Note(order=orders[order_id], message=message)
        for order_id, messages in notes.items()
        if order_id in orders
        for message in messages
    )


def _parcel_notes(each: Following, language: str) -> Iterator[Note]:
    for parcel in each.update.parcels or ():
        message = parcel_note(parcel.carrier_name, parcel.waybill, language)
        yield Note(order=each.order, message=message, subject=_subject(parcel))


def _subject(parcel: ParcelDraft) -> str:
    return f"parcel {parcel.parcel_id} {parcel.waybill}"
