"""What else a buyer may change: the invoice, the message, the phone; and pieces, it is said."""

from typing import Any

from saleor_allegro.simulator.catalogue import SoldOut
from saleor_allegro.simulator.choosing import Choosing
from saleor_allegro.simulator.market import CannotHappen, step
from saleor_allegro.simulator.sums import total_of
from saleor_allegro.simulator.wire import price, stamp


class Correcting(Choosing):
    @step
    def change_invoice(
        self,
        form_id: str,
        *,
        tax_id: str | None = None,
        company: str | None = None,
        is_required: bool = True,
    ) -> None:
        """The buyer asks for another invoice, or for none.

        With a tax id or a company's name it is a company's, else a person's. Its address is told
        once the form is ready.
        """
        form = self._open_form(form_id)
        address = _invoice_address(form["buyer"], tax_id, company) if is_required else None
        is_ready = form["status"] == "READY_FOR_PROCESSING"
        form["invoice"] |= {"required": is_required, "address": address if is_ready else None}
        if not is_ready:
            self._untold.setdefault(form_id, {}).pop("invoice", None)
            if address is not None:
                self._keep_untold(form_id, "invoice", address)
        self._save_change(form)

    @step
    def change_message(self, form_id: str, message: str | None) -> None:
        """The buyer writes the seller something else, or nothing."""
        form = self._open_form(form_id)
        form["messageToSeller"] = message
        self._save_change(form)

    @step
    def change_phone(self, form_id: str, phone: str) -> None:
        """The buyer corrects the number that the courier calls."""
        form = self._open_form(form_id)
        if form["status"] == "READY_FOR_PROCESSING":
            modified_at = stamp(self.clock.now())
            form["delivery"]["address"] |= {"phoneNumber": phone, "modifiedAt": modified_at}
        else:
            self._keep_untold(form_id, "address", {"phoneNumber": phone})
        self._save_change(form)

    @step
    def change_quantity(self, form_id: str, line_item_id: str, quantity: int) -> None:
        """A line gets more or fewer pieces; what is paid stays.

        Allegro says that lines never change (allegro/allegro-api #8006): this is what happens if
        they do.

        Raises:
            SoldOut: The offer has not as many pieces left.
        """
        form = self._open_form(form_id)
        line = next((each for each in form["lineItems"] if each["id"] == line_item_id), None)
        if line is None or quantity < 1:
            raise CannotHappen(f"{form_id} cannot have {quantity} of {line_item_id}")
        offer = self._offer(line)
        more = quantity - line["quantity"]
        if more > offer.stock:
            raise SoldOut(f"offer {offer.id} has {offer.stock} pieces left")
        if more > 0:
            offer.take(more)
        else:
            offer.give_back(-more)
        line["quantity"] = quantity
        total = form["summary"]["totalToPay"]
        form["summary"]["totalToPay"] = price(total_of(form), total["currency"])
        self._save_change(form)


def _invoice_address(
    buyer: dict[str, Any], tax_id: str | None, company: str | None
) -> dict[str, Any]:
    address = buyer["address"]
    person = {"firstName": buyer["firstName"], "lastName": buyer["lastName"]}
    is_company = bool(tax_id or company)
    return {
        "street": address["street"],
        "city": address["city"],
        "zipCode": address["postCode"],
        "countryCode": address["countryCode"],
        "company": {
            "name": company or "Nowa Firma Sp. z o.o.",
            "ids": [{"type": "PL_NIP", "value": tax_id}] if tax_id else [],
            "vatPayerStatus": "ACTIVE" if tax_id else "NOT_APPLICABLE",
            "taxId": tax_id,
        }
        if is_company
        else None,
        "naturalPerson": None if is_company else person,
    }
