"""The second net towards Allegro: orders whose change in the shop no hook told of."""

from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.rules.tell_status import StatusDecision
from saleor_allegro.sync.connection import OpenRun
from saleor_allegro.sync.push_parcels import links_with_news
from saleor_allegro.sync.push_statuses import look_at

#: Looked at together.
_BATCH: Final = 1000


def find_untold(run: OpenRun, since: datetime) -> None:
    """Have Allegro told about orders that were changed in the shop since then.

    Raises:
        LeaseLost: Another worker has the account.
    """
    takers = {taker.channel.slug: taker for taker in run.takers() if taker.settings.tells_allegro}
    if not takers:
        return
    changed = run.shop.changed_orders(takers, since)
    for start in range(0, len(changed), _BATCH):
        pushes = ledger.pushes_of_orders(run.account.pk, changed[start : start + _BATCH])
        # What is due already may wait for its next try.
        settled = [push for push in pushes.values() if push.due_at is None]
        dispatches = run.shop.read_dispatches([*pushes])
        looks = look_at(takers, settled, dispatches)
        untold = {
            *(look.push.link.pk for look in looks if look.decision is not StatusDecision.NOTHING),
            *links_with_news(takers, settled, dispatches),
        }
        with ledger.writing(run.lease, run.clock()):
            ledger.make_push_due(untold, run.clock())
