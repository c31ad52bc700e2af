"""Steering a served simulator by HTTP, under `/_simulator/`.

    GET    /_simulator/state                    clock, credentials, counts
    GET    /_simulator/forms                    form ids with their kinds and statuses
    GET    /_simulator/requests                 what has been asked so far
    POST   /_simulator/clock                    {"now": "2026-11-20T08:00:00Z"} or {"advance": 60}
    POST   /_simulator/sell                     {"count": 5, "kind": "guest"}
    POST   /_simulator/forms/{id}/{step}        pay, cancel, change_address, ... with its arguments
    GET    /_simulator/offers                   what is for sale: ids, codes, pieces, statuses
    POST   /_simulator/offers/{id}              {"stock": 5} or {"status": "ENDED"}, or both
    POST   /_simulator/merge                    {"form_ids": ["...", "..."]}
    POST   /_simulator/expire_unpaid
    POST   /_simulator/refunds/{id}/settle      {"status": "SUCCESS"} or "CANCELED"
    POST   /_simulator/faults                   {"kind": "rate_limited", "path": "/order/*"}
    DELETE /_simulator/faults
    POST   /_simulator/recover_events           lost events come after all
    POST   /_simulator/chaos                    {"seed": 1, "drop": 0.1, "double": 0.1, "delay": 1}
    DELETE /_simulator/chaos                    late events come, and the journal is in order again
    POST   /_simulator/devices/{user_code}      {"decision": "approved"} or "denied"

Wrong requests are answered with 400 and `{"problem": "..."}`.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from saleor_allegro.simulator.catalogue import SoldOut
from saleor_allegro.simulator.consents import Decision
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import moment_of, stamp

Arguments = dict[str, Any]
#: What may happen to one form.
STEPS: Final = frozenset(
    {
        "add_parcel",
        "book_cash_on_delivery",
        "cancel",
        "cancel_payment",
        "change_address",
        "change_delivery",
        "change_invoice",
        "change_message",
        "change_phone",
        "change_pickup_point",
        "change_quantity",
        "fill_in",
        "pay",
        "pay_rest",
        "refund",
        "set_fulfillment",
        "top_up",
        "vanish",
    }
)
_AMOUNTS: Final = ("amount", "cost")


def control_routes(simulator: Simulator) -> list[Route]:
    def route(method: str, path: str, act: Callable[[Simulator, Arguments], Any]) -> Route:
        return Route(f"/_simulator/{path}", _endpoint(simulator, act), methods=[method])

    return [
        route("GET", "state", _state),
        route("GET", "forms", _forms),
        route(
            "GET", "requests", lambda simulator, _: [asdict(each) for each in simulator.requests]
        ),
        route("POST", "clock", _clock),
        route("POST", "sell", _sell),
        route("POST", "forms/{form_id}/{step}", _step),
        route("GET", "offers", _offers),
        route(
            "POST", "offers/{offer_id}", lambda simulator, given: simulator.change_offer(**given)
        ),
        route("POST", "merge", lambda simulator, given: simulator.merge(**given)),
        route(
            "POST",
            "refunds/{refund_id}/settle",
            lambda simulator, given: simulator.settle_refund(**given),
        ),
        route("POST", "expire_unpaid", lambda simulator, _: simulator.expire_unpaid()),
        route("POST", "faults", lambda simulator, given: asdict(simulator.faults.add(**given))),
        route("DELETE", "faults", lambda simulator, _: simulator.faults.clear()),
        route("POST", "recover_events", lambda simulator, _: simulator.journal.recover()),
        route("POST", "chaos", _chaos),
        route("DELETE", "chaos", lambda simulator, _: simulator.journal.calm()),
        route("POST", "devices/{user_code}", _decide),
    ]


def _endpoint(
    simulator: Simulator, act: Callable[[Simulator, Arguments], Any]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            body = await request.body()
            given = json.loads(body) if body else {}
            if not isinstance(given, dict):
                raise ValueError("the body must be a JSON object")
            return JSONResponse({"result": act(simulator, given | request.path_params)})
        except (ValueError, TypeError, KeyError, ArithmeticError, SoldOut) as error:
            return JSONResponse({"problem": str(error)}, status_code=400)

    return endpoint


def _state(simulator: Simulator, _: Arguments) -> dict[str, Any]:
    return {
        "now": stamp(simulator.clock.now()),
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "seller": asdict(simulator.seller),
        "forms": len(simulator.forms),
        "events": len(simulator.journal),
        "requests": len(simulator.requests),
    }


def _forms(simulator: Simulator, _: Arguments) -> list[dict[str, Any]]:
    with simulator.lock:
        return [
            {
                "id": form_id,
                "kind": simulator.kinds.get(form_id),
                "status": simulator.forms[form_id]["status"],
            }
            for form_id in simulator.forms
        ]


def _offers(simulator: Simulator, _: Arguments) -> list[dict[str, Any]]:
    with simulator.lock:
        return [
            {"id": offer.id, "sku": offer.sku, "stock": offer.stock, "status": offer.status}
            for offer in simulator.offers
        ]


def _clock(simulator: Simulator, given: Arguments) -> str:
    if "now" in given:
        simulator.clock.set(moment_of(given["now"]))
    if "advance" in given:
        simulator.clock.advance(timedelta(seconds=float(given["advance"])))
    return stamp(simulator.clock.now())


def _sell(simulator: Simulator, given: Arguments) -> list[str]:
    count, kind = int(given.get("count", 1)), given.get("kind")
    return simulator.sell_many(count, kinds_sold=[kind]) if kind else simulator.sell_many(count)


def _step(simulator: Simulator, given: Arguments) -> Any:
    step = given.pop("step")
    if step not in STEPS:
        raise ValueError(f"{step} is not one of {', '.join(sorted(STEPS))}")
    for name in _AMOUNTS:
        if given.get(name) is not None:
            given[name] = Decimal(str(given[name]))
    return getattr(simulator, step)(**given)


def _chaos(simulator: Simulator, given: Arguments) -> None:
    simulator.journal.chaos(Random(given.pop("seed", 1)), **given)


def _decide(simulator: Simulator, given: Arguments) -> str:
    decision = Decision(given["decision"])
    if not simulator.consents.decide(given["user_code"], decision):
        raise ValueError(f"no device waits with the code {given['user_code']}")
    return decision
