"""Read what became of commands that were sent earlier, offer by offer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.documents import OfferTask, TaskStatus
from saleor_allegro.allegro.errors import NotFound
from saleor_allegro.models import Offer, StockCommand
from saleor_allegro.sync.connection import OpenRun

#: A command that is not done by then is not waited for: what the offers show decides.
_GIVEN_UP_AFTER: Final = timedelta(hours=1)


def read_command_results(run: OpenRun) -> None:
    """One call a command that is due. Where an offer that was sold out has pieces again, the
    account becomes due, so that the offer is put on sale.

    Raises:
        AllegroError, LeaseLost: What was not read is read the next time.
    """
    commands = ledger.due_commands(run.account.pk, run.started)
    offers = ledger.offers_of(run.account.pk) if commands else {}
    for command in commands:
        run.heartbeat()
        _read(run, command, offers)


def _read(run: OpenRun, command: StockCommand, offers: dict[str, Offer]) -> None:
    try:
        tasks = _tasks(run, command)
    except NotFound:
        # It never arrived, or Allegro has forgotten it: what the offers show decides.
        with ledger.writing(run.lease, run.clock()):
            ledger.end_command(command)
        return
    now = run.clock()
    results = {task.offer_id: task for task in tasks}
    open_ids = [each for each in command.offer_ids if not _is_done(results.get(each))]
    done = [
        _after(offers[each], results[each], command, now)
        for each in command.offer_ids
        if each not in open_ids and each in offers
    ]
    offers |= {offer.offer_id: offer for offer in done}
    with ledger.writing(run.lease, now):
        ledger.save_offers(done)
        if open_ids and now - command.created_at < _GIVEN_UP_AFTER:
            ledger.keep_waiting(command, open_ids, now)
        else:
            ledger.end_command(command)
        if command.kind == StockCommand.Kind.QUANTITY and any(_is_back(offer) for offer in done):
            ledger.next_stock(run.account.pk, run.started)
            run.account.next_stock_at = run.started
    run.report.failed += sum(offer.failed_since is not None for offer in done)


def _tasks(run: OpenRun, command: StockCommand) -> Sequence[OfferTask]:
    command_id = str(command.pk)
    if command.kind == StockCommand.Kind.ACTIVATE:
        return run.client.activation_tasks(command_id)
    return run.client.quantity_tasks(command_id)


def _is_done(task: OfferTask | None) -> bool:
    return task is not None and task.status in (TaskStatus.SUCCESS, TaskStatus.FAIL)


def _after(offer: Offer, task: OfferTask, command: StockCommand, now: datetime) -> Offer:
    if task.status == TaskStatus.FAIL:
        code, words = task.reason
        quantity = offer.wanted if command.quantity is None else command.quantity
        return ledger.quantity_refused(offer, quantity, code, words, now)
    # A worker may have died before it learnt that Allegro has the command.
    sent_at = command.sent_at or command.created_at
    if command.quantity is None:
        offer = ledger.put_on_sale(offer, sent_at)
    else:
        offer = ledger.quantity_sent(offer, command.quantity, sent_at)
    return ledger.quantity_settled(offer)


def _is_back(offer: Offer) -> bool:
    return offer.is_sold_out and offer.failed_since is None
