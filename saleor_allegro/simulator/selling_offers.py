"""The list of offers, newest first.

Source: Allegro REST API, `GET /sale/offers`.
"""

from typing import Any, Final

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.catalogue import OFFER_STATUSES, Offer
from saleor_allegro.simulator.checks import whole_number
from saleor_allegro.simulator.marketplaces import PL
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import encode, price

MOST_EXTERNAL_IDS: Final = 100
LONGEST_EXTERNAL_ID: Final = 100
_FORMATS: Final = frozenset({"BUY_NOW", "ADVERTISEMENT", "AUCTION"})


def offers(simulator: Simulator, request: Request) -> bytes:
    limit = whole_number(request, "limit", 20, 1, 1000, status=400)
    offset = whole_number(request, "offset", 0, 0, 9_999_999, status=400)
    ids, external_ids = _values(request, "offer.id"), _external_ids(request)
    statuses = _values(request, "publication.status", OFFER_STATUSES)
    formats = _values(request, "sellingMode.format", _FORMATS)
    places = _values(request, "isFulfillment", frozenset({"true", "false"}))
    found = [
        offer
        for offer in reversed(simulator.offers)
        if (not ids or offer.id in ids)
        and (not external_ids or offer.sku in external_ids)
        and (not statuses or offer.status in statuses)
        and (not formats or offer.selling_format in formats)
        and (not places or str(offer.is_fulfillment).lower() in places)
    ]
    page = [_listed(offer) for offer in found[offset : offset + limit]]
    return encode({"offers": page, "count": len(page), "totalCount": len(found)})


def _listed(offer: Offer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "name": offer.name,
        "category": {"id": "257931"},
        "primaryImage": None,
        "sellingMode": {
            "format": offer.selling_format,
            "price": price(offer.price, PL.currency),
            "minimalPrice": None,
            "startingPrice": None,
        },
        "saleInfo": None,
        "stats": {"watchersCount": 0, "visitsCount": 0},
        # Allegro counts as sold what was in the last 30 days.
        "stock": {"available": offer.stock, "sold": offer.sold},
        "publication": {
            "status": offer.status,
            "startingAt": None,
            "startedAt": None,
            "endingAt": None,
            "endedAt": None,
            "marketplaces": {"base": {"id": PL.id}, "additional": []},
        },
        "external": {"id": offer.sku} if offer.sku else None,
        "isFulfillment": offer.is_fulfillment,
        "additionalMarketplaces": {},
    }


def _values(request: Request, name: str, allowed: frozenset[str] | None = None) -> frozenset[str]:
    """The values of a filter that may be given several times."""
    values = frozenset(request.query_params.getlist(name))
    if allowed is not None and not values <= allowed:
        unknown = ", ".join(sorted(values - allowed))
        raise errors.bad_value(name, unknown, request.url.path)
    return values


def _external_ids(request: Request) -> frozenset[str]:
    values = _values(request, "external.id")
    if len(values) > MOST_EXTERNAL_IDS or any(len(each) > LONGEST_EXTERNAL_ID for each in values):
        raise errors.bad_value("external.id", f"{len(values)} ids", request.url.path)
    return values
