"""Offers: which there are, how many pieces each has, and which are on sale."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from saleor_allegro.allegro.calls import Calls
from saleor_allegro.allegro.documents import OfferPage, OfferStatus, OfferTask, OfferTaskList
from saleor_allegro.allegro.errors import StaleRevision

#: Most offers one call asks for by their ids: a URL has an end.
OFFERS_BY_ID: Final = 100
#: Most offers one command changes.
OFFERS_A_COMMAND: Final = 1000

_OFFERS_A_PAGE: Final = 1000
_QUANTITIES: Final = "/sale/offer-quantity-change-commands"
_PUBLICATIONS: Final = "/sale/offer-publication-commands"


class OfferCalls(Calls):
    """A seller may change 9,000 offers a minute by commands, and 250,000 an hour.

    Every method raises:
        Forbidden: The seller did not grant `scopes.OFFERS_SCOPE`, or `scopes.STOCK_SCOPE` for
            all but `offer_pages`.
    """

    def offer_pages(
        self, *, offer_ids: Sequence[str] = (), statuses: Sequence[OfferStatus] = ()
    ) -> Iterator[OfferPage]:
        """Offers at a fixed price, newest first, in pages of at most 1,000.

        An offer that leaves the list while we read moves the rest up: one may be missed then.

        Args:
            offer_ids: These alone, at most `OFFERS_BY_ID`; one that is not there is left out.
            statuses: Those with one of these, but not what the Allegro Warehouse counts.

        Raises:
            ValueError: These are too many ids for one call.

        Source: `GET /sale/offers`.
        """
        if len(offer_ids) > OFFERS_BY_ID:
            raise ValueError(f"{len(offer_ids)} offers asked for by id, at most {OFFERS_BY_ID}")
        # An auction has no quantity that could be changed.
        query: dict[str, str | Sequence[str]] = {"sellingMode.format": "BUY_NOW"}
        if offer_ids:
            query["offer.id"] = list(offer_ids)
        if statuses:
            query["publication.status"] = [status.value for status in statuses]
            query["isFulfillment"] = "false"
        return self.pages(OfferPage, "/sale/offers", query, _OFFERS_A_PAGE)

    def set_quantity(self, command_id: str, offer_ids: Sequence[str], quantity: int) -> None:
        """Command that each of the offers has so many pieces. What came of it: `quantity_tasks`.

        Said twice, it is done once: Allegro knows the command by its id (HTTP 409), which is a
        success here. An offer that has ended gets its pieces, and stays ended.

        Args:
            command_id: A UUID of ours, new for every other command.
            offer_ids: 1 to `OFFERS_A_COMMAND`.
            quantity: At least 1. An offer without pieces is ended: `empty_offer`.

        Raises:
            ValueError: There are too few or too many offers or pieces; nothing was sent.

        Source: `PUT /sale/offer-quantity-change-commands/{commandId}`.
        """
        if quantity < 1:
            raise ValueError(f"a command cannot leave an offer {quantity} pieces")
        change = {"modification": {"changeType": "FIXED", "value": quantity}}
        self._command(_QUANTITIES, command_id, offer_ids, change)

    def quantity_tasks(self, command_id: str) -> tuple[OfferTask, ...]:
        """What became of `set_quantity` so far, offer by offer.

        An offer that is not told of is not begun with yet: Allegro lists tasks as it makes them.

        Raises:
            NotFound: No such command ever arrived.

        Source: `GET /sale/offer-quantity-change-commands/{commandId}/tasks`.
        """
        return self._tasks(_QUANTITIES, command_id)

    def activate_offers(self, command_id: str, offer_ids: Sequence[str]) -> None:
        """Command that offers be on sale again; each must have pieces. Otherwise as `set_quantity`.

        Source: `PUT /sale/offer-publication-commands/{commandId}`.
        """
        change = {"publication": {"action": "ACTIVATE"}}
        self._command(_PUBLICATIONS, command_id, offer_ids, change)

    def activation_tasks(self, command_id: str) -> tuple[OfferTask, ...]:
        """What became of `activate_offers` so far; as `quantity_tasks`.

        Source: `GET /sale/offer-publication-commands/{commandId}/tasks`.
        """
        return self._tasks(_PUBLICATIONS, command_id)

    def empty_offer(self, offer_id: str) -> None:
        """Take the last pieces off an offer; Allegro ends it, at once or a little later.

        Raises:
            NotFound: The seller has no such offer.
            StaleRevision: HTTP 409: a change before is still being made. The same call may
                succeed later.

        Source: `PATCH /sale/product-offers/{offerId}`.
        """
        path = f"/sale/product-offers/{quote(offer_id, safe='')}"
        self.tell("PATCH", path, {"stock": {"available": 0}})

    def _command(
        self, path: str, command_id: str, offer_ids: Sequence[str], change: Mapping[str, object]
    ) -> None:
        if not 1 <= len(offer_ids) <= OFFERS_A_COMMAND:
            raise ValueError(f"{len(offer_ids)} offers in a command, 1 to {OFFERS_A_COMMAND}")
        offers = [{"id": offer_id} for offer_id in offer_ids]
        document = {**change, "offerCriteria": [{"type": "CONTAINS_OFFERS", "offers": offers}]}
        try:
            self.tell("PUT", f"{path}/{quote(command_id, safe='')}", document)
        except StaleRevision:
            return  # the same command arrived before, and its answer was lost

    def _tasks(self, path: str, command_id: str) -> tuple[OfferTask, ...]:
        query = {"limit": str(OFFERS_A_COMMAND)}
        return self.read(OfferTaskList, f"{path}/{quote(command_id, safe='')}/tasks", query).tasks
