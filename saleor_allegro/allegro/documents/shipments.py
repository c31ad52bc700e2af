"""The parcels of a form, whoever entered them: the seller, an integration or the carrier.

Source: Allegro REST API, schema `CheckoutFormAddWaybillCreated`.
"""

from saleor_allegro.allegro.documents.base import Document, Id, Many, MomentIfAny


class ShippedLine(Document):
    id: Id  # of a line item


class Shipment(Document):
    """One parcel. The same waybill may come twice, entered by two hands."""

    id: str  # longer than other ids may be: the carrier and the waybill, encoded
    waybill: str | None = None  # at most 64 characters, as published
    carrier_id: str | None = None  # e.g. "DPD"; "OTHER" where `carrier_name` says which
    carrier_name: str | None = None  # at most 30 characters, as published
    line_items: Many[ShippedLine] = ()
    created_at: MomentIfAny = None  # published as plain text


class ShipmentList(Document):
    """Every parcel of one form. A parcel without an id makes the whole list unreadable: whoever
    compares lists must not take it for gone.
    """

    shipments: Many[Shipment] = ()
