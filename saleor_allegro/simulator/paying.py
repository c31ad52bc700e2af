"""The buyer's money: all at once, in parts, on top, at the door, or not at all."""

from decimal import Decimal
from typing import Any

from saleor_allegro.simulator.choosing import Choosing
from saleor_allegro.simulator.market import CannotHappen, step
from saleor_allegro.simulator.sums import received_of, rest_of
from saleor_allegro.simulator.wire import amount_of, new_uuid, price, stamp


class Paying(Choosing):
    @step
    def pay(self, form_id: str, amount: Decimal | None = None, *, is_ready: bool = True) -> None:
        """The money of an unpaid order arrives: all of it, or `amount`.

        Too little or too much makes a form ready all the same, as Allegro does with transfers;
        with `is_ready=False` it waits for the rest.
        """
        form = self._form(form_id, "BOUGHT", "FILLED_IN")
        if form["status"] == "BOUGHT":
            self.fill_in(form_id)
            form = self.forms[form_id]
        if received_of(form):
            raise CannotHappen(f"{form_id} is partly paid already: pay_rest")
        total = form["summary"]["totalToPay"]
        received = amount_of(total) if amount is None else amount
        if form["payment"]["type"] != "CASH_ON_DELIVERY":
            form["payment"]["paidAmount"] = price(received, total["currency"])
        self._finish(form, is_ready=is_ready)

    @step
    def pay_rest(self, form_id: str, amount: Decimal | None = None) -> None:
        """More money of the same payment arrives: the rest, or `amount`.

        A form that waited for it becomes ready when nothing is left to pay.
        """
        form = self._form(form_id, "FILLED_IN", "READY_FOR_PROCESSING")
        paid = form["payment"]["paidAmount"]
        if paid is None:
            raise CannotHappen(f"nothing of {form_id} is paid yet")
        more = self._more(form, amount)
        form["payment"]["paidAmount"] = price(amount_of(paid) + more, paid["currency"])
        is_ready = form["status"] == "READY_FOR_PROCESSING" or rest_of(form) <= 0
        self._finish(form, is_ready=is_ready)

    @step
    def cancel_payment(self, form_id: str) -> None:
        """The buyer breaks off a payment and is given another: the form is filled in again."""
        form = self._form(form_id, "FILLED_IN")
        if received_of(form):
            raise CannotHappen(f"{form_id} is partly paid already")
        form["payment"] |= {"id": new_uuid(self._random), "finishedAt": None}
        self._save(form, "FILLED_IN")

    @step
    def top_up(self, form_id: str, amount: Decimal | None = None) -> None:
        """The buyer pays the rest, or `amount`, as a surcharge. A second READY event follows."""
        form = self._form(form_id, "READY_FOR_PROCESSING")
        more = self._more(form, amount)
        form["surcharges"].append(
            {
                "id": new_uuid(self._random),
                "type": "ONLINE",
                "provider": "P24",
                "finishedAt": stamp(self.clock.now()),
                "paidAmount": price(more, form["summary"]["totalToPay"]["currency"]),
                "reconciliation": None,
                "features": [],
            }
        )
        self._save(form, "READY_FOR_PROCESSING")

    @step
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
                "paidAt": stamp(self.clock.now()),
            }
        )
        self._save(form, None)

    def _more(self, form: dict[str, Any], amount: Decimal | None) -> Decimal:
        more = rest_of(form) if amount is None else amount
        if more <= 0:
            raise CannotHappen(f"nothing is left to pay on {form['id']}")
        return more

    def _finish(self, form: dict[str, Any], *, is_ready: bool) -> None:
        """Money has come; it ends the payment where the form is ready with it."""
        if is_ready:
            form["payment"]["finishedAt"] = stamp(self.clock.now())
            if form["status"] != "READY_FOR_PROCESSING":
                self._make_ready(form)
        self._save(form, "READY_FOR_PROCESSING" if is_ready else "FILLED_IN")
