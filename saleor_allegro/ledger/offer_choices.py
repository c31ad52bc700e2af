"""Which variants people chose for offers, where the configured key does not say it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from saleor_allegro.ledger.accounts import next_stock
from saleor_allegro.models import Offer
from saleor_allegro.rules.offer_matching import Match


def chosen_variants(account_pk: int, offer_ids: Collection[str]) -> Mapping[str, str]:
    """Offer id -> the variant that a person chose for it, in one statement; others are left out."""
    if not offer_ids:
        return {}
    chosen = Offer.objects.filter(account_id=account_pk, offer_id__in=offer_ids)
    chosen = chosen.exclude(chosen_variant_id="")
    return dict(chosen.values_list("offer_id", "chosen_variant_id"))


def choose_variant(account_pk: int, offer_id: str, variant_id: str, now: datetime) -> Offer:
    """A person says which variant the offer is, listed or not; its stock is due at once.

    What Allegro refused of it before is tried anew.
    """
    with transaction.atomic():
        offer, _ = Offer.objects.update_or_create(
            account_id=account_pk,
            offer_id=offer_id,
            defaults={
                "chosen_variant_id": variant_id,
                # Until the shop is asked, which also knows whether it counts the pieces.
                "variant_id": variant_id,
                "match": Match.MATCHED.value,
                "wanted": None,
                "refused_quantity": None,
                "refused_at": None,
            },
        )
        next_stock(account_pk, now)
    return offer


def take_choice_back(account_pk: int, offer_id: str, now: datetime) -> Offer | None:
    """The key says again which variant the offer is; its stock is due at once.

    Where nobody chose, nothing changes.

    Returns:
        The offer; `None`: nothing was known of it but the choice.

    Raises:
        Offer.DoesNotExist: Nothing is known of it at all.
    """
    with transaction.atomic():
        offers = Offer.objects.select_for_update(no_key=True)
        offer = offers.get(account_id=account_pk, offer_id=offer_id)
        if not offer.chosen_variant_id:
            return offer
        next_stock(account_pk, now)
        if not offer.status:  # Allegro never listed it, or does no more
            offer.delete()
            return None
        offer.chosen_variant_id = offer.variant_id = offer.match = ""
        offer.wanted = offer.refused_quantity = offer.refused_at = None
        offer.save()
    return offer
