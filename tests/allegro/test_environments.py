import pytest

from saleor_allegro.allegro.environments import PRODUCTION, SANDBOX, custom

OAUTH = "https://allegro.test/auth/oauth"


def test_production_and_sandbox_are_allegros_own():
    assert PRODUCTION.api_url == "https://api.allegro.pl"
    assert PRODUCTION.oauth_url == "https://allegro.pl/auth/oauth"
    assert SANDBOX.api_url == "https://api.allegro.pl.allegrosandbox.pl"
    assert SANDBOX.oauth_url == "https://allegro.pl.allegrosandbox.pl/auth/oauth"


def test_a_custom_environment_is_named_by_its_api_address():
    environment = custom(" https://proxy.test/allegro/ ", f"{OAUTH}/")

    assert environment.name == environment.api_url == "https://proxy.test/allegro"
    assert environment.oauth_url == OAUTH


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"]
)
def test_loopback_may_be_unencrypted(url):
    assert custom(url, f"{url}/auth/oauth").api_url == url


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("http://api.allegro.pl", "write https://"),
        ("http://127.0.0.1.evil.test", "write https://"),
        ("http://localhost.evil.test", "write https://"),
        ("http://10.0.0.1", "write https://"),
        ("ftp://api.allegro.pl", "full URL"),
        ("api.allegro.pl", "full URL"),
        ("https://", "full URL"),
        ("", "full URL"),
        ("https://api .allegro.pl", "space"),
        ("https://api.test:x", "not a URL"),
        ("https://[::1", "not a URL"),
        ("https://user:secret@api.test", "no user name"),
        ("https://api.test?x=1", "no user name"),
        ("https://api.test#x", "no user name"),
    ],
)
def test_an_address_that_would_not_do_is_refused_with_advice(url, advice):
    with pytest.raises(ValueError, match=advice) as caught:
        custom(url, OAUTH)
    assert "API address" in str(caught.value)
    assert "secret" not in str(caught.value)

    with pytest.raises(ValueError, match="OAuth address"):
        custom("https://api.test", url)
