"""The view of the connections: a seller agrees on Allegro, and it is seen in the dashboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

CHANNEL = "Allegro PLN"
ALLOW, DENY = "[value=allow]", "[value=deny]"


@pytest.fixture
def nobody(shop):
    """No seller is connected."""
    shop.begin(connect=[])


def button(frame, name):
    """That of the channel."""
    return frame.get_by_role("button", name=re.compile(f"^{name} ?: {CHANNEL}$"))


def connect(dashboard, page):
    """The view that waits, and the tab that has opened."""
    frame = dashboard.open_app("connections")
    with page.expect_popup() as opened:
        button(frame, "Connect").click()
    tab = opened.value
    tab.wait_for_load_state()
    return frame, tab


def test_sellers_and_their_day_are_shown(shop, dashboard, camera):
    shop.import_sold(count=3)
    shop.allegro.fail("unavailable")
    assert shop.run() == ["stopped"]
    shop.allegro.recover()

    frame = dashboard.open_app("connections")

    expect(frame.get_by_role("heading", level=3)).to_contain_text("Connected")
    expect(frame.get_by_role("img", name="stopped runs: 1")).to_be_visible()
    frame.get_by_text("As a table").click()
    expect(frame.get_by_role("columnheader", name="stopped runs")).to_be_visible()
    assert_accessible(frame)
    camera.take(frame, "connections")


def test_one_click_opens_allegro_and_the_page_notices_that_the_seller_agreed(
    nobody, shop, dashboard, page
):
    frame, tab = connect(dashboard, page)
    expect(frame.get_by_text("Waiting for Allegro…")).to_be_visible()
    assert_accessible(frame)

    tab.click(ALLOW)
    expect(tab.get_by_role("heading")).to_have_text("Connected")

    notice = frame.locator(".notice.good")
    expect(notice).to_have_text(
        f"Connected: the orders of sklep_demo come to the channel {CHANNEL}."
    )
    expect(frame.get_by_text("Waiting for Allegro…")).to_have_count(0)
    expect(button(frame, "Disconnect")).to_be_visible()
    [account] = shop.rows("saleor_allegro.Account")
    assert (account["login"], account["connection"]) == ("sklep_demo", "connected")


def test_refusal_at_allegro_is_said_here(nobody, shop, dashboard, page, watch):
    watch.expect(r"\b400\b")
    frame, tab = connect(dashboard, page)

    tab.click(DENY)
    expect(tab.get_by_role("heading")).to_have_text("Not connected")

    expect(frame.locator(".notice.bad")).to_contain_text("Consent was refused on Allegro's page.")
    assert shop.rows("saleor_allegro.Account") == []


def test_waiting_can_be_stopped(nobody, dashboard, page):
    frame, _ = connect(dashboard, page)

    frame.get_by_role("link", name="Stop waiting").click()

    expect(frame.get_by_text("Waiting for Allegro…")).to_have_count(0)
    expect(button(frame, "Connect")).to_be_visible()


def test_seller_connects_by_code(nobody, shop, dashboard, page):
    frame = dashboard.open_app("connections")
    frame.get_by_role("row", name=CHANNEL).get_by_text("More").click()
    button(frame, "Connect by code").click()
    link = frame.get_by_role("link", name="Open Allegro to agree")
    expect(link).to_be_visible()
    assert_accessible(frame)

    with page.expect_popup() as opened:
        link.click()
    opened.value.click(ALLOW)

    expect(frame.locator(".notice.good")).to_contain_text("Connected: the orders of sklep_demo")
    [account] = shop.rows("saleor_allegro.Account")
    assert account["connection"] == "connected"


def test_seller_is_disconnected_after_a_question(shop, dashboard, page):
    frame = dashboard.open_app("connections")
    disconnect = button(frame, "Disconnect")
    disconnect.click()
    expect(frame.get_by_role("dialog")).to_contain_text("Disconnect sklep_demo from the channel")
    frame.get_by_role("button", name="Cancel").click()
    assert len(shop.rows("saleor_allegro.AccountChannel")) == 2

    disconnect.click()
    frame.get_by_role("dialog").get_by_role("button", name="Disconnect").click()

    expect(frame.locator(".notice.good")).to_contain_text("Disconnected from the channel")
    [left] = shop.rows("saleor_allegro.AccountChannel")
    assert left["channel_slug"] == "allegro-cz"


def test_seller_who_has_to_connect_again_is_shown_loudly(shop, dashboard, camera):
    shop.change("saleor_allegro.Account", {"connection": "reconnect_needed"})

    frame = dashboard.open_app("connections")

    alarm = frame.get_by_role("alert").filter(visible=True)
    expect(alarm).to_contain_text("Allegro no longer accepts the consent of sklep_demo.")
    expect(alarm.get_by_role("button", name="Connect again")).to_be_visible()
    assert_accessible(frame)
    camera.take(frame, "connections-again")
