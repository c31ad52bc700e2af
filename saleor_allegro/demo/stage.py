"""The shop that a demo is played in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from saleor_allegro.shop.port import ShopOrder
from saleor_allegro.simulator import Simulator


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOrder:
    """An order as the shop holds it at the end."""

    order: ShopOrder
    is_cash_on_delivery: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    #: For people, e.g. "Saleor 3.23.28".
    name: str
    #: Somebody's shop is in the database: no place for a demo.
    is_taken: Callable[[], bool]
    #: Takes the simulator and its base URL.
    open_shop: Callable[[Simulator, str], None]
    #: Every order of the shop, oldest number first, by the shop's own way out.
    read_orders: Callable[[], Sequence[HeldOrder]]
