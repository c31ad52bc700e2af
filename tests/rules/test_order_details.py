from datetime import UTC, datetime

import pytest

from saleor_allegro.rules.order_details import DeliveryMethod, OrderDetails, PickupPoint
from saleor_allegro.rules.order_metadata import private_metadata, public_metadata
from saleor_allegro.rules.order_people import tax_ids
from tests import factories

POINT = {
    "id": "POZ08A",
    "name": "Paczkomat POZ08A",
    "description": "Stacja paliw",
    "address": {"street": "Grunwaldzka 108", "zipCode": "60-166", "city": "Poznań"},
}


def details_of(**fields):
    form = factories.checkout_form(**fields)
    return OrderDetails.of(
        public_metadata(form, "allegro-pl"), private_metadata(form, "sandbox", tax_ids(form))
    )


def test_what_the_import_keeps_is_read_back():
    found = details_of(
        delivery=factories.delivery(pickupPoint=POINT, smart=True), invoice=factories.invoice()
    )

    assert found == OrderDetails(
        delivery_method=DeliveryMethod(id="method-1", name="Allegro Kurier DPD"),
        pickup_point=PickupPoint(
            id="POZ08A",
            name="Paczkomat POZ08A",
            description="Stacja paliw",
            address="Grunwaldzka 108, 60-166, Poznań",
        ),
        is_smart=True,
        dispatch_by=datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC),
        buyer_login="kupujacy_demo01",
        wants_invoice=True,
        tax_id="1234563218",
    )


def test_form_that_says_little_leaves_out_the_rest():
    found = details_of(delivery=None, invoice=None)

    assert found == OrderDetails(buyer_login="kupujacy_demo01")


def test_metadata_without_a_word_of_allegro_says_nothing():
    assert OrderDetails.of({"other.app": "x"}, {}) == OrderDetails()


@pytest.mark.parametrize("text", ["soon", "2026-11-23T22:59:59", "", "2026-13-01T00:00:00Z"])
def test_edited_date_is_no_date(text):
    assert OrderDetails.of({}, {"allegro.dispatch_until": text}).dispatch_by is None


@pytest.mark.parametrize(("text", "expected"), [("true", True), ("false", False), ("ja", None)])
def test_smart_is_yes_no_or_unknown(text, expected):
    assert OrderDetails.of({"allegro.smart": text}, {}).is_smart is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("PL_NIP:1,CZ_ICO:2", "1"), ("PL_NIP:", None), ("odd", None), ("", None)],
)
def test_first_tax_id_counts(text, expected):
    assert OrderDetails.of({}, {"allegro.invoice_tax_ids": text}).tax_id == expected
