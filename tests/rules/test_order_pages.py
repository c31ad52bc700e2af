import pytest

from saleor_allegro.rules.order_pages import order_page


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ("production", "https://salescenter.allegro.com/orders/form-1"),
        ("sandbox", "https://salescenter.allegro.com.allegrosandbox.pl/orders/form-1"),
        ("http://127.0.0.1:8080", None),
    ],
)
def test_page_of_an_order(environment, expected):
    assert order_page(environment, "form-1") == expected
