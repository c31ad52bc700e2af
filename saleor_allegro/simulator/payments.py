"""The payment endpoints: refunds and operations, newest first.

Source: Allegro REST API, `GET /payments/refunds`, `/payments/payment-operations`. Their order is
a guess.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.checks import date_and_time, whole_number
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wallet import Return
from saleor_allegro.simulator.wire import encode, moment_of

#: As published for the filter; other statuses occur in answers.
REFUND_STATUSES: Final = frozenset({"WAITING", "IN_PROGRESS", "SUCCESS", "CANCELED", "PARTIAL"})
#: Filters of the operations; `None` where any value may be asked for.
_FILTERS: Final[dict[str, frozenset[str] | None]] = {
    "wallet.type": frozenset({"AVAILABLE", "WAITING"}),
    "wallet.paymentOperator": frozenset({"PAYU", "P24", "AF", "AF_P24", "AF_PAYU"}),
    "payment.id": None,
    "participant.login": None,
    "group": frozenset({"INCOME", "OUTCOME", "REFUND", "BLOCKADES"}),
    "marketplaceId": frozenset({"allegro-pl", "allegro-cz"}),
    "currency": None,
}
#: Allegro looks no further.
MOST_OPERATIONS: Final = 10_000


def refunds(simulator: Simulator, request: Request) -> bytes:
    limit = whole_number(request, "limit", 50, 1, 100)
    offset = whole_number(request, "offset", 0, 0)
    statuses = _words(request, "status", REFUND_STATUSES)
    wanted = {name: _uuid(request, name) for name in ("id", "payment.id", "order.id")}
    since, until = _moment(request, "occurredAt.gte"), _moment(request, "occurredAt.lte")
    found = [
        each.document
        for each in reversed(simulator.wallet.returns.values())
        if not each.is_in_panel
        and (not statuses or each.status in statuses)
        and all(value in (None, _id(each, name)) for name, value in wanted.items())
        and _is_within(moment_of(each.document["createdAt"]), since, until)
    ]
    page = found[offset : offset + limit]
    return encode({"refunds": page, "count": len(page), "totalCount": len(found)})


def payment_operations(simulator: Simulator, request: Request) -> bytes:
    limit = whole_number(request, "limit", 50, 1, 50)
    offset = whole_number(request, "offset", 0, 0, MOST_OPERATIONS)
    _uuid(request, "payment.id")
    wanted = {name: _words(request, name, allowed) for name, allowed in _FILTERS.items()}
    wanted["wallet.type"] = wanted["wallet.type"] or frozenset({"AVAILABLE"})
    since, until = _moment(request, "occurredAt.gte"), _moment(request, "occurredAt.lte")
    found = [
        operation
        for operation in reversed(simulator.wallet.operations)
        if all(not values or operation.facts[name] in values for name, values in wanted.items())
        and _is_within(operation.occurred_at, since, until)
    ]
    if len(found) > MOST_OPERATIONS:
        raise errors.too_many_found(MOST_OPERATIONS, request.url.path)
    page = found[offset : offset + limit]
    return b'{"paymentOperations":[%b],"count":%d,"totalCount":%d}' % (
        b",".join(operation.body for operation in page),
        len(page),
        len(found),
    )


def _id(returned: Return, name: str) -> str:
    document = returned.document
    return str(document["id"] if name == "id" else document[name.removesuffix(".id")]["id"])


def _words(request: Request, name: str, allowed: frozenset[str] | None) -> frozenset[str]:
    """The values of a filter that may be given several times."""
    values = frozenset(request.query_params.getlist(name))
    if allowed is not None and not values <= allowed:
        unknown = ", ".join(sorted(values - allowed))
        raise errors.out_of_range(name, unknown, "a published value", request.url.path)
    return values


def _uuid(request: Request, name: str) -> str | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        return str(UUID(text))
    except ValueError:
        raise errors.malformed_uuid(text, request.url.path) from None


def _moment(request: Request, name: str) -> datetime | None:
    path = request.url.path
    return date_and_time(
        request, name, lambda text: errors.out_of_range(name, text, "a date and time", path)
    )


def _is_within(moment: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or moment >= since) and (until is None or moment <= until)
