"""The simulated Allegro as an ASGI application: REST API, OAuth and control."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from saleor_allegro.simulator import (
    directory,
    errors,
    oauth,
    orders,
    pages,
    payments,
    selling_offers,
    told,
    told_offers,
)
from saleor_allegro.simulator.checks import MEDIA_TYPE, check_headers, check_token
from saleor_allegro.simulator.control import control_routes
from saleor_allegro.simulator.errors import Refused
from saleor_allegro.simulator.replies import Reply
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import decode

Answer = Callable[[Simulator, Request], bytes]
#: What a call that writes does with the JSON document it was sent (`None`: it was none).
WriteAnswer = Callable[[Simulator, Request, Any], Reply]
PageAnswer = Callable[[Simulator, Request], Awaitable[Response]]

ORDERS_READ: Final = "allegro:api:orders:read"
ORDERS_WRITE: Final = "allegro:api:orders:write"
PROFILE_READ: Final = "allegro:api:profile:read"
PAYMENTS_READ: Final = "allegro:api:payments:read"
OFFERS_READ: Final = "allegro:api:sale:offers:read"
OFFERS_WRITE: Final = "allegro:api:sale:offers:write"
_QUANTITIES: Final = "/sale/offer-quantity-change-commands/{id}"
_PUBLICATIONS: Final = "/sale/offer-publication-commands/{id}"
#: Path, scope (`None`: any token will do) and what answers.
_RESOURCES: Final[tuple[tuple[str, str | None, Answer], ...]] = (
    ("/me", PROFILE_READ, directory.me),
    ("/order/events", ORDERS_READ, orders.order_events),
    ("/order/event-stats", ORDERS_READ, orders.event_stats),
    ("/order/checkout-forms", ORDERS_READ, orders.checkout_forms),
    ("/order/checkout-forms/{id}", ORDERS_READ, orders.checkout_form),
    ("/order/checkout-forms/{id}/shipments", ORDERS_READ, orders.shipments),
    ("/payments/refunds", PAYMENTS_READ, payments.refunds),
    ("/payments/payment-operations", PAYMENTS_READ, payments.payment_operations),
    ("/sale/offers", OFFERS_READ, selling_offers.offers),
    (f"{_QUANTITIES}/tasks", OFFERS_WRITE, told_offers.quantity_tasks),
    (f"{_PUBLICATIONS}/tasks", OFFERS_WRITE, told_offers.publication_tasks),
    ("/order/carriers", None, directory.carriers),
    ("/sale/delivery-methods", None, directory.delivery_methods),
    ("/marketplaces", None, directory.marketplace_list),
)
#: Method, path, scope and what answers, of the calls that write.
_COMMANDS: Final[tuple[tuple[str, str, str, WriteAnswer], ...]] = (
    ("PUT", "/order/checkout-forms/{id}/fulfillment", ORDERS_WRITE, told.set_fulfillment),
    ("POST", "/order/checkout-forms/{id}/shipments", ORDERS_WRITE, told.add_shipment),
    ("PUT", _QUANTITIES, OFFERS_WRITE, told_offers.change_quantities),
    ("PUT", _PUBLICATIONS, OFFERS_WRITE, told_offers.change_publications),
    ("PATCH", "/sale/product-offers/{id}", OFFERS_WRITE, told_offers.edit_offer),
)
#: OAuth: no API headers are asked for.
_PAGES: Final[tuple[tuple[str, list[str], PageAnswer], ...]] = (
    ("/auth/oauth/authorize", ["GET", "POST"], pages.authorise),
    ("/auth/oauth/token", ["POST"], oauth.token),
    ("/auth/oauth/device", ["POST"], oauth.device),
    (pages.DEVICE_PAGE, ["GET", "POST"], pages.associate_device),
)


def make_application(simulator: Simulator) -> Starlette:
    routes = [
        Route(path, _resource(simulator, scope, answer), methods=["GET"])
        for path, scope, answer in _RESOURCES
    ]
    routes += [
        Route(path, _command(simulator, scope, answer), methods=[method])
        for method, path, scope, answer in _COMMANDS
    ]
    routes += [
        Route(path, _page(simulator, answer), methods=methods) for path, methods, answer in _PAGES
    ]
    routes += control_routes(simulator)
    return Starlette(routes=routes, exception_handlers={404: _nothing_here})


def refusal(refused: Refused) -> Response:
    return _response(refused.body, refused.status, refused.headers)


def _resource(
    simulator: Simulator, scope: str | None, answer: Answer
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            check_headers(request)
            with simulator.lock:
                check_token(request, simulator.tokens, scope)
                return _response(answer(simulator, request), 200, {})
        except Refused as refused:
            return refusal(refused)

    return endpoint


def _command(
    simulator: Simulator, scope: str, answer: WriteAnswer
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        try:
            check_headers(request)
            with simulator.lock:
                check_token(request, simulator.tokens, scope)
                reply = answer(simulator, request, decode(body))
        except Refused as refused:
            return refusal(refused)
        return _response(reply.body, reply.status, reply.headers)

    return endpoint


def _page(simulator: Simulator, answer: PageAnswer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await answer(simulator, request)

    return endpoint


def _response(body: bytes, status: int, headers: Mapping[str, str]) -> Response:
    return Response(
        body,
        status_code=status,
        media_type=MEDIA_TYPE,
        headers={"trace-id": str(uuid4()), **headers},
    )


async def _nothing_here(request: Request, _: Exception) -> Response:
    return refusal(errors.not_found(request.url.path))
