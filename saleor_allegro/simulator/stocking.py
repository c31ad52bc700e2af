"""What the seller does with the offers: how many pieces each has, and whether it is on sale.

Sources: allegro/allegro-api #1731 (an auction has no quantity), #7280 (no pieces end an offer),
#10487 (pieces alone do not put it on sale again). The codes are guesses where none was seen.
"""

from collections.abc import Iterable
from uuid import uuid4

from saleor_allegro.simulator.catalogue import OFFER_STATUSES, Offer
from saleor_allegro.simulator.market import CannotHappen, Market, step
from saleor_allegro.simulator.offer_commands import Commanded, CommandKind, Task


class Stocking(Market):
    @step
    def add_offers(self, offers: Iterable[Offer]) -> None:
        """The seller has more for sale.

        Raises:
            ValueError: There is an offer with such an id.
        """
        self.offers.add(offers)

    @step
    def change_offer(
        self, offer_id: str, *, stock: int | None = None, status: str | None = None
    ) -> None:
        """What Allegro shows changes by no command: the seller uses Allegro's own panel.

        Args:
            stock: Pieces; none end an offer that is on sale, unless `status` says otherwise.
        """
        offer = self.offers.by_id(offer_id)
        if offer is None:
            raise CannotHappen(f"there is no offer {offer_id}")
        if stock is not None and stock < 0:
            raise CannotHappen(f"{offer_id} cannot have {stock} pieces")
        if status is not None and status not in OFFER_STATUSES:
            raise CannotHappen(f"{status} is not one of {', '.join(sorted(OFFER_STATUSES))}")
        if stock is not None:
            offer.set_stock(stock)
        if status is not None:
            offer.status = status

    @step
    def command(self, commanded: Commanded) -> None:
        """Do at once what is commanded, offer by offer. One that fails does not stop the others.

        Raises:
            CannotHappen: There was a command of that kind and id before.
        """
        key = commanded.kind, commanded.id
        if key in self._tasks:
            raise CannotHappen(f"there is a command {commanded.id} already")
        self._tasks[key] = tuple(self._carry_out(commanded, each) for each in commanded.offer_ids)
        self.commands.append(commanded)

    def tasks_of(self, kind: CommandKind, command_id: str) -> tuple[Task, ...] | None:
        """What became of a command; `None`: there was none."""
        return self._tasks.get((kind, command_id))

    @step
    def edit_stock(self, offer_id: str, pieces: int) -> str:
        """One offer gets its pieces by an edit, whose id is returned."""
        edit_id = str(uuid4())
        edit = Commanded(id=edit_id, kind=CommandKind.EDIT, offer_ids=(offer_id,), quantity=pieces)
        self.change_offer(offer_id, stock=pieces)
        self.commands.append(edit)
        return edit_id

    def _carry_out(self, commanded: Commanded, offer_id: str) -> Task:
        offer = self.offers.by_id(offer_id)
        if offer is None:
            return _failed(offer_id, "OFFER_NOT_FOUND", "The offer does not exist.")
        if offer_id in self.refusing_offers:
            return _failed(offer_id, "OFFER_REFUSED", self.refusing_offers[offer_id])
        if commanded.quantity is not None:
            if offer.selling_format == "AUCTION":
                code = "EXCEPTION_DURING_OFFER_QUANTITY_UPDATE"
                return _failed(offer_id, code, "Exception when update offer quantity.")
            offer.set_stock(commanded.quantity)
        elif commanded.action == "ACTIVATE":
            if not offer.stock:
                return _failed(offer_id, "EMPTY_STOCK", "An offer without pieces stays ended.")
            offer.status = "ACTIVE"
        elif offer.status != "INACTIVE":
            offer.status = "ENDED"
        return Task(offer_id=offer_id)


def _failed(offer_id: str, code: str, message: str) -> Task:
    return Task(offer_id=offer_id, code=code, message=message)
