import pytest

from saleor_allegro.rules.drafts import AddressDraft, TaxId
from saleor_allegro.rules.order_people import (
    billing_address,
    draft_customer,
    phone,
    shipping_address,
    tax_ids,
)
from tests.factories import buyer, checkout_form, delivery, invoice

BUYER_ADDRESS = AddressDraft(
    first_name="Bolek",
    last_name="Kupujący",
    street="Kontowa 1",
    city="Testowo",
    postal_code="00-001",
    country_code="PL",
    phone="+48000000001",
)


def test_the_parcel_goes_to_the_recipient_not_to_the_buyer():
    assert shipping_address(checkout_form()) == AddressDraft(
        first_name="Olga",
        last_name="Odbiorca",
        street="Wzorcowa 12/3",
        city="Przykładów",
        postal_code="11-111",
        country_code="PL",
        phone="+48000000002",
    )


@pytest.mark.parametrize("parts", [None, delivery(address=None)])
def test_no_delivery_address_is_none(parts):
    assert shipping_address(checkout_form(delivery=parts)) is None


def test_missing_parts_stay_missing():
    form = checkout_form(
        delivery=delivery(address={"firstName": None, "street": "  ", "phoneNumber": "-----"})
    )

    assert shipping_address(form) == AddressDraft()


@pytest.mark.parametrize(
    ("number", "kept"),
    [(None, ""), ("", ""), ("-----", ""), (" +48 601 234 567 ", "+48 601 234 567"), ("12", "12")],
)
def test_a_phone_is_kept_as_given_or_missing(number, kept):
    assert phone(number) == kept


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        {"required": False, "address": None},
        invoice(required=False),
        invoice(address=None),
    ],
)
def test_without_an_invoice_party_the_buyer_is_billed(wanted):
    assert billing_address(checkout_form(invoice=wanted)) == BUYER_ADDRESS


def test_a_company_is_billed_with_its_tax_ids_the_nip_first():
    company = {
        "name": "Demo Biuro Sp. z o.o.",
        "ids": [
            {"type": "VAT_EU", "value": "PL1234563218"},
            {"type": "PL_NIP", "value": " 1234563218 "},
        ],
        "vatPayerStatus": "ACTIVE",
        "taxId": "ignored",
    }

    assert billing_address(checkout_form(invoice=invoice(company=company))) == AddressDraft(
        company_name="Demo Biuro Sp. z o.o.",
        street="Fakturowa 8",
        city="Testowo",
        postal_code="00-003",
        country_code="PL",
        tax_ids=(
            TaxId(type="PL_NIP", value="1234563218"),
            TaxId(type="VAT_EU", value="PL1234563218"),
        ),
    )


def test_the_deprecated_tax_id_serves_where_there_is_no_other():
    company = {"name": "Demo", "ids": None, "vatPayerStatus": "ACTIVE", "taxId": "1234563218"}

    form = checkout_form(invoice=invoice(company=company))

    assert tax_ids(form) == (TaxId(type="OTHER", value="1234563218"),)


def test_a_natural_person_is_billed_by_name():
    person = {"firstName": "Iga", "lastName": "Osoba"}

    billed = billing_address(checkout_form(invoice=invoice(person=person)))

    assert billed is not None
    assert (billed.first_name, billed.last_name, billed.company_name) == ("Iga", "Osoba", "")
    assert billed.tax_ids == ()


def test_a_buyer_without_an_address_has_none():
    assert billing_address(checkout_form(buyer=buyer(address=None))) is None


def test_a_customer_is_the_buyers_account():
    form = checkout_form(buyer=buyer(guest=True, login="Client:12345", firstName=None))

    customer = draft_customer(form.buyer, "7")

    assert customer.buyer_id == "90000001"
    assert customer.login == "Client:12345"
    assert customer.is_guest
    assert (customer.first_name, customer.last_name) == ("", "Kupujący")
    assert customer.customer_id == "7"
