"""What stands on the shelves, and who is promised what of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from django.db.models import Case, Q, Value, When

from saleor_allegro.shop.rehearsal.models import Allocation, Channel, OrderLine, Stock


class Shelf:
    """Stocks of some variants, and what lines hold of them, in memory until it is saved.

    Every take leaves less for the next, every release more.
    """

    def __init__(
        self,
        variants: Collection[int],
        channel: Channel,
        warehouses: Sequence[str],
        *,
        lines: Iterable[OrderLine] = (),
        lock: bool,
    ) -> None:
        """Read the channel's stocks of the variants, and what these lines hold anywhere.

        Locked rows stay locked until the caller's transaction ends, always in the order of
        their ids, so that two writers cannot wait for each other.

        Args:
            warehouses: Those that may give, by slug, in this order; none named means all, by id.
            lines: Of orders that the caller has locked.
        """
        self._held: dict[UUID, dict[int, int]] = defaultdict(dict)
        for held in Allocation.objects.filter(line__in=[line.id for line in lines]).order_by("pk"):
            of_line = self._held[held.line_id]
            of_line[held.stock_id] = of_line.get(held.stock_id, 0) + held.quantity
        touched = {stock_id for of_line in self._held.values() for stock_id in of_line}
        giving = Q(variant__in=variants, warehouse__in=channel.warehouses.all())
        if warehouses:
            giving &= Q(warehouse__slug__in=warehouses)
        stocks = Stock.objects.filter(giving | Q(pk__in=touched))
        stocks = stocks.annotate(gives=Case(When(giving, Value(True)), default=Value(False)))
        stocks = stocks.select_related("warehouse").order_by("pk")
        if lock:
            stocks = stocks.select_for_update(of=("self",))
        self._stocks = {stock.pk: stock for stock in stocks}
        place = {slug: index for index, slug in enumerate(warehouses)}
        self._of_variant: dict[int, list[Stock]] = defaultdict(list)
        for stock in sorted(
            (stock for stock in stocks if stock.gives),
            key=lambda stock: (place.get(stock.warehouse.slug, 0), stock.warehouse_id, stock.pk),
        ):
            self._of_variant[stock.variant_id].append(stock)
        #: Those that have allocations.
        self._recorded = set(self._held)
        self._changed_stocks: set[int] = set()
        self._changed_lines: set[UUID] = set()

    def held(self, line_id: UUID) -> int:
        """Pieces that are promised to a line."""
        return sum(self._held[line_id].values())

    def take(self, line_id: UUID, variant_id: int, quantity: int) -> None:
        """Promise a line as much of `quantity` as there is, from the preferred warehouse on."""
        for stock in self._of_variant.get(variant_id, []):
            pieces = min(quantity, stock.quantity - stock.allocated)
            if pieces > 0:
                quantity -= pieces
                self._move(line_id, stock, pieces)

    def release(self, line_id: UUID, quantity: int) -> None:
        """Free so many pieces of a line, those that were promised last first."""
        for stock_id, pieces in reversed(list(self._held[line_id].items())):
            less = min(quantity, pieces)
            if less > 0:
                quantity -= less
                self._move(line_id, self._stocks[stock_id], -less)

    def send(self, line_id: UUID, quantity: int) -> list[tuple[Stock | None, int]]:
        """Let pieces of a line leave; those that it does not hold leave no stock of ours."""
        sent: list[tuple[Stock | None, int]] = []
        for stock_id, pieces in list(self._held[line_id].items()):
            leaving = min(quantity, pieces)
            if leaving > 0:
                stock = self._stocks[stock_id]
                quantity -= leaving
                stock.quantity -= leaving
                self._move(line_id, stock, -leaving)
                sent.append((stock, leaving))
        return [*sent, (None, quantity)] if quantity else sent

    def save(self) -> None:
        """In three statements; the lines must be there."""
        outdated = self._changed_lines & self._recorded
        Allocation.objects.filter(line__in=outdated).delete()
        Allocation.objects.bulk_create(
            Allocation(line_id=line_id, stock_id=stock_id, quantity=pieces)
            for line_id in self._changed_lines
            for stock_id, pieces in self._held[line_id].items()
            if pieces
        )
        changed = [self._stocks[pk] for pk in sorted(self._changed_stocks)]
        Stock.objects.bulk_update(changed, ["quantity", "allocated"])

    def _move(self, line_id: UUID, stock: Stock, pieces: int) -> None:
        of_line = self._held[line_id]
        of_line[stock.pk] = of_line.get(stock.pk, 0) + pieces
        stock.allocated += pieces
        self._changed_lines.add(line_id)
        self._changed_stocks.add(stock.pk)
