"""What the tests of sending stock do and look at."""

from typing import Any

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import STOCK_SCOPE
from saleor_allegro.models import Account, Offer, Run
from saleor_allegro.shop.rehearsal.models import Stock
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.stock_account import stock_account
from tests.sync.steps import later, set_up

OFFERS = "/sale/offers"
QUANTITIES = "/sale/offer-quantity-change-commands/*"
PUBLICATIONS = "/sale/offer-publication-commands/*"
ONE_OFFER = "/sale/product-offers/*"


def switch_on(**values: Any) -> None:
    """The merchant wants the offers to show the stock of the Polish channel."""
    set_up("allegro-pl", send_stock=True, **values)


def put(offer_id: str, pieces: int) -> None:
    """So many pieces of an offer's variant are in the shop, and nobody is promised any."""
    Stock.objects.filter(variant__offer_id=offer_id).update(quantity=pieces, allocated=0)


def run_stock(account: Account, simulator: Simulator) -> Run | None:
    run = stock_account(account.pk, clock=simulator.clock.now)
    if run is not None:
        run.refresh_from_db()
    return run


def is_due(account: Account, simulator: Simulator) -> bool:
    """Whether beat would start a run now."""
    return account.pk in ledger.due_for_stock(simulator.clock.now(), STOCK_SCOPE)


def next_time(account: Account, simulator: Simulator) -> Run | None:
    """A quarter of an hour later."""
    later(simulator, minutes=15)
    return run_stock(account, simulator)


def commands(simulator: Simulator) -> int:
    """Commands for many offers."""
    return sum(
        simulator.requests.count_of(path, method="PUT") for path in (QUANTITIES, PUBLICATIONS)
    )


def results_read(simulator: Simulator) -> int:
    return sum(
        simulator.requests.count_of(path, method="GET") for path in (QUANTITIES, PUBLICATIONS)
    )


def ended(simulator: Simulator) -> int:
    """Offers that were told to have nothing left, one by one."""
    return simulator.requests.count_of(ONE_OFFER, method="PATCH")


def written(simulator: Simulator) -> int:
    return commands(simulator) + ended(simulator)


def shown(simulator: Simulator, offer_id: str) -> tuple[str, int]:
    """An offer as Allegro shows it."""
    offer = next(each for each in simulator.offers if each.id == offer_id)
    return offer.status, offer.stock


def row(offer_id: str) -> Offer:
    return Offer.objects.get(offer_id=offer_id)
