"""The order endpoints: journal, list, form and parcels.

Source: Allegro REST API, `GET /order/events`, `/order/event-stats`, `/order/checkout-forms`,
`/order/checkout-forms/{id}` and its `/shipments`.
"""

from datetime import datetime
from typing import Final

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.checks import date_and_time, uuid_in_path, whole_number
from saleor_allegro.simulator.forms import Query
from saleor_allegro.simulator.shipping import FULFILLMENT_STATUSES
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import encode, stamp

EVENT_TYPES: Final = frozenset(
    {
        "BOUGHT",
        "FILLED_IN",
        "READY_FOR_PROCESSING",
        "BUYER_CANCELLED",
        "FULFILLMENT_STATUS_CHANGED",
        "AUTO_CANCELLED",
        # BUYER_MODIFIED is written to the journal, yet cannot be asked for.
    }
)
#: Filters of the list; `None` where any value may be asked for.
_FILTERS: Final[dict[str, frozenset[str] | None]] = {
    "status": frozenset({"BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING", "CANCELLED"}),
    "fulfillment.status": FULFILLMENT_STATUSES,
    "fulfillment.provider.id": frozenset({"SELLER", "ALLEGRO"}),
    "fulfillment.shipmentSummary.lineItemsSent": frozenset({"NONE", "SOME", "ALL"}),
    "payment.id": None,
    "surcharges.id": None,
    "delivery.method.id": None,
    "buyer.login": None,
    "marketplace.id": None,
}
_SORTS: Final = frozenset({"lineItems.boughtAt", "-lineItems.boughtAt", "updatedAt", "-updatedAt"})


def order_events(simulator: Simulator, request: Request) -> bytes:
    limit = whole_number(request, "limit", 100, 1, 1000)
    kinds = frozenset(request.query_params.getlist("type"))
    path = request.url.path
    if kinds - EVENT_TYPES:
        unknown = ", ".join(sorted(kinds - EVENT_TYPES))
        raise errors.out_of_range("type", unknown, "a type of event", path)
    after = request.query_params.get("from")
    if after is not None and not (after.isascii() and after.isdigit()):
        raise errors.out_of_range("from", after, "the id of an event", path)
    events = simulator.journal.read(
        after=int(after) if after else None,
        kinds=kinds,
        limit=limit,
        now=simulator.clock.now(),
    )
    return b'{"events":[' + b",".join(event.body for event in events) + b"]}"


def event_stats(simulator: Simulator, request: Request) -> bytes:
    latest = simulator.journal.latest(simulator.clock.now())
    if latest is None:
        return b"{}"
    return encode({"latestEvent": {"id": str(latest.id), "occurredAt": stamp(latest.occurred_at)}})


def checkout_forms(simulator: Simulator, request: Request) -> bytes:
    offset = whole_number(request, "offset", 0, 0)
    limit = whole_number(request, "limit", 100, 1, 100)
    found = simulator.forms.find(_query(request), simulator.clock.now())
    page = found[offset : offset + limit]
    forms = b",".join(form.body for form in page)
    return b'{"checkoutForms":[%b],"count":%d,"totalCount":%d}' % (forms, len(page), len(found))


def checkout_form(simulator: Simulator, request: Request) -> bytes:
    form_id = uuid_in_path(request, "id")
    form = simulator.forms.stored(form_id)
    if form is None:
        raise errors.form_not_found(form_id, request.url.path)
    return form.body


def shipments(simulator: Simulator, request: Request) -> bytes:
    form_id = request.path_params["id"]
    if form_id not in simulator.forms:
        raise errors.form_not_found(form_id, request.url.path)
    return encode({"shipments": simulator.parcels.of(form_id)})


def _query(request: Request) -> Query:
    asked = request.query_params
    facts = []
    for name, allowed in _FILTERS.items():
        value = asked.get(name)
        if value is None:
            continue
        if allowed is not None and value not in allowed:
            raise errors.bad_value(name, value, request.url.path)
        facts.append((name, value))
    sort = asked.get("sort", "-lineItems.boughtAt")
    if sort not in _SORTS:
        raise errors.bad_value("sort", sort, request.url.path)
    return Query(
        facts=tuple(facts),
        bought_from=_moment(request, "lineItems.boughtAt.gte"),
        bought_to=_moment(request, "lineItems.boughtAt.lte"),
        updated_from=_moment(request, "updatedAt.gte"),
        updated_to=_moment(request, "updatedAt.lte"),
        sort=sort,
    )


def _moment(request: Request, name: str) -> datetime | None:
    return date_and_time(request, name, lambda text: errors.bad_value(name, text, request.url.path))
