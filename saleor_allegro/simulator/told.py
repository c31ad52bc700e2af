"""What the seller tells by the API: how far an order is, and its parcels.

Source: Allegro REST API, `PUT /order/checkout-forms/{id}/fulfillment` and
`POST /order/checkout-forms/{id}/shipments`.
"""

from typing import Any, Final

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.checks import uuid_in_path
from saleor_allegro.simulator.delivery import CARRIERS
from saleor_allegro.simulator.replies import Reply
from saleor_allegro.simulator.shipping import FULFILLMENT_STATUSES
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import encode

#: Of one order, for ever. Source: allegro/allegro-api#11908.
MOST_OPERATIONS: Final = 100
_SETTABLE: Final = FULFILLMENT_STATUSES - {"RETURNED"}
#: Source: schema `CheckoutFormAddWaybillRequest`.
LONGEST_WAYBILL: Final = 64
LONGEST_CARRIER_NAME: Final = 30
#: One number in so many orders is one too many. How many Allegro takes is not published.
MOST_ORDERS: Final = 20
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


def add_shipment(simulator: Simulator, request: Request, document: Any) -> Reply:
    """Source: `POST /order/checkout-forms/{id}/shipments`. Not idempotent."""
    form_id, path = request.path_params["id"], request.url.path
    form = simulator.forms.get(form_id)
    if form is None:
        raise errors.form_not_found(form_id, path)
    asked = document if isinstance(document, dict) else {}
    carrier_id, waybill = asked.get("carrierId"), asked.get("waybill")
    if not isinstance(carrier_id, str) or carrier_id not in {carrier["id"] for carrier in CARRIERS}:
        raise errors.bad_value("carrierId", str(carrier_id), path)
    if not isinstance(waybill, str) or not 0 < len(waybill) <= LONGEST_WAYBILL:
        raise errors.bad_value("waybill", str(waybill), path)
    name = asked.get("carrierName") or ""
    if len(name) > LONGEST_CARRIER_NAME:
        raise errors.bad_value("carrierName", name, path)
    lines = [line["id"] for line in asked.get("lineItems") or []]
    if not set(lines) <= {line["id"] for line in form["lineItems"]}:
        raise errors.unprocessable("VALIDATION_ERROR", "No such line item", path)
    if len(simulator.parcels.forms_with(waybill) - {form_id}) >= MOST_ORDERS:
        text = f"Waybill {waybill} is assigned to too many orders"
        raise errors.conflict("WaybillConflictException", text, path)
    simulator.add_parcel(form_id, carrier_id, waybill, lines, carrier_name=name)
    return Reply(status=201, body=encode(simulator.parcels.of(form_id)[-1]))
