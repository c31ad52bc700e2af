"""The seller's offers: what Allegro shows of them, and what it was told."""

from collections import Counter
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from saleor_allegro.models import LineLink, Offer, OrderLink
from saleor_allegro.rules.held_pieces import HeldForm, held_pieces
from saleor_allegro.rules.stock_plan import ON_SALE

State = OrderLink.State
#: Forms that Allegro has sold pieces of, and that are no order of the shop yet.
_NO_ORDER_YET = (State.DUE, State.WAITING, State.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCounts:
    """How the seller's offers are doing."""

    #: `rules.offer_matching.Match` -> how many of the offers on sale.
    matches: dict[str, int]
    #: Offers whose quantity Allegro refused.
    refused: int


def offers_of(account_pk: int) -> dict[str, Offer]:
    """Offer id -> what we know of it."""
    return {offer.offer_id: offer for offer in Offer.objects.filter(account_id=account_pk)}


def refused_offers(account_pk: int) -> list[Offer]:
    """Offers whose quantity Allegro refused; longest refused first."""
    return list(_refused(account_pk).order_by("failed_since", "pk"))


def offer_counts(account_pk: int) -> OfferCounts:
    on_sale = Offer.objects.filter(account_id=account_pk, status__in=ON_SALE)
    counts = on_sale.values_list("match").annotate(Count("pk")).order_by("match")
    return OfferCounts(matches=dict(counts), refused=_refused(account_pk).count())


def pieces_held(account_pk: int) -> Counter[str]:
    """Offer id -> pieces that Allegro has sold, in forms that are no orders yet."""
    forms = OrderLink.objects.filter(~Q(pieces={}), account_id=account_pk)
    held = _held(forms.filter(state__in=_NO_ORDER_YET))
    lines = [line for form in held for line in form.pieces]
    if not lines:
        return Counter()
    held += _held(forms.filter(state=State.SKIPPED, pieces__has_any_keys=lines))
    ordered = LineLink.objects.filter(account_id=account_pk, line_item_id__in=lines)
    return held_pieces(held, set(ordered.values_list("line_item_id", flat=True)))


def has_unread_sales(account_pk: int, since: datetime) -> bool:
    """Whether forms heard of since then could not be read at all so far."""
    return OrderLink.objects.filter(
        account_id=account_pk,
        state__in=_NO_ORDER_YET,
        first_seen_at__gte=since,
        revision="",
        form_status="",
    ).exists()


def save_offers(offers: Collection[Offer]) -> None:
    """Write new and changed offers in one statement; in the caller's transaction."""
    Offer.objects.bulk_create(
        offers,
        update_conflicts=True,
        unique_fields=["account", "offer_id"],
        update_fields=_COLUMNS,
        batch_size=1000,
    )


def forget_offers(account_pk: int, offer_ids: Collection[str]) -> None:
    """Allegro has them no more; in the caller's transaction.

    What a person chose is kept: an order may still come of what was sold before.
    """
    if offer_ids:
        gone = Offer.objects.filter(account_id=account_pk, offer_id__in=offer_ids)
        gone.filter(chosen_variant_id="").delete()
        gone.update(
            status="",
            available=None,
            sold_out_since=None,
            wanted=None,
            refused_quantity=None,
            refused_at=None,
            error_code="",
            error_message="",
            failed_since=None,
        )


def forget_refusals(account_pk: int, offer_ids: Collection[str] = ()) -> None:
    """Have what Allegro refused tried once more: of these offers, or of all."""
    refused = _refused(account_pk)
    if offer_ids:
        refused = refused.filter(offer_id__in=offer_ids)
    refused.update(refused_quantity=None, refused_at=None)


def copy_offer(offer: Offer) -> Offer:
    """A copy to change: when its transaction fails, nothing of it may reach a later one."""
    return copy(offer)


def quantity_sent(offer: Offer, quantity: int, now: datetime) -> Offer:
    """The offer once Allegro took the command; its result is not known yet."""
    offer = copy(offer)
    offer.sent_quantity, offer.sent_at = quantity, now
    return offer


def put_on_sale(offer: Offer, now: datetime) -> Offer:
    """The offer once Allegro took the command to activate it."""
    offer = copy(offer)
    offer.activated_at = now
    return offer


def quantity_settled(offer: Offer) -> Offer:
    """The offer once Allegro did what it was told."""
    offer = copy(offer)
    offer.refused_quantity = offer.refused_at = offer.failed_since = None
    offer.error_code = offer.error_message = ""
    return offer


def quantity_refused(
    offer: Offer, quantity: int | None, code: str, message: str, now: datetime
) -> Offer:
    """The offer once Allegro refused what it was told."""
    offer = copy(offer)
    # It offers what it did before: only another quantity, or another day, is worth a try.
    offer.sent_quantity = offer.sent_at = offer.activated_at = None
    offer.refused_quantity, offer.refused_at = quantity, now
    offer.error_code, offer.error_message = code[:64], message
    offer.failed_since = offer.failed_since or now
    return offer


def is_same_offer(one: Offer, other: Offer) -> bool:
    """Whether nothing would be written anew."""
    return all(getattr(one, name) == getattr(other, name) for name in _COLUMNS)


def _held(links: "QuerySet[OrderLink]") -> list[HeldForm]:
    return [
        HeldForm(pieces=pieces, form_updated_at=updated_at, is_skipped=state == State.SKIPPED)
        for pieces, updated_at, state in links.values_list("pieces", "form_updated_at", "state")
    ]


def _refused(account_pk: int) -> "QuerySet[Offer]":
    return Offer.objects.filter(account_id=account_pk, failed_since__isnull=False)


#: What runs write: a person may choose while one is at work.
_COLUMNS = [
    column.name
    for column in Offer._meta.concrete_fields
    if column.name not in ("id", "account", "offer_id", "chosen_variant_id")
]
