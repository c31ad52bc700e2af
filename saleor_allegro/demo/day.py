"""One day on the simulated Allegro: buyers pay, change their minds, cancel; the seller works."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from saleor_allegro.simulator import Simulator
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.simulator.market import CannotHappen

HOURS: Final = 24
_HOUR: Final = timedelta(hours=1)


@dataclass(slots=True)
class Day:
    """What happens hour by hour, and how often it did."""

    simulator: Simulator
    #: Sold in the first hours, a few each.
    orders: int
    kinds: Sequence[Kind]
    happened: Counter[str] = field(default_factory=Counter)

    def hours(self) -> Iterator[int]:
        """Move the clock on hour by hour; what happened in an hour has, when it is given."""
        for hour in range(1, HOURS + 1):
            self.simulator.clock.advance(_HOUR)
            if happens := _BY_HOUR.get(hour):
                happens(self)
            self.happened["expired unpaid"] += len(self.simulator.expire_unpaid())
            yield hour

    def sell(self) -> None:
        begin = self.simulator.clock.now() - _HOUR
        self.simulator.sell_many(self.orders, kinds_sold=self.kinds, since=begin)
        self.happened["bought"] += self.orders

    def sell_unheard_of(self) -> None:
        """The journal loses every event of a sale."""
        self.simulator.journal.lose(9)
        self.simulator.sell(Kind.PAID_ONLINE)
        self.simulator.journal.lose(0)
        self.happened["bought without an event"] += 1

    def pay(self) -> None:
        self._do("paid", 3, lambda form: self.simulator.pay(form["id"]), _is_unpaid)

    def top_up(self) -> None:
        self._do("topped up", 2, lambda form: self.simulator.top_up(form["id"]), _is_ready)

    def change_addresses(self) -> None:
        def change(form: Mapping[str, Any]) -> None:
            self.simulator.change_address(form["id"], street="Nowa 1", zipCode="45-001")

        self._do("address changed", 2, change, _is_ready)

    def change_points(self) -> None:
        self._do(
            "pickup point changed",
            1,
            lambda form: self.simulator.change_pickup_point(form["id"]),
            _is_ready,
        )

    def buy_twice_more(self) -> None:
        """A buyer who has not paid yet buys again."""

        def buy(form: Mapping[str, Any]) -> None:
            if self.simulator.kinds.get(form["id"]) is not Kind.UNPAID:
                raise CannotHappen("somebody else")
            for _ in range(2):
                self.simulator.sell(Kind.UNPAID, buyer_of=form["id"])
            self.happened["bought"] += 2

        self._do("bought twice more", 1, buy, _is_unpaid)

    def pay_together(self) -> None:
        def merge(form: Mapping[str, Any]) -> None:
            of_buyer = [
                other["id"]
                for other in self.simulator.forms.values()
                if _is_unpaid(other) and other["buyer"]["id"] == form["buyer"]["id"]
            ]
            self.simulator.merge(of_buyer)

        self._do("paid together", 1, merge, _is_unpaid)

    def cancel(self) -> None:
        self._do("cancelled", 2, lambda form: self.simulator.cancel(form["id"]), _is_ready)
        self._do("cancelled unpaid", 1, lambda form: self.simulator.cancel(form["id"]), _is_unpaid)

    def refund(self) -> None:
        self._do(
            "refunded", 1, lambda form: self.simulator.refund(form["id"]), _is_cancelled_by_buyer
        )
        self._do(
            "refunded in part",
            1,
            lambda form: self.simulator.refund(form["id"], Decimal("1.00")),
            _is_ready,
        )

    def send(self) -> None:
        """The seller enters parcels in Allegro's own panel."""

        def send(form: Mapping[str, Any]) -> None:
            self.simulator.add_parcel(form["id"])
            self.simulator.set_fulfillment(form["id"], "SENT", sent="ALL")

        self._do("sent in Allegro's panel", 2, send, _is_ready)

    def book_cash(self) -> None:
        self._do(
            "cash booked",
            1,
            lambda form: self.simulator.book_cash_on_delivery(form["id"]),
            _is_ready,
        )

    def _do(
        self,
        name: str,
        times: int,
        step: Callable[[Mapping[str, Any]], object],
        chosen: Callable[[Mapping[str, Any]], bool],
    ) -> None:
        """Let it happen so often, to the latest forms that it can happen to."""
        for form in reversed(list(self.simulator.forms.values())):
            if times and chosen(form):
                try:
                    step(form)
                except CannotHappen:
                    continue
                times -= 1
                self.happened[name] += 1


def _is_unpaid(form: Mapping[str, Any]) -> bool:
    return form["status"] in ("BOUGHT", "FILLED_IN")


def _is_ready(form: Mapping[str, Any]) -> bool:
    is_new = form["fulfillment"]["status"] == "NEW"
    return is_new and form["status"] == "READY_FOR_PROCESSING"


def _is_cancelled_by_buyer(form: Mapping[str, Any]) -> bool:
    return bool(form["status"] == "CANCELLED")


_BY_HOUR: Final[Mapping[int, Callable[[Day], None]]] = {
    1: Day.sell,
    2: Day.buy_twice_more,
    3: Day.change_addresses,
    4: Day.pay_together,
    5: Day.pay,
    6: Day.change_points,
    7: Day.cancel,
    8: Day.top_up,
    9: Day.sell_unheard_of,
    10: Day.refund,
    12: Day.send,
    14: Day.book_cash,
}
