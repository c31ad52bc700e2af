"""Where an offer is found on Allegro."""

import pytest

from saleor_allegro.rules.offer_pages import offer_page


@pytest.mark.parametrize(
    ("environment", "page"),
    [
        ("production", "https://allegro.pl/oferta/17001234567"),
        ("sandbox", "https://allegro.pl.allegrosandbox.pl/oferta/17001234567"),
        ("https://allegro.test", None),
    ],
)
def test_an_offers_page_is_that_of_the_environment(environment, page):
    assert offer_page(environment, "17001234567") == page
