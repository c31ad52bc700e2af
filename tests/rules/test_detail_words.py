import pytest

from saleor_allegro.rules.detail_words import details_text

DETAILS = {
    "allegro.invoice_required": "true",
    "allegro.invoice_tax_ids": "PL_NIP:5252674798,VAT_EU:PL5252674798",
    "allegro.payment_type": "CASH_ON_DELIVERY",
    "allegro.dispatch_until": "2026-11-25T11:00:00+00:00",
    "erp.id": "77",
}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "invoice wanted: yes, tax number: 5252674798, PL5252674798, payment: cash on delivery",
        ),
        (
            "pl",
            "chce fakturę: tak, numer podatkowy: 5252674798, PL5252674798, płatność: za pobraniem",
        ),
    ],
)
def test_what_a_person_cares_about_is_said_in_words(language, text):
    assert details_text(DETAILS, language) == text


def test_what_only_programs_read_is_not_said():
    assert details_text({"allegro.dispatch_until": "2026-11-25", "erp.id": "77"}) == ""


def test_a_payment_that_is_new_to_us_is_named_as_allegro_does():
    assert details_text({"allegro.payment_type": "BARTER"}) == "payment: BARTER"
