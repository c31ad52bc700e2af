"""Compare the shop's stock with what the seller's offers show; send and write nothing.

Allegro's word is read before the shop's, and the journal last: what was sold in between is named
there, and its offers are left for the next time, when the sale is an order of the shop.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.documents import ListedOffer, OfferStatus
from saleor_allegro.allegro.offer_calls import OFFERS_BY_ID
from saleor_allegro.models import Account, Offer
from saleor_allegro.rules.offer_matching import (
    MatchedOffer,
    match_offers,
    variant_key,
    wanted_quantities,
)
from saleor_allegro.rules.stock_plan import (
    ON_SALE,
    Step,
    StockPlan,
    bundle,
    chunks,
    is_sold_out,
    next_step,
)
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, Taker

_ON_SALE: Final = (OfferStatus.ACTIVE, OfferStatus.ACTIVATING)
_EVENTS: Final = 1000
#: A sale whose form cannot be read holds up the stock for so long.
_FRESH: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockComparison:
    #: Offer id -> the offer as it is now, of every offer known.
    offers: Mapping[str, Offer]
    #: Those that were otherwise before.
    changed: Sequence[Offer]
    #: Offers that Allegro does not have any more.
    gone: Collection[str]
    plan: StockPlan
    #: False: offers were left out because they were sold in between; look again soon.
    is_whole: bool

    @property
    def on_sale(self) -> int:
        """Offers on sale of which the shop says how many pieces there are."""
        return sum(
            offer.status in ON_SALE and offer.wanted is not None for offer in self.offers.values()
        )


@dataclass(slots=True, kw_only=True)
class StockComparer:
    """Reads Allegro, the shop and the ledger for one account."""

    account: Account
    client: AllegroClient
    shop: Shop
    #: The channel that decides.
    taker: Taker
    clock: Clock
    #: Called before every call.
    beat: Callable[[], None]

    def compare(self, only: Collection[str] = ()) -> StockComparison:
        """
        Args:
            only: Plan steps for these offers alone; none named means all.

        Raises:
            AllegroError: Nothing can be said now.
            ShopError: The shop cannot say what it has.
        """
        known = ledger.offers_of(self.account.pk)
        listed = {offer.id: offer for offer in self._listed()}
        held = ledger.pieces_held(self.account.pk)
        keys = self._keys(known, listed, held)
        matches = self._matches(keys, known)
        buffer = self.taker.settings.stock_buffer
        wanted = wanted_quantities(matches, held, buffer)
        asked = self._to_ask(known, listed, wanted)
        listed |= {offer.id: offer for offer in self._by_id(asked)}
        offers = {
            offer_id: self._seen(known.get(offer_id), offer, matches[offer_id], wanted)
            for offer_id, offer in listed.items()
        }
        offers_known = known | offers
        steps = self._steps(offers, only)
        certain = self._without_just_sold(steps, offers_known) if steps else {}
        return StockComparison(
            offers=offers_known,
            changed=[
                offer
                for offer_id, offer in offers.items()
                if offer_id not in known or not ledger.is_same_offer(known[offer_id], offer)
            ],
            gone=set(asked) - set(listed),
            plan=bundle(certain),
            is_whole=len(certain) == len(steps),
        )

    def _listed(self) -> Iterator[ListedOffer]:
        self.beat()
        for page in self.client.offer_pages(statuses=_ON_SALE):
            yield from (each for each in page.entries if isinstance(each, ListedOffer))
            self.beat()

    def _by_id(self, offer_ids: Sequence[str]) -> Iterator[ListedOffer]:
        for some in chunks(offer_ids, OFFERS_BY_ID):
            self.beat()
            for page in self.client.offer_pages(offer_ids=some):
                yield from (each for each in page.entries if isinstance(each, ListedOffer))

    def _keys(
        self,
        known: Mapping[str, Offer],
        listed: Mapping[str, ListedOffer],
        held: Mapping[str, int],
    ) -> dict[str, str | None]:
        """Offer id -> its key, of the offers that matter."""
        match_by = self.taker.settings.match_offers_by
        matter = (
            offer
            for offer in known.values()
            if offer.is_sold_out or offer.status in ON_SALE or offer.offer_id in held
        )
        ids = {offer.offer_id: offer.external_id for offer in matter}
        ids |= {offer.id: offer.external_id for offer in listed.values()}
        return {
            offer_id: variant_key(offer_id, external_id, match_by)
            for offer_id, external_id in ids.items()
        }

    def _matches(
        self, keys: Mapping[str, str | None], known: Mapping[str, Offer]
    ) -> dict[str, MatchedOffer]:
        policy = self.taker.settings.write_policy(self.taker.channel.slug)
        chosen = {
            offer_id: known[offer_id].chosen_variant_id
            for offer_id in keys
            if offer_id in known and known[offer_id].chosen_variant_id
        }
        found = self.shop.available_stock(
            {key for key in keys.values() if key}, policy, set(chosen.values())
        )
        return match_offers(keys, chosen, found)

    def _to_ask(
        self,
        known: Mapping[str, Offer],
        listed: Mapping[str, ListedOffer],
        wanted: Mapping[str, int],
    ) -> list[str]:
        """Offers not on sale now that were, or that may be put on sale again."""
        may_reactivate = self.taker.settings.reactivate_offers
        return [
            offer_id
            for offer_id, offer in known.items()
            if offer_id not in listed
            and (
                offer.status in ON_SALE
                or (offer.is_sold_out and may_reactivate and wanted.get(offer_id))
            )
        ]

    def _seen(
        self,
        before: Offer | None,
        listed: ListedOffer,
        matched: MatchedOffer,
        wanted: Mapping[str, int],
    ) -> Offer:
        offer = Offer(account=self.account, offer_id=listed.id)
        if before is not None:
            offer = ledger.copy_offer(before)
        offer.name = listed.name[:255]
        offer.external_id = listed.external_id[:100]
        offer.status, offer.available = listed.status[:64], listed.available
        offer.is_sold_out = is_sold_out(before, listed.status, listed.available)
        offer.match, offer.variant_id = matched.match.value, matched.variant_id
        offer.wanted = wanted.get(listed.id)
        return offer

    def _steps(
        self, offers: Mapping[str, Offer], only: Collection[str]
    ) -> dict[str, tuple[Step, int]]:
        now = self.clock()
        awaited = ledger.awaited_offers(self.account.pk)
        may_reactivate = self.taker.settings.reactivate_offers
        steps = {}
        for offer_id, offer in offers.items():
            if offer.wanted is None or offer_id in awaited or (only and offer_id not in only):
                continue
            step = next_step(offer, offer.wanted, may_reactivate=may_reactivate, now=now)
            if step is not None:
                steps[offer_id] = (step, offer.wanted)
        return steps

    def _without_just_sold(
        self, steps: dict[str, tuple[Step, int]], offers: Mapping[str, Offer]
    ) -> dict[str, tuple[Step, int]]:
        """Less the offers of variants that were sold since the last import."""
        if ledger.has_unread_sales(self.account.pk, self.clock() - _FRESH):
            return {}  # nobody can say what was sold
        self.beat()
        events = self.client.order_events(self.account.cursor or None, _EVENTS)
        if len(events) == _EVENTS or any(not event.order.line_items for event in events):
            return {}  # likewise
        sold = {
            line.offer.id
            for event in events
            for line in event.order.line_items
            if line.offer is not None
        }
        variants = {offers[offer_id].variant_id for offer_id in sold if offer_id in offers}
        return {
            offer_id: step
            for offer_id, step in steps.items()
            if offers[offer_id].variant_id not in variants
        }
