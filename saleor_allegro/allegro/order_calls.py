"""Orders: the journal, checkout forms and their parcels."""

from collections.abc import Iterator, Sequence
from typing import Final, Unpack
from urllib.parse import quote

from saleor_allegro.allegro.calls import Calls
from saleor_allegro.allegro.documents import (
    CheckoutForm,
    CheckoutFormPage,
    EventStats,
    FulfillmentStatus,
    OrderEvent,
    OrderEventPage,
    Shipment,
    ShipmentList,
    UnreadableForm,
)
from saleor_allegro.allegro.filters import FormFilters, form_query

#: Most forms one call returns.
FORMS_A_PAGE: Final = 100
# Forms that vanish while we page (merged ones do) move the rest up; reading the end of the
# last page again finds them.
_OVERLAP: Final = 10


class OrderCalls(Calls):
    def order_events(self, after: str | None, limit: int = 1000) -> tuple[OrderEvent, ...]:
        """The next events of the order journal, oldest first; `()` means nothing new.

        Args:
            after: Last event already handled; it is not returned again. `None` starts at the
                oldest event Allegro still keeps (60 days).
            limit: Page size, 1 to 1000 events.

        Source: `GET /order/events`, not filtered by type: the filter cannot name every type.
        """
        query = {"limit": str(limit)}
        if after:
            query["from"] = after
        return self.read(OrderEventPage, "/order/events", query).events

    def event_stats(self) -> EventStats:
        """The latest event, to start the journal from now. Source: `GET /order/event-stats`."""
        return self.read(EventStats, "/order/event-stats")

    def checkout_forms(
        self, **filters: Unpack[FormFilters]
    ) -> Iterator[CheckoutForm | UnreadableForm]:
        """Every form the filters match, read page by page as it is asked for.

        A form that changes while we read may come twice.

        Source: `GET /order/checkout-forms`.
        """
        for page in self.checkout_form_pages(**filters):
            yield from page.checkout_forms

    def checkout_form_pages(
        self, *, overlaps: bool = True, **filters: Unpack[FormFilters]
    ) -> Iterator[CheckoutFormPage]:
        """Likewise, in pages of at most 100 forms, for those who write page by page.

        Args:
            overlaps: Pages overlap, and a form met again on the next page is left out of it.
                Without, a form may be missed where another one leaves the list while we read.
        """
        path, query = "/order/checkout-forms", form_query(filters)
        overlap = _OVERLAP if overlaps else 0
        return self.pages(CheckoutFormPage, path, query, FORMS_A_PAGE, overlap=overlap)

    def checkout_form(self, form_id: str) -> CheckoutForm:
        """One form as it is now.

        Raises:
            NotFound: It was merged into another form, or is older than a year.

        Source: `GET /order/checkout-forms/{id}`.
        """
        return self.read(CheckoutForm, f"/order/checkout-forms/{quote(form_id, safe='')}")

    def shipments(self, form_id: str) -> tuple[Shipment, ...]:
        """Every parcel of a form that Allegro knows of; `()` when none left yet.

        Raises:
            NotFound: As `checkout_form`.

        Source: `GET /order/checkout-forms/{id}/shipments`, at most 50 calls a second.
        """
        path = f"/order/checkout-forms/{quote(form_id, safe='')}/shipments"
        return self.read(ShipmentList, path).shipments

    def set_fulfillment_status(
        self, form_id: str, status: FulfillmentStatus, *, revision: str
    ) -> None:
        """Tell the buyer how far the order is. Of an order, 100 such calls are taken for ever.

        Args:
            revision: Of the form that the status was decided on.

        Raises:
            StaleRevision: The form changed since: read it again, and decide again.
            NotFound: As `checkout_form`.
            Rejected: The status cannot be set, or it was one too many.

        Source: `PUT /order/checkout-forms/{id}/fulfillment`.
        """
        path = f"/order/checkout-forms/{quote(form_id, safe='')}/fulfillment"
        query = {"checkoutForm.revision": revision}
        # The one language that is published for this call.
        self.tell("PUT", path, {"status": status.value}, query, language="en-US")

    def add_shipment(
        self,
        form_id: str,
        *,
        carrier_id: str,
        carrier_name: str,
        waybill: str,
        line_item_ids: Sequence[str],
    ) -> Shipment:
        """Add a parcel to a form. Said twice, it stands there twice, and cannot be removed.

        Args:
            carrier_name: At most 30 characters, with the carrier OTHER.
            waybill: At most 64 characters.
            line_item_ids: The lines in it; empty: all of the form.

        Raises:
            NotFound: As `checkout_form`.
            Rejected: The number or carrier is not one Allegro takes, or (`StaleRevision`: HTTP
                409) the number is in too many orders.

        Source: `POST /order/checkout-forms/{id}/shipments`, at most 50 calls a second.
        """
        path = f"/order/checkout-forms/{quote(form_id, safe='')}/shipments"
        document: dict[str, object] = {"carrierId": carrier_id, "waybill": waybill}
        if carrier_name:
            document["carrierName"] = carrier_name
        if line_item_ids:
            document["lineItems"] = [{"id": line_id} for line_id in line_item_ids]
        return self.write(Shipment, "POST", path, document)
