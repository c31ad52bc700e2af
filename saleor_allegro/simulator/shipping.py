"""The seller works in Allegro's own panel: how far the order is, and its parcels."""

from collections.abc import Sequence
from typing import Final

from saleor_allegro.simulator.delivery import CARRIERS
from saleor_allegro.simulator.market import BEGUN, CannotHappen, Market, step

FULFILLMENT_STATUSES: Final = frozenset({"NEW", "CANCELLED", "SUSPENDED", "RETURNED"}) | BEGUN


class Shipping(Market):
    @step
    def set_fulfillment(self, form_id: str, status: str, *, sent: str | None = None) -> None:
        """Any status may follow any other; `sent` says `NONE|SOME|ALL` lines.

        Neither `updatedAt` nor `revision` moves, and what Allegro shows as in stock stays.
        """
        form = self._form(form_id)
        if status not in FULFILLMENT_STATUSES:
            raise CannotHappen(f"{status} is not a fulfillment status")
        form["fulfillment"]["status"] = status
        if sent is not None:
            form["fulfillment"]["shipmentSummary"]["lineItemsSent"] = sent
        self.forms.put(form)
        self.journal.write(form, [("FULFILLMENT_STATUS_CHANGED", self.clock.now())])

    @step
    def add_parcel(
        self,
        form_id: str,
        carrier_id: str = "DPD",
        waybill: str | None = None,
        line_item_ids: Sequence[str] = (),
        *,
        carrier_name: str = "",
        is_sent: bool = False,
    ) -> str:
        """A parcel is entered; says its id. Neither the form nor the journal tells of it.

        Args:
            waybill: An invented one when not given.
            line_item_ids: All lines of the form when empty.
            carrier_name: Of the carrier `OTHER`.
            is_sent: The seller has set that a parcel makes the order SENT.
        """
        form = self._form(form_id)
        lines = [line["id"] for line in form["lineItems"]]
        chosen = list(line_item_ids) or lines
        if carrier_id not in {carrier["id"] for carrier in CARRIERS}:
            raise CannotHappen(f"there is no carrier {carrier_id}")
        if not set(chosen) <= set(lines):
            raise CannotHappen(f"{form_id} has no such lines: {', '.join(chosen)}")
        parcel_id = self.parcels.add(
            form_id,
            carrier_id=carrier_id,
            carrier_name=carrier_name if carrier_id == "OTHER" else "",
            waybill=waybill or f"{self._random.randrange(10**13, 10**14)}",
            line_item_ids=chosen,
            created_at=self.clock.now(),
        )
        if is_sent:
            told = {
                line["id"] for parcel in self.parcels.of(form_id) for line in parcel["lineItems"]
            }
            self.set_fulfillment(form_id, "SENT", sent="ALL" if told >= set(lines) else "SOME")
        return parcel_id
