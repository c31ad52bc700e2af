"""Carry out a plan of stock: one command a quantity, one call an offer that has nothing left."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Forbidden, NotFound, Rejected, StaleRevision
from saleor_allegro.allegro.offer_calls import OFFERS_A_COMMAND
from saleor_allegro.models import Offer, StockCommand
from saleor_allegro.rules.stock_plan import chunks
from saleor_allegro.sync.compare_stock import StockComparison
from saleor_allegro.sync.connection import OpenRun

Kind = StockCommand.Kind
#: Allegro takes 9,000 offer changes a minute of a seller.
MOST_CHANGES: Final = 8000
#: Offers that end take a call each: the import must not wait for all of very many.
MOST_ENDED: Final = 300
#: What was sent of so many offers is written down together.
_TOGETHER: Final = 20


def send_steps(run: OpenRun, comparison: StockComparison, *, ends_all: bool) -> bool:
    """Send the plan, and remember what Allegro took and what it refused.

    Args:
        ends_all: End every offer that has nothing left in this run, however many there are.

    Returns:
        False when some are left for the next run: of very many, or because they were sold while
        others were sent.

    Raises:
        AllegroError: The connection is at fault. A command whose answer was lost stays written
            down, and is asked about.
    """
    sender = _Sender(run, comparison)
    plan = comparison.plan
    emptied = plan.emptied if ends_all else plan.emptied[:MOST_ENDED]
    sender.empty(emptied)
    for quantity, offer_ids in plan.quantities.items():
        sender.command(Kind.QUANTITY, offer_ids, quantity)
    sender.command(Kind.ACTIVATE, plan.activated)
    return not sender.has_left and emptied == plan.emptied


class _Sender:
    def __init__(self, run: OpenRun, comparison: StockComparison) -> None:
        self._run = run
        self._offers = comparison.offers
        self._just_sold = comparison.just_sold
        self._changes = 0
        #: Something was left out for Allegro's limit, or was sold meanwhile.
        self.has_left = False

    def empty(self, offer_ids: Sequence[str]) -> None:
        """Nothing is left of these offers, so they end."""
        for some in chunks(offer_ids, _TOGETHER):
            looked_at: list[Offer] = []
            try:
                for offer_id in some:
                    self._run.heartbeat()
                    looked_at += self._emptied(self._offers[offer_id])
            finally:
                # Said twice, it is the same: a death in between loses nothing.
                with ledger.writing(self._run.lease, self._run.clock()):
                    ledger.save_offers(looked_at)

    def command(
        self, kind: StockCommand.Kind, offer_ids: Sequence[str], quantity: int | None = None
    ) -> None:
        """One thing for many offers, in as few commands as Allegro takes."""
        for some in chunks(offer_ids, OFFERS_A_COMMAND):
            if self._changes + len(some) > MOST_CHANGES:
                self.has_left = True
                return
            spared = self._just_sold.spared(some, self._offers)
            self.has_left |= len(spared) < len(some)
            if spared:
                self._changes += len(spared)
                self._send(kind, spared, quantity)

    def _emptied(self, offer: Offer) -> list[Offer]:
        now = self._run.clock()
        try:
            self._run.client.empty_offer(offer.offer_id)
        except (StaleRevision, NotFound):
            return []  # being edited, or gone: the next look tells
        except Rejected as error:
            self._run.report.failed += 1
            words = error.user_message or str(error)
            return [ledger.quantity_refused(offer, 0, error.code, words, now)]
        self._told(1)
        return [ledger.quantity_settled(ledger.quantity_sent(offer, 0, now))]

    def _send(
        self, kind: StockCommand.Kind, offer_ids: Sequence[str], quantity: int | None
    ) -> None:
        run = self._run
        with ledger.writing(run.lease, run.clock()):
            command = ledger.begin_command(
                run.account.pk, kind, offer_ids, run.clock(), quantity=quantity
            )
        offers = [self._offers[offer_id] for offer_id in offer_ids]
        try:
            if quantity is None:
                run.client.activate_offers(str(command.pk), offer_ids)
            else:
                run.client.set_quantity(str(command.pk), offer_ids, quantity)
        except Rejected as error:
            self._refused(command, offers, error)
            return
        except Forbidden:
            with ledger.writing(run.lease, run.clock()):
                ledger.end_command(command)
            raise
        now = run.clock()
        with ledger.writing(run.lease, now):
            ledger.mark_command_sent(command, now)
            ledger.save_offers([_sent(offer, quantity, now) for offer in offers])
        self._told(len(offers))

    def _refused(self, command: StockCommand, offers: Sequence[Offer], error: Rejected) -> None:
        """Allegro does not take the command at all, so it says nothing of single offers."""
        words = error.user_message or str(error)
        now = self._run.clock()
        with ledger.writing(self._run.lease, now):
            ledger.end_command(command)
            ledger.save_offers(
                [
                    ledger.quantity_refused(offer, offer.wanted, error.code, words, now)
                    for offer in offers
                ]
            )
        self._run.report.failed += len(offers)

    def _told(self, count: int) -> None:
        self._run.report.told += count
        self._run.progress(self._run.report)


def _sent(offer: Offer, quantity: int | None, now: datetime) -> Offer:
    if quantity is None:
        return ledger.put_on_sale(offer, now)
    return ledger.quantity_sent(offer, quantity, now)
