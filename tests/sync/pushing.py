"""What the tests of telling Allegro do and look at."""

from typing import Any

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderPush, Run
from saleor_allegro.shop.rehearsal.models import Order
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.push_account import push_account
from tests.sync.steps import link_of, set_up

FULFILLMENT = "/order/checkout-forms/*/fulfillment"
#: Two statuses of the shop are one on Allegro.
MAPPING = {
    "allegro_status_unfulfilled": "PROCESSING",
    "allegro_status_partially_fulfilled": "PROCESSING",
    "allegro_status_fulfilled": "SENT",
    "allegro_status_canceled": "CANCELLED",
}


def map_statuses(**changes: str) -> None:
    for slug in ("allegro-pl", "allegro-cz"):
        set_up(slug, **MAPPING | changes)


def change(form_id: str, simulator: Simulator, status: str, **fields: Any) -> None:
    """The shop changes the order, and a hook tells us."""
    order = Order.objects.get(form_id=form_id)
    order.status = status
    for name, value in fields.items():
        setattr(order, name, value)
    order.save()
    ledger.note_change(order.uuid, simulator.clock.now())


def run_push(account: Account, simulator: Simulator) -> Run | None:
    run = push_account(account.pk, clock=simulator.clock.now)
    if run is not None:
        run.refresh_from_db()
    return run


def push_of(form_id: str) -> OrderPush:
    return OrderPush.objects.get(link=link_of(form_id))


def told(simulator: Simulator) -> list[tuple[str, int | None]]:
    """Every status the seller sent: form and the answer's status."""
    return [
        (request.path.split("/")[3], request.status)
        for request in simulator.requests
        if request.method == "PUT"
    ]


def at_allegro(simulator: Simulator, form_id: str) -> str:
    status: str = simulator.forms[form_id]["fulfillment"]["status"]
    return status
