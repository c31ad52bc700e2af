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


def read_command_results(run: OpenRun) -> bool:
    """One call a command that is due.

    Returns:
        Whether an offer that was sold out has pieces again, so that it may be put on sale.

    Raises:
        AllegroError, LeaseLost: What was not read is read the next time.
    """
    commands = ledger.due_commands(run.account.pk, run.started)
    offers = ledger.offers_of(run.account.pk) if commands else {}
    is_back = False
    for command in commands:
        run.heartbeat()
        is_back |= _read(run, command, offers)
    return is_back


def _read(run: OpenRun, command: StockCommand, offers: dict[str, Offer]) -> bool:
    try:
        tasks = _tasks(run, command)
    except NotFound:
        # It never arrived, or Allegro has forgotten it: what the offers show decides.
        with ledger.writing(run.lease, run.clock()):
            ledger.end_command(command)
        return False
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
    run.report.failed += sum(offer.failed_since is not None for offer in done)
    is_quantity = command.kind == StockCommand.Kind.QUANTITY
    return is_quantity and any(_is_back(offer) for offer in done)


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
    if command.quantity is not None and command.sent_at is None:
        # A worker died before it learnt that Allegro has it.
        offer = ledger.quantity_sent(offer, command.quantity, command.created_at)
    return ledger.quantity_settled(offer)


def _is_back(offer: Offer) -> bool:
    return offer.is_sold_out and offer.failed_since is None
