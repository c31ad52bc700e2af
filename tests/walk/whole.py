"""Whether a shop as a whole holds what Allegro holds: pieces, payments, customers, tellings."""

from collections import Counter
from collections.abc import Iterator

from saleor_allegro.sync.telling import MARKED_AT_ONCE
from tests.saleor.form_as_order import takes_stock
from tests.walk.jobs import Held
from tests.walk.judge import HOLDS_STOCK
from tests.walk.walk import Walk


def faults_of_whole(walk: Walk, held: Held) -> Iterator[str]:
    yield from _of_runs(walk, held)
    yield from _of_stock(walk, held)
    yield from _of_money(held)
    yield from _of_tellings(walk, held)


def _of_runs(walk: Walk, held: Held) -> Iterator[str]:
    if held.connection != "connected":
        yield f"the account is {held.connection}"
    for form_id in held.unread:
        yield f"{form_id}: still to be read, {held.links[form_id]}"
    stopped = {run for run in walk.runs if run.outcome == "stopped"}
    yield from (f"{run}" for run in stopped if run.error_code != "reconnect_needed")


def _of_stock(walk: Walk, held: Held) -> Iterator[str]:
    """Pieces are kept for orders that wait, and gone with fulfilled ones."""
    kept, sent = Counter[str](), Counter[str]()
    for order in held.orders:
        life = walk.diary.lives.get(order["externalReference"])
        if life is None or not takes_stock(life.form):
            continue
        for line in order["lines"]:
            if line["productSku"] and order["status"] in HOLDS_STOCK:
                kept[line["productSku"]] += line["quantity"]
            elif line["productSku"] and order["status"] == "FULFILLED":
                sent[line["productSku"]] += line["quantity"]
    for offer in walk.shop.simulator.offers:
        wanted = (offer.initial_stock - sent[offer.sku], kept[offer.sku])
        if held.stocks[offer.sku] != wanted:
            yield f"stock of {offer.sku}: {held.stocks[offer.sku]} is held, {wanted} was left"


def _of_money(held: Held) -> Iterator[str]:
    payments = Counter(
        each["pspReference"] for order in held.orders for each in order["transactions"]
    )
    yield from (
        f"payment {key} stands {times} times" for key, times in payments.items() if times > 1
    )
    buyers = {order["privateMetadata"]["allegro.buyer_id"] for order in held.orders}
    if len(buyers) != held.customers:
        yield f"{len(buyers)} buyers are {held.customers} customers"


def _of_tellings(walk: Walk, held: Held) -> Iterator[str]:
    """Everybody was told of each order's beginning and end: once, unless workers died."""
    for form_id in held.untold:
        yield f"{form_id}: something is still to be told"
    again = 0
    for order in held.orders:
        told = Counter(held.told.get(order["id"], ()))
        ends = ["cancelled"] if order["status"] == "CANCELED" else []
        for event in ("created", *ends):
            again += max(told[event] - 1, 0)
            if not told[event]:
                yield f"{order['externalReference']}: nobody was told that it was {event}"
    if again > len(walk.killed_at) * MARKED_AT_ONCE:
        yield f"{again} events were told again, after {len(walk.killed_at)} kills"
