"""Offers as others look at them, see `ledger.seen_orders`."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from saleor_allegro.models import Offer
from saleor_allegro.rules.offer_matching import Match
from saleor_allegro.rules.stock_plan import ON_SALE


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOffers:
    """Which offers are looked for; `None` leaves a question out."""

    account_pk: int | None = None
    match: Match | None = None
    #: Allegro refused a quantity of them.
    is_refused: bool | None = None
    is_on_sale: bool | None = None
    #: The beginning of an offer id or of an external id, or a part of a name.
    text: str | None = None


def seen_offers(wanted: SeenOffers, *, database: str) -> "QuerySet[Offer]":
    """The offers that fit, in no order: whoever asks sorts them and takes a page."""
    offers = Offer.objects.using(database)
    if wanted.account_pk is not None:
        offers = offers.filter(account_id=wanted.account_pk)
    if wanted.match is not None:
        offers = offers.filter(match=wanted.match.value)
    if wanted.is_refused is not None:
        offers = offers.filter(failed_since__isnull=not wanted.is_refused)
    if wanted.is_on_sale is not None:
        on_sale = Q(status__in=ON_SALE)
        offers = offers.filter(on_sale if wanted.is_on_sale else ~on_sale)
    if wanted.text is not None:
        offers = offers.filter(
            Q(offer_id__startswith=wanted.text)
            | Q(external_id__istartswith=wanted.text)
            | Q(name__icontains=wanted.text)
        )
    return offers.all()
