"""The pages of the dashboard: how they go out, and who gets them."""

import re

import pytest
from django.test import Client

from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import BASE, look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def test_page_without_a_token_holds_no_word_of_an_order(shop):
    [link] = shop.sell()

    page = Client().get(f"{BASE}/orders")

    assert page.status_code == 200
    assert link.form_id not in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    [nonce] = set(re.findall(r'nonce="([^"]+)"', page.content.decode()))
    assert f"script-src 'nonce-{nonce}'" in page["Content-Security-Policy"]


def test_view_shows_orders_to_staff(shop, staff):
    [link] = shop.sell()

    page = look("orders", token_of(staff))

    assert page.status_code == 200
    assert link.form_id in page.content.decode()


def test_script_and_style_are_served_under_an_address_of_their_edition(shop):
    page = Client().get(f"{BASE}/orders").content.decode()
    addresses = re.findall(r'(?:src|href)="https?://[^/]+([^"]+/assets/[^"]+)"', page)

    files = [Client().get(address) for address in addresses]

    assert [file["Content-Type"] for file in files] == [
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
    ]
