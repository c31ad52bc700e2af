"""What happens to a form after the sale.

Every step moves `updatedAt` and `revision` and is noted in the journal; a change of the
seller's own fulfillment status moves neither, as on Allegro. A step that Allegro would not
allow raises `CannotHappen`.
"""

from collections.abc import Sequence
from copy import copy
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from saleor_allegro.simulator.catalogue import Offer
from saleor_allegro.simulator.clock import Clock
from saleor_allegro.simulator.delivery import COURIER, Method
from saleor_allegro.simulator.forms import FormStore
from saleor_allegro.simulator.journal import Journal
from saleor_allegro.simulator.wire import (
    amount_of,
    moment_of,
    new_revision,
    new_uuid,
    price,
    stamp,
)

#: How long a buyer may change the address or cancel.
SECOND_THOUGHTS = timedelta(days=3)
#: How long an order may stay unpaid.
PAY_WITHIN = timedelta(days=7)
#: Once the seller has begun, the buyer may no longer change anything.
BEGUN = frozenset({"PROCESSING", "READY_FOR_SHIPMENT", "SENT", "READY_FOR_PICKUP", "PICKED_UP"})
FULFILLMENT_STATUSES = frozenset({"NEW", "CANCELLED", "SUSPENDED", "RETURNED"}) | BEGUN


class CannotHappen(ValueError):
    """Allegro does not allow this step for this form."""


class Life:
    def __init__(
        self,
        *,
        forms: FormStore,
        journal: Journal,
        clock: Clock,
        offers: Sequence[Offer],
        random: Random,
    ) -> None:
        self._forms = forms
        self._journal = journal
        self._clock = clock
        self._offers = {offer.id: offer for offer in offers}
        self._random = random

    def at(self, moment: datetime) -> "Life":
        """The same life at another moment, for sales that lie in the past."""
        life = copy(self)
        life._clock = Clock(moment)
        return life

    def fill_in(self, form_id: str) -> None:
        """The buyer of a bought order chooses delivery and payment, but does not pay yet."""
        form = self._form(form_id, "BOUGHT")
        self._fill(form, _method(COURIER), COURIER.cost, pickup_point=None)
        self._save(form, "FILLED_IN")

    def pay(self, form_id: str, amount: Decimal | None = None) -> None:
        """The money of an unpaid order arrives: all of it, or `amount`."""
        form = self._form(form_id, "BOUGHT", "FILLED_IN")
        if form["status"] == "BOUGHT":
            self.fill_in(form_id)
            form = self._forms[form_id]
        total = form["summary"]["totalToPay"]
        received = amount_of(total) if amount is None else amount
        form["payment"]["finishedAt"] = stamp(self._clock.now())
        if form["payment"]["type"] != "CASH_ON_DELIVERY":
            form["payment"]["paidAmount"] = price(received, total["currency"])
        form["status"] = "READY_FOR_PROCESSING"
        form["delivery"]["address"] = _delivery_address(form["buyer"])
        self._save(form, "READY_FOR_PROCESSING")

    def change_address(self, form_id: str, **changes: str) -> None:
        """The buyer corrects the delivery address, e.g. `street="Nowa 1"`."""
        form = self._form(form_id, "READY_FOR_PROCESSING")
        self._refuse_when_begun(form)
        unknown = changes.keys() - form["delivery"]["address"].keys()
        if unknown:
            raise CannotHappen(f"a delivery address has no {', '.join(sorted(unknown))}")
        form["delivery"]["address"] |= changes | {"modifiedAt": stamp(self._clock.now())}
        self._save(form, "BUYER_MODIFIED")

    def cancel(self, form_id: str) -> None:
        """The buyer cancels; money that was paid stays paid until the seller returns it."""
        form = self._form(form_id, "BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING")
        self._refuse_when_begun(form)
        self._cancel(form, "BUYER_CANCELLED")

    def expire_unpaid(self) -> list[str]:
        """Allegro cancels what has been unpaid for 7 days; says which forms."""
        oldest = self._clock.now() - PAY_WITHIN
        expired = []
        for form_id in self._forms:
            stored = self._forms.stored(form_id)
            if stored is None or stored.bought_at > oldest:
                continue
            form = self._forms[form_id]
            if form["status"] in ("BOUGHT", "FILLED_IN"):
                self._cancel(form, "AUTO_CANCELLED")
                expired.append(form_id)
        return expired

    def merge(self, form_ids: Sequence[str], *, is_paid: bool = True) -> str:
        """The buyer pays several purchases together: one new form, the old ones are gone.

        The lines keep their ids. Old events stay in the journal.
        """
        if len(set(form_ids)) < 2:
            raise CannotHappen("it takes two different forms to merge")
        forms = [self._form(form_id, "BOUGHT", "FILLED_IN") for form_id in form_ids]
        if len({form["buyer"]["id"] for form in forms}) > 1:
            raise CannotHappen(
                "only orders of one buyer can be merged; sell the second with buyer_of=the first"
            )
        merged = forms[-1]
        lines = [line for form in forms for line in form["lineItems"]]
        merged["id"] = new_uuid(self._random)
        merged["lineItems"] = lines
        filled = next((form["delivery"] for form in forms if form["delivery"]), None)
        if filled is None:
            self._fill(merged, _method(COURIER), COURIER.cost, None)
        else:
            self._fill(merged, filled["method"], amount_of(filled["cost"]), filled["pickupPoint"])
        for form_id in form_ids:
            self._forms.remove(form_id)
        self._save(merged, "FILLED_IN")
        if is_paid:
            self.pay(merged["id"])
        return str(merged["id"])

    def top_up(self, form_id: str, amount: Decimal | None = None) -> None:
        """The buyer pays the rest, or `amount`, as a surcharge. A second READY event follows."""
        form = self._form(form_id, "READY_FOR_PROCESSING")
        total = form["summary"]["totalToPay"]
        if amount is None:
            amount = amount_of(total) - _received(form)
        if amount <= 0:
            raise CannotHappen(f"nothing is left to pay on {form_id}")
        form["surcharges"].append(
            {
                "id": new_uuid(self._random),
                "type": "ONLINE",
                "provider": "P24",
                "finishedAt": stamp(self._clock.now()),
                "paidAmount": price(amount, total["currency"]),
                "reconciliation": None,
                "features": [],
            }
        )
        self._save(form, "READY_FOR_PROCESSING")

    def book_cash_on_delivery(self, form_id: str) -> None:
        """The courier hands in what it collected at the door."""
        form = self._form(form_id, "READY_FOR_PROCESSING")
        if form["payment"]["type"] != "CASH_ON_DELIVERY":
            raise CannotHappen(f"{form_id} is not cash on delivery")
        form["codBookedPayments"].append(
            {
                "paymentId": new_uuid(self._random),
                "shipmentId": str(self._random.randrange(10**10, 10**11)),
                "paidAmount": form["summary"]["totalToPay"],
                "paidAt": stamp(self._clock.now()),
            }
        )
        self._save(form, None)

    def set_fulfillment(self, form_id: str, status: str, *, sent: str | None = None) -> None:
        """The seller works in Allegro's own panel: `status`, and `NONE|SOME|ALL` lines sent."""
        form = self._form(form_id)
        if status not in FULFILLMENT_STATUSES:
            raise CannotHappen(f"{status} is not a fulfillment status")
        form["fulfillment"]["status"] = status
        if sent is not None:
            form["fulfillment"]["shipmentSummary"]["lineItemsSent"] = sent
        self._forms.put(form)
        self._journal.write(form, [("FULFILLMENT_STATUS_CHANGED", self._clock.now())])

    def _form(self, form_id: str, *statuses: str) -> dict[str, Any]:
        if form_id not in self._forms:
            raise CannotHappen(f"there is no form {form_id}")
        form = self._forms[form_id]
        if statuses and form["status"] not in statuses:
            raise CannotHappen(f"{form_id} is {form['status']}, not {' or '.join(statuses)}")
        return form

    def _refuse_when_begun(self, form: dict[str, Any]) -> None:
        if form["fulfillment"]["status"] in BEGUN:
            raise CannotHappen(f"{form['id']} is already {form['fulfillment']['status']}")
        bought_at = moment_of(form["lineItems"][-1]["boughtAt"])
        if self._clock.now() - bought_at > SECOND_THOUGHTS:
            raise CannotHappen(f"{form['id']} was bought more than 3 days ago")

    def _cancel(self, form: dict[str, Any], event: str) -> None:
        form["status"] = "CANCELLED"
        if form["delivery"]:
            form["delivery"]["address"] = None
            form["delivery"]["pickupPoint"] = None
        for line in form["lineItems"]:
            self._offers[line["offer"]["id"]].stock += line["quantity"]
        self._save(form, event)

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
            "time": {"from": None, "to": None, "guaranteed": None, "dispatch": None},
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
        goods = sum((_line_total(line) for line in form["lineItems"]), Decimal(0))
        form["summary"]["totalToPay"] = price(goods + cost, currency)

    def _save(self, form: dict[str, Any], event: str | None) -> None:
        now = self._clock.now()
        form["updatedAt"] = stamp(now)
        form["revision"] = new_revision(self._random)
        self._forms.put(form)
        if event is not None:
            self._journal.write(form, [(event, now)])


def _method(method: Method) -> dict[str, str]:
    return {"id": method.id, "name": method.name}


def _line_total(line: dict[str, Any]) -> Decimal:
    unit = amount_of(line["price"])
    if line["deposit"]:
        unit += amount_of(line["deposit"]["price"])
    services = sum(
        (
            amount_of(service["price"]) * int(service["quantity"])
            for service in line["selectedAdditionalServices"]
        ),
        Decimal(0),
    )
    return unit * int(line["quantity"]) + services


def _received(form: dict[str, Any]) -> Decimal:
    paid = form["payment"]["paidAmount"]
    surcharges = (amount_of(surcharge["paidAmount"]) for surcharge in form["surcharges"])
    return sum(surcharges, amount_of(paid) if paid else Decimal(0))


def _delivery_address(buyer: dict[str, Any]) -> dict[str, Any]:
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
