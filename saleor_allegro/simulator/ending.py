"""How a form ends: cancelled, expired, merged into another, or gone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, Literal

from saleor_allegro.simulator import delivery
from saleor_allegro.simulator.market import BEGUN, CannotHappen, step
from saleor_allegro.simulator.marketplaces import PL
from saleor_allegro.simulator.paying import Paying
from saleor_allegro.simulator.sums import received_of, rest_of, total_of
from saleor_allegro.simulator.wire import amount_of, moment_of, new_uuid, price

#: How long an order may stay unpaid.
PAY_WITHIN: Final = timedelta(days=7)
#: Abroad a buyer may cancel for so long whatever the seller has begun.
CANCEL_ABROAD: Final = timedelta(minutes=5)


class Ending(Paying):
    @step
    def cancel(self, form_id: str) -> None:
        """The buyer cancels; money that was paid stays paid until the seller returns it."""
        form = self._form(form_id, "BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING")
        if not self._is_just_bought_abroad(form):
            self._refuse_when_begun(form)
        self._cancel(form, "BUYER_CANCELLED")

    @step
    def expire_unpaid(self) -> list[str]:
        """Allegro cancels what has been unpaid for 7 days; says which forms."""
        oldest = self.clock.now() - PAY_WITHIN
        expired = []
        for form_id in self.forms.unpaid_since(oldest):
            form = self.forms[form_id]
            if not received_of(form):
                self._cancel(form, "AUTO_CANCELLED")
                expired.append(form_id)
        return expired

    @step
    def merge(
        self,
        form_ids: Sequence[str],
        *,
        is_paid: bool = True,
        with_ready: bool = False,
        rest_by: Literal["surcharge", "payment"] = "surcharge",
    ) -> str:
        """The buyer pays several purchases together: one new form, the old ones are gone.

        The lines keep their ids. Old events stay in the journal.

        Args:
            with_ready: Forms that are ready may be among them, though Allegro says that it
                merges only before that. The new form keeps the payment of the first that has
                one, and other money becomes surcharges.
            rest_by: How the rest is paid where a part is paid already: on top, or by raising
                what came with that payment.
        """
        if len(set(form_ids)) < 2:
            raise CannotHappen("it takes two different forms to merge")
        statuses = ["BOUGHT", "FILLED_IN", *(["READY_FOR_PROCESSING"] if with_ready else [])]
        forms = [self._form(form_id, *statuses) for form_id in form_ids]
        self._refuse_merging(forms)
        begun = _furthest(forms)
        merged = begun or forms[-1]
        kept_id, merged["id"] = merged["id"], new_uuid(self._random)
        merged["lineItems"] = [line for form in forms for line in form["lineItems"]]
        if begun is None:
            self._fill_merged(merged, forms)
        else:
            _join_money(merged, [form for form in forms if form is not begun])
        untold = [self._untold.pop(each, {}) for each in (kept_id, *reversed(form_ids))]
        is_ready = merged["status"] == "READY_FOR_PROCESSING"
        if not is_ready:
            self._untold[merged["id"]] = next(filter(None, untold), {})
        for form_id in form_ids:
            self.forms.remove(form_id, merged["id"])
        self._save(merged, "READY_FOR_PROCESSING" if is_ready else "FILLED_IN")
        if is_paid:
            self._pay_merged(merged, rest_by)
        return str(merged["id"])

    @step
    def vanish(self, form_id: str) -> None:
        """Allegro has the form no more, and no other form has its lines."""
        self._form(form_id)
        self.forms.remove(form_id, None)

    def _cancel(self, form: dict[str, Any], event: str) -> None:
        form["status"] = "CANCELLED"
        if form["delivery"]:
            form["delivery"]["address"] = None
            form["delivery"]["pickupPoint"] = None
        for line in form["lineItems"]:
            self._offer(line).give_back(line["quantity"])
        self._save(form, event)

    def _is_just_bought_abroad(self, form: dict[str, Any]) -> bool:
        age = self.clock.now() - moment_of(form["lineItems"][-1]["boughtAt"])
        return form["marketplace"]["id"] != PL.id and age <= CANCEL_ABROAD

    def _refuse_merging(self, forms: Sequence[dict[str, Any]]) -> None:
        if len({form["buyer"]["id"] for form in forms}) > 1:
            raise CannotHappen(
                "only orders of one buyer can be merged; sell the second with buyer_of=the first"
            )
        for form in forms:
            if form["fulfillment"]["status"] in BEGUN or self.parcels.of(form["id"]):
                raise CannotHappen(f"the seller has begun with {form['id']}")

    def _fill_merged(self, merged: dict[str, Any], forms: Sequence[dict[str, Any]]) -> None:
        filled = next((form["delivery"] for form in forms if form["delivery"]), None)
        if filled is None:
            courier = delivery.COURIER
            method, cost, point = {"id": courier.id, "name": courier.name}, courier.cost, None
        else:
            method, cost, point = filled["method"], amount_of(filled["cost"]), filled["pickupPoint"]
        self._fill(merged, method, cost, point)

    def _pay_merged(self, merged: dict[str, Any], rest_by: str) -> None:
        if merged["status"] == "FILLED_IN" and not received_of(merged):
            self.pay(merged["id"])
        elif merged["payment"]["type"] == "CASH_ON_DELIVERY" or rest_of(merged) <= 0:
            return
        elif rest_by == "payment" or merged["status"] == "FILLED_IN":
            self.pay_rest(merged["id"])
        else:
            self.top_up(merged["id"])


def _furthest(forms: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The form whose payment and delivery the merged one keeps; `None`: all begins anew."""
    ready = [form for form in forms if form["status"] == "READY_FOR_PROCESSING"]
    paid = [form for form in (*ready, *forms) if received_of(form)]
    return next(iter([*paid, *ready]), None)


def _join_money(merged: dict[str, Any], others: Sequence[dict[str, Any]]) -> None:
    for form in others:
        if form["payment"] and form["payment"]["paidAmount"]:
            merged["surcharges"].append(form["payment"])
        merged["surcharges"] += form["surcharges"]
        merged["codBookedPayments"] += form["codBookedPayments"]
    currency = merged["summary"]["totalToPay"]["currency"]
    merged["summary"]["totalToPay"] = price(total_of(merged), currency)
