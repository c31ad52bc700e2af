"""What the seller tells by the API: how far an order is.

Source: Allegro REST API, `PUT /order/checkout-forms/{id}/fulfillment`.
"""

from typing import Any, Final

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.checks import uuid_in_path
from saleor_allegro.simulator.replies import Reply
from saleor_allegro.simulator.shipping import FULFILLMENT_STATUSES
from saleor_allegro.simulator.simulator import Simulator

#: Of one order, for ever. Source: allegro/allegro-api#11908.
MOST_OPERATIONS: Final = 100
_SETTABLE: Final = FULFILLMENT_STATUSES - {"RETURNED"}
_NOT_PROCESSED: Final = "SellerOrdersStoreUnprocessableEntityException"


def set_fulfillment(simulator: Simulator, request: Request, document: Any) -> Reply:
    form_id = uuid_in_path(request, "id")
    path = request.url.path
    form = simulator.forms.get(form_id)
    if form is None:
        raise errors.form_not_found(form_id, path)
    status = document.get("status") if isinstance(document, dict) else None
    if status not in _SETTABLE:
        raise errors.unprocessable("VALIDATION_ERROR", f"status cannot be {status}", path)
    revision = request.query_params.get("checkoutForm.revision")
    if revision is not None and revision != form["revision"]:
        raise errors.stale_revision(form_id, path)
    if simulator.operations.get(form_id, 0) >= MOST_OPERATIONS:
        text = f"Order {form_id} has reached the limit of operations"
        raise errors.unprocessable(_NOT_PROCESSED, text, path)
    if form_id in simulator.refusing:
        text = f"Status of order {form_id} cannot be changed"
        raise errors.unprocessable(_NOT_PROCESSED, text, path)
    simulator.operations[form_id] = simulator.operations.get(form_id, 0) + 1
    simulator.set_fulfillment(form_id, status)
    return Reply(status=204)
