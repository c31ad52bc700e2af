"""The buyer chooses where to and how, and changes that.

Before a form is ready its delivery address is not told, though the buyer has filled it in: a
change of it shows in the journal at once, and in the form when it is ready.
"""

from decimal import Decimal
from typing import Any

from saleor_allegro.simulator import delivery, marketplaces, pickup_points
from saleor_allegro.simulator.delivery import Method
from saleor_allegro.simulator.market import CannotHappen, Market, step
from saleor_allegro.simulator.purchase import delivery_time
from saleor_allegro.simulator.sums import received_of, total_of
from saleor_allegro.simulator.wire import moment_of, new_uuid, price, stamp


class Choosing(Market):
    @step
    def fill_in(self, form_id: str) -> None:
        """The buyer of a bought order chooses delivery and payment, but does not pay yet."""
        form = self._form(form_id, "BOUGHT")
        courier = delivery.COURIER
        self._fill(form, _reference(courier), courier.cost, pickup_point=None)
        self._save(form, "FILLED_IN")

    @step
    def change_address(self, form_id: str, **changes: str) -> None:
        """The buyer corrects the delivery address, e.g. `street="Nowa 1"`."""
        form = self._open_form(form_id)
        address = form["delivery"]["address"] or _address_of(form["buyer"])
        unknown = changes.keys() - address.keys()
        if unknown:
            raise CannotHappen(f"a delivery address has no {', '.join(sorted(unknown))}")
        if form["status"] == "READY_FOR_PROCESSING":
            form["delivery"]["address"] |= changes | {"modifiedAt": stamp(self.clock.now())}
        else:
            self._keep_untold(form_id, "address", changes)
        self._save_change(form)

    @step
    def change_pickup_point(
        self, form_id: str, point_id: str | None = None, **changes: str
    ) -> None:
        """The buyer chooses another locker or shop; any one, unless `point_id` names it.

        Args:
            changes: Of its address, e.g. `city="Opole"`.
        """
        form = self._open_form(form_id)
        if form["delivery"]["pickupPoint"] is None:
            raise CannotHappen(f"{form_id} is not sent to a pickup point")
        point = self._new_point(form, point_id)
        unknown = changes.keys() - point["address"].keys()
        if unknown:
            raise CannotHappen(f"the address of a point has no {', '.join(sorted(unknown))}")
        point["address"] |= changes
        form["delivery"]["pickupPoint"] = point
        self._save_change(form)

    @step
    def change_delivery(
        self, form_id: str, method: Method | str, cost: Decimal | None = None
    ) -> None:
        """The buyer chooses another delivery method, before the form is ready.

        The total follows, and so does the payment where cash is paid on delivery.

        Args:
            method: One of `delivery.METHODS` or its id.
            cost: The method's own when not given.
        """
        form = self._form(form_id, "FILLED_IN")
        chosen = _method(method)
        currency = form["summary"]["totalToPay"]["currency"]
        if chosen.marketplace.id != form["marketplace"]["id"]:
            raise CannotHappen(f"{chosen.name} is not offered on {form['marketplace']['id']}")
        if chosen.is_cash_on_delivery and received_of(form):
            raise CannotHappen(f"{form_id} is partly paid already")
        form["delivery"] |= {
            "method": _reference(chosen),
            "pickupPoint": self._new_point(form) if chosen.to_pickup_point else None,
            "cost": price(chosen.cost if cost is None else cost, currency),
            "smart": False,
        }
        was_cash = form["payment"]["type"] == "CASH_ON_DELIVERY"
        if chosen.is_cash_on_delivery:
            form["payment"] |= {"type": "CASH_ON_DELIVERY", "provider": None}
        elif was_cash:
            form["payment"] |= {"type": "ONLINE", "provider": "AF"}
        form["summary"]["totalToPay"] = price(total_of(form), currency)
        self._save_change(form)

    def _fill(
        self,
        form: dict[str, Any],
        method: dict[str, str],
        cost: Decimal,
        pickup_point: dict[str, Any] | None,
    ) -> None:
        """Delivery and payment as chosen; the total follows."""
        currency = form["lineItems"][0]["price"]["currency"]
        form["status"] = "FILLED_IN"
        form["delivery"] = {
            "address": None,
            "method": method,
            "pickupPoint": pickup_point,
            "cost": price(cost, currency),
            "time": delivery_time(None),
            "smart": False,
            "cancellation": None,
            "calculatedNumberOfPackages": 1,
        }
        form["invoice"] = form["invoice"] or {
            "required": False,
            "address": None,
            "dueDate": None,
            "features": None,
        }
        form["payment"] = {
            "id": new_uuid(self._random),
            "type": "ONLINE",
            "provider": "AF",
            "finishedAt": None,
            "paidAmount": None,
            "reconciliation": None,
            "features": [],
        }
        form["summary"]["totalToPay"] = price(total_of(form), currency)

    def _make_ready(self, form: dict[str, Any]) -> None:
        """From now on Allegro tells the address, the invoice's address and the times."""
        untold = self._untold.pop(form["id"], {})
        form["status"] = "READY_FOR_PROCESSING"
        form["delivery"]["address"] = _address_of(form["buyer"]) | untold.get("address", {})
        form["delivery"]["time"] = delivery_time(moment_of(form["lineItems"][-1]["boughtAt"]))
        if "invoice" in untold:
            form["invoice"]["address"] = untold["invoice"]

    def _keep_untold(self, form_id: str, part: str, values: dict[str, Any]) -> None:
        self._untold.setdefault(form_id, {}).setdefault(part, {}).update(values)

    def _new_point(self, form: dict[str, Any], point_id: str | None = None) -> dict[str, Any]:
        chosen = point_id or pickup_points.new_point_id(self._random)
        marketplace = marketplaces.by_id(form["marketplace"]["id"])
        return pickup_points.make_point(
            chosen, f"Paczkomat {chosen}", "Przy sklepie", marketplace, self._random
        )


def _method(method: Method | str) -> Method:
    if isinstance(method, Method):
        return method
    found = next((each for each in delivery.METHODS if each.id == method), None)
    if found is None:
        raise CannotHappen(f"there is no delivery method {method}")
    return found


def _reference(method: Method) -> dict[str, str]:
    return {"id": method.id, "name": method.name}


def _address_of(buyer: dict[str, Any]) -> dict[str, Any]:
    return {
        "firstName": buyer["firstName"],
        "lastName": buyer["lastName"],
        "street": buyer["address"]["street"],
        "city": buyer["address"]["city"],
        "zipCode": buyer["address"]["postCode"],
        "countryCode": buyer["address"]["countryCode"],
        "companyName": buyer["companyName"],
        "phoneNumber": buyer["phoneNumber"],
        "modifiedAt": None,
    }
