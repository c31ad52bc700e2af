import pytest

from saleor_allegro.rules.errors import NoChannel
from saleor_allegro.rules.routing import ChannelRoute, route
from tests.factories import checkout_form

PLN = ChannelRoute("pl", "PLN")
PLN_BUSINESS = ChannelRoute("pl-business", "PLN", ("allegro-business-pl",))
CZK = ChannelRoute("cz", "CZK", ("allegro-cz", "allegro-business-cz"))


@pytest.mark.parametrize(
    ("currency", "marketplace", "channels", "slug"),
    [
        ("PLN", "allegro-pl", [PLN], "pl"),
        ("PLN", "allegro-pl", [CZK, PLN], "pl"),
        ("CZK", "allegro-cz", [PLN, CZK], "cz"),
        ("PLN", "allegro-business-pl", [PLN, PLN_BUSINESS], "pl-business"),
        ("PLN", "allegro-pl", [PLN, PLN_BUSINESS], "pl"),
        ("PLN", None, [PLN, PLN_BUSINESS], "pl"),
        ("PLN", "allegro-pl", [("pl", "PLN", ())], "pl"),
    ],
)
def test_currency_and_marketplace_choose_the_channel(currency, marketplace, channels, slug):
    form = checkout_form(currency=currency, marketplace=marketplace)

    assert route(form, channels) == slug


@pytest.mark.parametrize(
    ("channels", "code"),
    [
        ([], "no_channel"),
        ([PLN], "no_channel"),
        ([ChannelRoute("cz", "CZK", ("allegro-sk",))], "no_channel"),
        ([ChannelRoute("cz", "CZK"), ChannelRoute("cz2", "CZK")], "ambiguous_channel"),
    ],
)
def test_no_single_channel_is_an_error_that_names_what_is_missing(channels, code):
    form = checkout_form(currency="CZK", marketplace="allegro-cz")

    with pytest.raises(NoChannel) as caught:
        route(form, channels)

    assert caught.value.code == code
    for text in (str(caught.value), caught.value.text("pl-PL")):
        assert form.id in text
        assert "CZK" in text
        assert "allegro-cz" in text
    assert "Marketplaces" in str(caught.value)
    assert "Serwisy" in caught.value.text("pl")
