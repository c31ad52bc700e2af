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
from saleor_allegro.allegro.documents import ListedOffer
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
    is_settled,
    is_sold_out,
    next_step,
)
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, Taker
from saleor_allegro.sync.just_sold import JustSold

#: Allegro keeps an offer that has ended for so long.
_KEPT: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockComparison:
    #: Offer id -> the offer as it is now, of every offer known.
    offers: Mapping[str, Offer]
    #: Those that were otherwise before.
    changed: Sequence[Offer]
    #: Known offers that Allegro does not have any more, or that ended for good.
    gone: Collection[str]
    plan: StockPlan
    #: Offers that differ and were sold in between: they are looked at again soon.
    left_out: int
    just_sold: JustSold

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
        # Its last piece may have ended an offer before we saw it.
        unknown = sorted(held.keys() - known.keys() - listed.keys())
        listed |= {offer.id: offer for offer in self._by_id(unknown)}
        matches = self._matches(self._keys(known, listed), known)
        wanted = wanted_quantities(matches, held, self.taker.settings.stock_buffer)
        asked = self._to_ask(known, listed, wanted)
        listed |= {offer.id: offer for offer in self._by_id(asked)}
        seen = {
            offer_id: self._seen(known.get(offer_id), offer, matches[offer_id])
            for offer_id, offer in listed.items()
        }
        offers = {
            offer_id: self._settled(offer, wanted.get(offer_id))
            for offer_id, offer in (known | seen).items()
        }
        gone = (set(asked) - set(listed)) | {
            offer_id for offer_id, offer in offers.items() if not self._matters(offer)
        }
        steps = self._steps({offer_id: offers[offer_id] for offer_id in listed}, only)
        just_sold = JustSold(self.account, self.client, self.clock, self.beat)
        certain = just_sold.spared(steps, offers) if steps else []
        return StockComparison(
            offers=offers,
            changed=[
                offer
                for offer_id, offer in offers.items()
                if offer_id not in gone
                and (offer_id not in known or not ledger.is_same_offer(known[offer_id], offer))
            ],
            gone=gone & known.keys(),
            plan=bundle({offer_id: steps[offer_id] for offer_id in certain}),
            left_out=len(steps) - len(certain),
            just_sold=just_sold,
        )

    def _listed(self) -> Iterator[ListedOffer]:
        self.beat()
        for page in self.client.offer_pages(statuses=sorted(ON_SALE)):
            yield from (each for each in page.entries if isinstance(each, ListedOffer))
            self.beat()

    def _by_id(self, offer_ids: Sequence[str]) -> Iterator[ListedOffer]:
        for some in chunks(offer_ids, OFFERS_BY_ID):
            self.beat()
            for page in self.client.offer_pages(offer_ids=some):
                for each in page.entries:
                    # What moved to the Allegro Warehouse is counted there.
                    if isinstance(each, ListedOffer) and not each.is_fulfillment:
                        yield each

    def _keys(
        self, known: Mapping[str, Offer], listed: Mapping[str, ListedOffer]
    ) -> dict[str, str | None]:
        """Offer id -> its key."""
        match_by = self.taker.settings.match_offers_by
        ids = {offer.offer_id: offer.external_id for offer in known.values()}
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

    def _seen(self, before: Offer | None, listed: ListedOffer, matched: MatchedOffer) -> Offer:
        offer = Offer(account=self.account, offer_id=listed.id)
        if before is not None:
            offer = ledger.copy_offer(before)
        offer.name = listed.name[:255]
        offer.external_id = listed.external_id[:100]
        offer.status, offer.available = listed.status[:64], listed.available
        sold_out = is_sold_out(before, listed.status, listed.available)
        offer.sold_out_since = (offer.sold_out_since or self.clock()) if sold_out else None
        offer.match, offer.variant_id = matched.match.value, matched.variant_id
        return offer

    def _settled(self, offer: Offer, wanted: int | None) -> Offer:
        """The offer with what it is to offer, and without a refusal that matters no more."""
        if offer.wanted != wanted:
            offer = ledger.copy_offer(offer)
            offer.wanted = wanted
        may_reactivate = self.taker.settings.reactivate_offers
        if offer.failed_since and is_settled(offer, wanted, may_reactivate=may_reactivate):
            return ledger.quantity_settled(offer)
        return offer

    def _matters(self, offer: Offer) -> bool:
        """Whether it is on sale or may be put on sale again, or only a person's choice is known."""
        since = offer.sold_out_since
        is_back_soon = since is not None and since > self.clock() - _KEPT
        return offer.status in ON_SALE or is_back_soon or not offer.status

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
