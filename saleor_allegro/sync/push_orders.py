"""Tell Allegro what became of its orders in the shop."""

from datetime import timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import Forbidden
from saleor_allegro.allegro.scopes import TELLING_SCOPE, has_scope, without_scope
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.push_parcels import push_parcels
from saleor_allegro.sync.push_statuses import push_statuses

#: Orders looked at together.
BATCH: Final = 100
#: After so many calls the next run goes on: the import must not wait for a merchant's first day.
MOST_CALLS: Final = 300
#: A channel that takes no orders now may do so again.
_LATER: Final = timedelta(minutes=15)


def push_due_orders(run: OpenRun) -> None:
    """Look at every order that is due, and tell what Allegro does not know of it yet.

    Safe to repeat and to interrupt: what was told is remembered order by order, and an order
    stays due until it has been looked at whole. Of very many, the next run tells the rest.

    Raises:
        AllegroError: The connection is at fault, not one order. Orders not reached stay due.
        LeaseLost: Another worker has the account.
    """
    if not has_scope(run.account.scope, TELLING_SCOPE):
        return  # `allegro_status` asks for it
    try:
        _push(run)
    except Forbidden:
        # It was not granted after all; orders are imported all the same.
        ledger.set_scope(run.account.pk, without_scope(run.account.scope, TELLING_SCOPE))


def _push(run: OpenRun) -> None:
    slugs = [taker.channel.slug for taker in run.takers()]
    with ledger.writing(run.lease, run.clock()):
        # Or they would be due, and make a run that does nothing, every minute.
        ledger.put_off_pushes(run.account.pk, slugs, run.started, run.started + _LATER)
    after = 0
    while run.client.calls < MOST_CALLS:
        takers = {taker.channel.slug: taker for taker in run.takers()}
        pushes = ledger.due_pushes(run.account.pk, takers, run.started, after=after, limit=BATCH)
        if not pushes:
            return
        after = pushes[-1].pk
        dispatches = run.shop.read_dispatches(
            [push.link.order_id for push in pushes if push.link.order_id is not None]
        )
        # A status that says "sent" makes Allegro write to the buyer, with the numbers it has.
        retries = push_parcels(run, takers, pushes, dispatches)
        retries |= push_statuses(run, takers, pushes, dispatches, failing=retries)
        with ledger.writing(run.lease, run.clock()):
            ledger.settle_pushes(pushes, retries)
        run.progress(run.report)
