"""A tracking number's carrier: by its format, by the delivery method, by the merchant's word."""

import pytest

from saleor_allegro.rules.carriers import Carrier, choose_carrier, numbers_in, plain_number

DIRECTORY = {
    "DPD": "DPD",
    "INPOST": "InPost",
    "UPS": "UPS",
    "GLS": "GLS",
    "DHL": "DHL",
    "FEDEX": "FedEx",
    "POCZTA_POLSKA": "Poczta Polska",
    "PACZKA_W_RUCHU": "ORLEN Paczka",
    "OTHER": "",
}


def choose(
    waybill, method_name="", mapping=(), directory=DIRECTORY, method_id="", shop_method_name=""
):
    return choose_carrier(
        waybill,
        method_id=method_id,
        method_name=method_name,
        shop_method_name=shop_method_name,
        mapping=dict(mapping),
        directory=directory,
    )


@pytest.mark.parametrize(
    ("waybill", "method", "carrier_id"),
    [
        ("520113010449670123456789", "", "INPOST"),
        ("1Z 999 AA1 01 2345 6784", "", "UPS"),
        ("0000123456789U", "", "DPD"),
        ("JJD000030123456789012", "", "DHL"),
        ("JVGL0123456789", "", "DHL"),
        ("RR123456785PL", "", "POCZTA_POLSKA"),
        ("00590077300012345678", "", "POCZTA_POLSKA"),
        ("PX1234567890", "", "POCZTA_POLSKA"),
        # Several carriers write such numbers: the method tells.
        ("12345678901", "Kurier DHL", "DHL"),
        ("12345678901", "Przesyłka kurierska GLS", "GLS"),
        ("1234567890123", "ORLEN Paczka", "PACZKA_W_RUCHU"),
        ("1234567890", "Allegro Automat ORLEN Paczka", "PACZKA_W_RUCHU"),
        ("12345678901234", "Allegro Kurier DPD", "DPD"),
        ("123456789012", "FedEx Express", "FEDEX"),
    ],
)
def test_a_number_tells_its_carrier(waybill, method, carrier_id):
    assert choose(waybill, method) == Carrier(carrier_id=carrier_id)


@pytest.mark.parametrize(
    ("waybill", "method", "name"),
    [
        ("12345678901", "", "Inny"),  # DHL or GLS
        ("1Z999AA10123456785", "", "Inny"),  # the check digit is wrong
        ("RR123456780PL", "Paczka na wieś", "Paczka na wieś"),
        ("ABC", "Kurier DPD", "DPD"),
        (
            "ABC",
            "Kurier o nazwie dłuższej niż trzydzieści znaków",
            "Kurier o nazwie dłuższej niż t",
        ),
    ],
)
def test_what_nobody_can_tell_is_another_carrier_with_a_name(waybill, method, name):
    assert choose(waybill, method) == Carrier(carrier_id="OTHER", name=name)


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        ({"Kurier": "GLS"}, Carrier(carrier_id="GLS")),
        ({"kurier": "gls"}, Carrier(carrier_id="GLS")),
        ({"U2hpcHBpbmc6MQ==": "UPS"}, Carrier(carrier_id="UPS")),
        ({"0000*": "POCZTA_POLSKA", "Kurier": "GLS"}, Carrier(carrier_id="POCZTA_POLSKA")),
        ({"9999*": "POCZTA_POLSKA"}, Carrier(carrier_id="DPD")),
        ({"Kurier": "OTHER:Nasz bus"}, Carrier(carrier_id="OTHER", name="Nasz bus")),
    ],
)
def test_the_merchants_word_wins(mapping, expected):
    found = choose("0000123456789U", "Kurier", mapping, method_id="U2hpcHBpbmc6MQ==")

    assert found == expected


def test_the_merchant_may_say_the_shops_own_name_of_the_method():
    found = choose(
        "0000123456789U", "Allegro Kurier", {"nasz kurier": "GLS"}, shop_method_name="Nasz kurier"
    )

    assert found == Carrier(carrier_id="GLS")


def test_a_carrier_that_allegro_does_not_list_is_another_one():
    found = choose("520113010449670123456789", directory={"OTHER": ""})

    assert found == Carrier(carrier_id="OTHER", name="InPost")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", []),
        (" , ;", []),
        ("123 456", ["123 456"]),
        ("123, 456;123", ["123", "456"]),
        ("ab-1\nAB1", ["AB1"]),
    ],
)
def test_one_field_may_hold_several_numbers(text, numbers):
    assert numbers_in(text) == numbers


def test_numbers_are_compared_without_blanks_and_hyphens():
    assert plain_number(" 1z 999-aa ") == "1Z999AA"
