"""The seller returns money. The form, its status and its `updatedAt` stay as they are."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from saleor_allegro.simulator.market import CannotHappen, Market, step
from saleor_allegro.simulator.sums import received_of
from saleor_allegro.simulator.wallet import Return
from saleor_allegro.simulator.wire import new_uuid, price, stamp


class Refunding(Market):
    @step
    def refund(
        self,
        form_id: str,
        amount: Decimal | None = None,
        *,
        payment_id: str | None = None,
        is_in_panel: bool = False,
        is_settled: bool = True,
        wallet: str = "AVAILABLE",
    ) -> str:
        """Money goes back to the buyer; says the refund's id.

        Args:
            amount: All that is left when not given; of the payment first, then of surcharges.
            payment_id: Of this payment or surcharge alone. Booked cash on delivery is returned
                booking by booking, the first one first.
            is_in_panel: Only the payment operations tell of it, not the list of refunds.
            is_settled: Otherwise it is IN_PROGRESS until `settle_refund`, and takes no money.
            wallet: Which balance it is taken from, `AVAILABLE` or `WAITING`.
        """
        form = self._form(form_id)
        left = self._left_to_return(form, payment_id)
        available = sum(left.values(), Decimal(0))
        wanted = available if amount is None else amount
        if not 0 < wanted <= available:
            raise CannotHappen(f"{available} can be returned on {form_id}, not {wanted}")
        parts = _spread(wanted, left)
        document = self._document(form, parts, is_settled=is_settled)
        returned = Return(
            document=document,
            form=form,
            parts=parts,
            is_in_panel=is_in_panel,
            wallet=wallet,
            created_at=self.clock.now(),
        )
        self.wallet.returns[document["id"]] = returned
        if is_settled:
            self.wallet.charge(returned, self.clock.now())
        return str(document["id"])

    @step
    def settle_refund(self, refund_id: str, status: str = "SUCCESS") -> None:
        """A refund in progress is a SUCCESS, or CANCELED for want of money.

        One that was a SUCCESS may still be CANCELED: the money comes back.
        """
        returned = self.wallet.returns.get(refund_id)
        if returned is None:
            raise CannotHappen(f"there is no refund {refund_id}")
        change = (returned.status, status)
        if change not in {
            ("IN_PROGRESS", "SUCCESS"),
            ("IN_PROGRESS", "CANCELED"),
            ("SUCCESS", "CANCELED"),
        }:
            raise CannotHappen(f"{refund_id} is {returned.status}, it cannot be {status}")
        returned.document["status"] = status
        if "SUCCESS" in change:
            self.wallet.charge(returned, self.clock.now(), is_undone=status == "CANCELED")

    def _left_to_return(self, form: dict[str, Any], payment_id: str | None) -> dict[str, Decimal]:
        left = {
            each: received - self.wallet.returned(each)
            for each, received in received_of(form).items()
            if payment_id in (None, each)
        }
        left = {each: amount for each, amount in left.items() if amount > 0}
        booked = [
            each["paymentId"] for each in form["codBookedPayments"] if each["paymentId"] in left
        ]
        return {booked[0]: left[booked[0]]} if booked else left

    def _document(
        self, form: dict[str, Any], parts: Mapping[str, Decimal], *, is_settled: bool
    ) -> dict[str, Any]:
        """A refund of whole lines where all that was received goes back at once, else of a sum."""
        currency = form["summary"]["totalToPay"]["currency"]
        total = sum(parts.values(), Decimal(0))
        is_whole = parts == received_of(form)
        surcharges = [
            {"id": each["id"], "value": price(parts[each["id"]], currency)}
            for each in form["surcharges"]
            if each["id"] in parts
        ]
        booked = [each["paymentId"] for each in form["codBookedPayments"]]
        payment_id = next((each for each in booked if each in parts), form["payment"]["id"])
        return {
            "id": new_uuid(self._random),
            "payment": {"id": payment_id},
            "order": {"id": form["id"]},
            "reason": "CANCELLED_BY_BUYER" if form["status"] == "CANCELLED" else "REFUND",
            "status": "SUCCESS" if is_settled else "IN_PROGRESS",
            "createdAt": stamp(self.clock.now()),
            "totalValue": price(total, currency),
            "lineItems": [
                {"id": line["id"], "type": "QUANTITY", "quantity": line["quantity"], "value": None}
                for line in form["lineItems"]
            ]
            if is_whole
            else [
                {
                    "id": form["lineItems"][0]["id"],
                    "type": "AMOUNT",
                    "quantity": None,
                    "value": price(total, currency),
                }
            ],
            "deposits": [],
            "delivery": {"value": form["delivery"]["cost"]} if is_whole else None,
            "overpaid": None,
            "surcharges": surcharges,
            "additionalServices": None,
            "sellerComment": None,
        }


def _spread(amount: Decimal, left: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """An amount over payments, each filled before the next."""
    parts = {}
    for payment_id, available in left.items():
        part = min(amount, available)
        if part > 0:
            parts[payment_id] = part
            amount -= part
    return parts
