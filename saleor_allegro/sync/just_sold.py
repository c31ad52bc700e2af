"""What Allegro has sold since the last import: the shop does not know of it yet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.models import Account, Offer
from saleor_allegro.sync.connection import Clock

_EVENTS: Final = 1000
#: A sale whose form cannot be read holds up the stock for so long.
_FRESH: Final = timedelta(minutes=10)
#: Sending many commands takes its time: the journal is looked at again after so long.
_LOOK_AGAIN: Final = timedelta(seconds=10)


class JustSold:
    """Looks at the journal past the last import, and takes nothing in."""

    def __init__(
        self, account: Account, client: AllegroClient, clock: Clock, beat: Callable[[], None]
    ) -> None:
        """
        Args:
            beat: Called before every call.
        """
        self._account = account
        self._client = client
        self._clock = clock
        self._beat = beat
        #: Ids of offers; `None`: nobody can say which.
        self._sold: frozenset[str] | None = None
        self._looked_at: datetime | None = None

    def spared(self, offer_ids: Iterable[str], offers: Mapping[str, Offer]) -> list[str]:
        """Those of the offers of whose variants nothing was sold since; none when nobody knows.

        Raises:
            AllegroError: The journal cannot be read now.
        """
        now = self._clock()
        if self._looked_at is None or now - self._looked_at >= _LOOK_AGAIN:
            self._sold, self._looked_at = self._look(), now
        if self._sold is None:
            return []
        variants = {offers[offer_id].variant_id for offer_id in self._sold if offer_id in offers}
        return [each for each in offer_ids if offers[each].variant_id not in variants]

    def _look(self) -> frozenset[str] | None:
        if ledger.has_unread_sales(self._account.pk, self._clock() - _FRESH):
            return None
        self._beat()
        events = self._client.order_events(self._account.cursor or None, _EVENTS)
        if len(events) == _EVENTS or any(not event.order.line_items for event in events):
            return None
        lines = (line for event in events for line in event.order.line_items)
        return frozenset(line.offer.id for line in lines if line.offer is not None)
