"""Send the stock of one account's offers, or say what would be sent, at the terminal."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import has_stock_scopes
from saleor_allegro.config import Text, labels_of
from saleor_allegro.management import stock_texts as texts
from saleor_allegro.management.account_at_terminal import AccountAtTerminal, Result
from saleor_allegro.management.account_texts import STOPPED
from saleor_allegro.management.terminal import plain
from saleor_allegro.models import Offer, Run
from saleor_allegro.rules.offer_matching import Match
from saleor_allegro.rules.stock_plan import ON_SALE, StockPlan, ends_most
from saleor_allegro.sync.preview_stock import preview_stock
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.stock_account import is_stock_wanted, stock_account_now
from saleor_allegro.sync.stops import EXPECTED, message, stop_for


class Stocking(AccountAtTerminal):
    #: Offers whose quantity Allegro refused, as of the end of the run.
    refused = 0

    def run(self, offer_ids: Collection[str], total: ImportReport, *, may_end_most: bool) -> Result:
        """Compare, send, and add to the total."""
        if not (self.may_begin() and self._is_allowed() and self._is_wanted()):
            return Result.NOT_DONE

        def work(**options: Any) -> Run | None:
            return stock_account_now(
                self.account.pk, offer_ids, may_end_most=may_end_most, **options
            )

        failed_before = self.failing()
        run = self.conduct(work)
        if run is None:
            return Result.NOT_DONE
        total.add(run)
        self.tell_failures(failed_before)
        offers = ledger.offers_of(self.account.pk)
        self._tell_offers(offers.values(), offer_ids)
        refused = [
            offer
            for offer in ledger.refused_offers(self.account.pk)
            if offer.refused_quantity is not None  # else it has just been tried again
        ]
        self.refused = len(refused)
        for offer in refused:
            self._say_red(
                texts.REFUSED,
                offer_id=offer.offer_id,
                name=offer.name,
                quantity=offer.refused_quantity,
                message=offer.error_message,
            )
        is_unknown = self._tell_unknown(offer_ids, offers)
        return Result.FAILED if is_unknown else self.result(run)

    def preview(self, offer_ids: Collection[str]) -> tuple[Result, int]:
        """Say what would be sent; how it went, and how many offers would change."""
        if not (self.may_begin() and self._is_allowed()):
            return Result.NOT_DONE, 0
        try:
            comparison = preview_stock(self.account, self.shop, offer_ids, clock=self.clock)
        except EXPECTED as error:
            words = plain(message(stop_for(error), error, self.language))
            self.say(STOPPED, login=self.account.login, message=words)
            return Result.FAILED, 0
        self._tell_plan(comparison.plan, comparison.offers)
        self._tell_offers(comparison.offers.values(), offer_ids)
        if comparison.left_out:
            self.say(texts.LEFT_OUT, login=self.account.login, left_out=comparison.left_out)
        if ends_most(comparison.plan, comparison.on_sale):
            self._say_red(
                texts.ENDS_MOST,
                ended=len(comparison.plan.emptied),
                on_sale=comparison.on_sale,
                account=self.account.pk,
            )
        is_unknown = self._tell_unknown(offer_ids, comparison.offers)
        return Result.FAILED if is_unknown else Result.DONE, len(comparison.plan)

    def _tell_plan(self, plan: StockPlan, offers: Any) -> None:
        for offer_id in plan.emptied:
            self._tell_step(offers[offer_id], texts.EMPTY)
        for offer_ids in plan.quantities.values():
            for offer_id in offer_ids:
                self._tell_step(offers[offer_id], texts.SET)
        for offer_id in plan.activated:
            self._tell_step(offers[offer_id], texts.ACTIVATE)

    def _tell_step(self, offer: Offer, text: Text) -> None:
        shown = "?" if offer.available is None else offer.available
        what = text.filled(shown=shown, wanted=offer.wanted).in_language(self.language)
        self.say(texts.OFFER, offer_id=offer.offer_id, what=what, name=offer.name)

    def _tell_offers(self, offers: Iterable[Offer], offer_ids: Collection[str]) -> None:
        """How many offers the shop knows, and which of those a person named it does not."""
        on_sale = [offer for offer in offers if offer.status in ON_SALE]
        counts = Counter(offer.match for offer in on_sale)
        self.say(
            texts.OFFERS,
            login=self.account.login,
            on_sale=len(on_sale),
            unmatched=counts[Match.UNMATCHED],
            ambiguous=counts[Match.AMBIGUOUS],
            uncounted=counts[Match.UNCOUNTED],
        )
        why = {Match.UNMATCHED: texts.UNMATCHED, Match.AMBIGUOUS: texts.AMBIGUOUS}
        for offer in on_sale:
            if offer.offer_id in offer_ids and offer.match in why:
                self._say_red(
                    why[Match(offer.match)],
                    offer_id=offer.offer_id,
                    name=offer.name,
                    key=offer.external_id or "-",
                )

    def _tell_unknown(self, offer_ids: Collection[str], offers: Collection[str]) -> bool:
        unknown = [offer_id for offer_id in offer_ids if offer_id not in offers]
        for offer_id in unknown:
            self.say(texts.UNKNOWN_OFFER, offer_id=offer_id, login=self.account.login)
        return bool(unknown)

    def _is_allowed(self) -> bool:
        if has_stock_scopes(self.account.scope):
            return True
        slug = next(iter(ledger.channels_of(self.account.pk)), "SLUG")
        self.say(texts.NOT_ALLOWED, login=self.account.login, slug=slug)
        return False

    def _is_wanted(self) -> bool:
        if is_stock_wanted(self.account.pk, self.shop):
            return True
        [label] = labels_of({"send_stock"}, self.language)
        self.say(texts.SWITCHED_OFF, login=self.account.login, send_stock=label)
        return False

    def _say_red(self, text: Text, **words: object) -> None:
        plain_words = {name: plain(word) for name, word in words.items()}
        self.print(text.filled(**plain_words).in_language(self.language), style="red")
