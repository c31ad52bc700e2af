"""What stands on the shelves for a batch, and who gets it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from saleor_allegro.shop.rehearsal.models import Channel, Stock


@dataclass(frozen=True, slots=True)
class Take:
    stock: Stock
    quantity: int


class Shelf:
    """The stocks of some variants; every take leaves less for the next."""

    def __init__(self, stocks: Sequence[Stock]) -> None:
        self._stocks: dict[int, list[Stock]] = defaultdict(list)
        for stock in stocks:
            self._stocks[stock.variant_id].append(stock)

    @classmethod
    def of(
        cls, variants: Collection[int], channel: Channel, warehouses: Sequence[str], *, lock: bool
    ) -> "Shelf":
        """The channel's stocks in the order of `warehouses`; none named means all, by id.

        Locked rows stay locked until the caller's transaction ends, always in the order of
        their ids, so that two writers cannot wait for each other.
        """
        stocks = Stock.objects.filter(variant__in=variants, warehouse__channels=channel)
        stocks = stocks.select_related("warehouse").order_by("pk")
        if lock:
            stocks = stocks.select_for_update(of=("self",))
        if not warehouses:
            return cls(sorted(stocks, key=lambda stock: (stock.warehouse_id, stock.pk)))
        place = {slug: index for index, slug in enumerate(warehouses)}
        named = [stock for stock in stocks if stock.warehouse.slug in place]
        return cls(sorted(named, key=lambda stock: place[stock.warehouse.slug]))

    def take(self, variant_id: int, quantity: int) -> list[Take]:
        """As much of `quantity` as there is, from the preferred warehouse on."""
        takes = []
        for stock in self._stocks.get(variant_id, []):
            pieces = min(quantity, stock.quantity - stock.allocated)
            if pieces > 0:
                stock.allocated += pieces
                quantity -= pieces
                takes.append(Take(stock, pieces))
        return takes
