"""The buyer's message, what else an order remembers of its form, and its parcels."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.rules.aspects import is_of_delivery
from saleor_allegro.rules.change_notes import parcel_note
from saleor_allegro.rules.detail_words import details_text
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import STAGE_KEY, FieldChange, Telling
from saleor_allegro.shop.saleor.following import Following
from saleor_allegro.shop.saleor.kept_prices import DIFFERENCE_KEY

#: Every field that this file changes.
FIELDS: Final = ("customer_note", "metadata", "private_metadata")
#: Private metadata: every parcel that Allegro knows of, as carrier and waybill.
WAYBILLS_KEY: Final = "allegro.waybills"
REVISION_KEY: Final = "allegro.revision"
_OURS: Final = "allegro."
#: What others than the form have written under our prefix.
_NOT_OF_FORM: Final = frozenset({DIFFERENCE_KEY, WAYBILLS_KEY, REVISION_KEY, STAGE_KEY})


def bring_note(each: Following) -> None:
    for draft in each.draft_of(Aspect.NOTE):
        before = each.order.customer_note
        if before != draft.note and each.may(Aspect.NOTE, before, draft.note):
            each.order.customer_note = draft.note


def bring_details(each: Following, language: str) -> None:
    """Ours are replaced key by key; what staff and other apps keep with the order is theirs.

    What only programs read is brought over without a word, also after dispatch.
    """
    order = each.order
    for draft in each.draft_of(Aspect.DETAILS):
        public, private = dict(draft.metadata), dict(draft.private_metadata)
        before = _details(order.metadata) | _details(order.private_metadata)
        after = _details(public) | _details(private)
        if before == after:
            continue
        was, now = details_text(before, language), details_text(after, language)
        if was == now:
            each.changes.append(FieldChange(aspect=Aspect.DETAILS, before="", after=""))
        if was == now or each.may(Aspect.DETAILS, was, now):
            order.metadata = _replaced(order.metadata, public)
            order.private_metadata = _replaced(order.private_metadata, private)


def refresh_revision(each: Following) -> bool:
    """Remember the form's revision as last read; it is no change of the order."""
    draft = each.update.draft
    revision = draft.private_metadata.get(REVISION_KEY) if draft else None
    if revision is None or each.order.private_metadata.get(REVISION_KEY) == revision:
        return False
    each.order.private_metadata[REVISION_KEY] = revision
    return True


def bring_parcels(each: Following, language: str) -> bool:
    """Note each parcel once, also after dispatch; it is no change of the delivery."""
    if not each.update.parcels:
        return False
    known = each.order.private_metadata.get(WAYBILLS_KEY, "")
    new: list[str] = []
    for parcel in each.update.parcels:
        carrier = parcel.carrier_name or parcel.carrier_id
        # A comma keeps them apart.
        text = " ".join(f"{carrier} {parcel.waybill}".replace(",", " ").split())
        if text and text not in [*known.split(", "), *new]:
            new.append(text)
            each.notes.append(parcel_note(carrier, parcel.waybill, language))
    if new:
        each.order.private_metadata[WAYBILLS_KEY] = ", ".join(filter(None, (known, *new)))
        each.tellings.add(Telling.UPDATED)
    return bool(new)


def _is_detail(key: str) -> bool:
    return key.startswith(_OURS) and not is_of_delivery(key) and key not in _NOT_OF_FORM


def _details(metadata: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in metadata.items() if _is_detail(key)}


def _replaced(before: Mapping[str, str], wanted: Mapping[str, str]) -> dict[str, str]:
    kept = {key: text for key, text in before.items() if not _is_detail(key)}
    return kept | _details(wanted)
