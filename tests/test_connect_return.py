"""Where a browser may be sent back to, and what it is told there."""

import pytest

from saleor_allegro.connect_return import LONGEST, Outcome, is_return_url, told


@pytest.mark.parametrize(
    "url",
    [
        "https://dashboard.shop.test",
        "https://dashboard.shop.test:8443/extensions?tab=1#top",
        "HTTPS://DASHBOARD.SHOP.TEST/",
        "http://localhost:3000/settings",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/",
        "https://a.test/" + "x" * (LONGEST - 15),
    ],
)
def test_full_addresses_are_taken(url):
    assert is_return_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/settings",
        "//shop.test/",
        "shop.test",
        "https:shop.test",
        "https:///shop.test",
        "https://",
        "https://:443/",
        "http://shop.test/",
        "http://localhost.shop.test/",
        "ftp://shop.test/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user@shop.test/",
        "https://user:word@shop.test/",
        "https://@shop.test/",
        "https://shop.test:port/",
        "https://shop.test:99999/",
        "https://[shop.test/",
        "https://evil.test\\@shop.test/",
        "https:\\\\shop.test",
        "https://shop.test/a b",
        " https://shop.test/",
        "https://shop.test/\n",
        "https://shop.test/\r\nSet-Cookie: a=b",
        "https://shop.test/\0",
        "https://skłep.test/",
        "https://a.test/" + "x" * (LONGEST - 14),
    ],
)
def test_others_are_not(url):
    assert not is_return_url(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.test", "https://a.test?allegro=connected"),
        ("https://a.test/x/", "https://a.test/x/?allegro=connected"),
        ("https://a.test/?tab=1&q=a%20b", "https://a.test/?tab=1&q=a%20b&allegro=connected"),
        ("https://a.test/#/apps?x=1", "https://a.test/?allegro=connected#/apps?x=1"),
        # The page told of an earlier attempt.
        ("https://a.test/?allegro=failed&tab=1", "https://a.test/?tab=1&allegro=connected"),
        ("https://a.test/?allegro", "https://a.test/?allegro=connected"),
        ("https://a.test/?allegro_id=1", "https://a.test/?allegro_id=1&allegro=connected"),
    ],
)
def test_outcome_is_told_once_and_the_rest_stays(url, expected):
    assert told(url, Outcome.CONNECTED) == expected


def test_failure_is_told_as_well():
    assert told("https://a.test/", Outcome.FAILED) == "https://a.test/?allegro=failed"
