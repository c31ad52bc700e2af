import pytest

from saleor_allegro.rules.masked_addresses import is_masked


@pytest.mark.parametrize(
    "email",
    [
        "8awgqyk6a5@allegromail.pl",
        "8awgqyk6a5+cub31c122@allegromail.pl",
        " Hamu7udk3p+17454C1B6@AllegroMail.PL ",
        "n5z9ungq4v+5f147aa75@user.allegrogroup.pl",
        "n5z9ungq4v+5f147aa75@allegromail.cz",
        "n5z9ungq4v+5f147aa75@allegromail.com",
        "n5z9ungq4v@sandbox.allegromail.pl",
    ],
)
def test_addresses_that_allegro_gives_are_masked(email):
    assert is_masked(email)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "anna@shop.test",
        "allegromail.pl@shop.test",
        "anna@notallegromail.pl",
        "anna@allegromail.pl.test",
        "anna@allegro.pl",
        "anna@allegrogroup.pl",
        "@allegromail",
    ],
)
def test_other_addresses_are_not(email):
    assert not is_masked(email)
