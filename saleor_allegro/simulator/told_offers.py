"""What the seller tells about offers by the API: commands about many, and the edit of one's stock.

Source: Allegro REST API, `/sale/offer-quantity-change-commands/{commandId}`,
`/sale/offer-publication-commands/{commandId}` and `PATCH /sale/product-offers/{offerId}`. Changes
of a quantity by a difference (GAIN) are not simulated.
"""

from typing import Any, Final, TypeGuard

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.checks import uuid_in_path, whole_number
from saleor_allegro.simulator.offer_commands import Commanded, CommandKind, Task
from saleor_allegro.simulator.replies import Reply
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import encode, stamp

#: Of one command.
MOST_OFFERS: Final = 1000
#: What to wait before asking what became of an edit, in seconds.
_RETRY_AFTER: Final = "5"


def change_quantities(simulator: Simulator, request: Request, document: Any) -> Reply:
    command_id = _new_command_id(simulator, request, CommandKind.QUANTITY)
    change, path = _part(document, "modification"), request.url.path
    value = change.get("value")
    if change.get("changeType") != "FIXED" or not _is_whole(value):
        raise errors.bad_value("modification", str(change), path)
    if value < 1:
        text = f"Quantity must be greater than 0, is {value}"
        raise errors.unprocessable("INCORRECT_QUANTITY_VALUE", text, path)
    commanded = Commanded(
        id=command_id,
        kind=CommandKind.QUANTITY,
        offer_ids=_offer_ids(document, path),
        quantity=value,
    )
    return _registered(simulator, commanded)


def change_publications(simulator: Simulator, request: Request, document: Any) -> Reply:
    command_id = _new_command_id(simulator, request, CommandKind.PUBLICATION)
    action, path = _part(document, "publication").get("action"), request.url.path
    if action not in ("ACTIVATE", "END"):
        raise errors.bad_value("publication.action", str(action), path)
    commanded = Commanded(
        id=command_id,
        kind=CommandKind.PUBLICATION,
        offer_ids=_offer_ids(document, path),
        action=action,
    )
    return _registered(simulator, commanded)


def quantity_tasks(simulator: Simulator, request: Request) -> bytes:
    return _tasks(simulator, request, CommandKind.QUANTITY)


def publication_tasks(simulator: Simulator, request: Request) -> bytes:
    return _tasks(simulator, request, CommandKind.PUBLICATION)


def edit_offer(simulator: Simulator, request: Request, document: Any) -> Reply:
    """Nothing but the stock can be edited here."""
    offer_id, path = request.path_params["id"], request.url.path
    offer = simulator.offers.by_id(offer_id)
    if offer is None:
        raise errors.offer_not_found(offer_id, path)
    available = _part(document, "stock").get("available")
    if not _is_whole(available) or available < 0:
        text = f"stock.available must be at least 0, is {available}"
        raise errors.unprocessable("VALIDATION_ERROR", text, path)
    if offer_id in simulator.busy_offers:
        text = f"The previous edition of offer {offer_id} is still being processed"
        raise errors.conflict("ConcurrentModificationException", text, path)
    if offer_id in simulator.refusing_offers:
        raise errors.unprocessable("OFFER_REFUSED", simulator.refusing_offers[offer_id], path)
    edit_id = simulator.edit_stock(offer_id, available)
    body = {
        "id": offer.id,
        "name": offer.name,
        "stock": {"available": offer.stock, "unit": "UNIT"},
        "publication": {"status": offer.status},
    }
    location = f"{request.base_url}sale/product-offers/{offer_id}/operations/{edit_id}"
    headers = {"Location": location, "Retry-After": _RETRY_AFTER}
    return Reply(status=202, body=encode(body), headers=headers)


def _new_command_id(simulator: Simulator, request: Request, kind: CommandKind) -> str:
    command_id = uuid_in_path(request, "id")
    if simulator.tasks_of(kind, command_id) is not None:
        text = f"Command id {command_id} was already used"
        raise errors.conflict("CommandIdAlreadyUsedException", text, request.url.path)
    return command_id


def _part(document: Any, name: str) -> dict[str, Any]:
    part = document.get(name) if isinstance(document, dict) else None
    return part if isinstance(part, dict) else {}


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _offer_ids(document: Any, path: str) -> tuple[str, ...]:
    """The offers a command is about, each once."""
    try:
        criteria = document["offerCriteria"]
        named = [str(each["id"]) for one in criteria for each in one["offers"]]
    except (KeyError, TypeError):
        raise errors.bad_value("offerCriteria", "not a list of offers", path) from None
    ids = tuple(dict.fromkeys(named))
    if not 1 <= len(ids) <= MOST_OFFERS:
        text = f"A command is about 1 to {MOST_OFFERS} offers, not {len(ids)}"
        raise errors.unprocessable("VALIDATION_ERROR", text, path)
    return ids


def _registered(simulator: Simulator, commanded: Commanded) -> Reply:
    """Allegro counts no task before it has begun with one (allegro/allegro-api #6260)."""
    simulator.command(commanded)
    report = {
        "id": commanded.id,
        "createdAt": stamp(simulator.clock.now()),
        "completedAt": None,
        "taskCount": {"total": 0, "success": 0, "failed": 0},
    }
    return Reply(status=201, body=encode(report))


def _tasks(simulator: Simulator, request: Request, kind: CommandKind) -> bytes:
    command_id = uuid_in_path(request, "id")
    limit = whole_number(request, "limit", 100, 1, 1000)
    offset = whole_number(request, "offset", 0, 0, 999)
    tasks = simulator.tasks_of(kind, command_id)
    if tasks is None:
        raise errors.command_not_found(command_id, request.url.path)
    page = tasks[offset : offset + limit]
    return encode({"tasks": [_task(each, kind, is_new=simulator.slow_commands) for each in page]})


def _task(task: Task, kind: CommandKind, *, is_new: bool) -> dict[str, Any]:
    """The general message of a failure is a code, as it was seen (allegro/allegro-api #4241)."""
    status = "NEW" if is_new else "FAIL" if task.code else "SUCCESS"
    error = {
        "code": task.code,
        "message": task.message,
        "details": None,
        "path": None,
        "userMessage": task.message,
    }
    return {
        "offer": {"id": task.offer_id},
        "status": status,
        "message": task.code if status == "FAIL" else None,
        "field": kind.value,
        "errors": [error] if status == "FAIL" else [],
    }
