"""An address of the dashboard's, which anybody can send to anybody: it shows, and does nothing."""

from urllib.parse import quote

from playwright.sync_api import expect

from tests.browser.steering import global_id


def test_address_does_nothing(shop, dashboard):
    [link] = shop.import_sold()
    order = quote(global_id("Order", link["order_id"]), safe="")

    frame = dashboard.open_app(f"orders?action=recheck&order={order}")

    expect(frame.get_by_text(link["form_id"])).to_be_visible()
    assert shop.rows("saleor_allegro.Job") == []


def test_button_does_what_the_address_may_not(shop, dashboard):
    shop.import_sold()
    frame = dashboard.open_app("orders")
    shop.hold()

    frame.get_by_role("button", name="Import now").click()

    expect(frame.locator(".job")).to_be_visible()
    assert len(shop.rows("saleor_allegro.Job")) == 1


def test_dashboard_is_not_told_to_run_anything(shop, dashboard, page):
    shop.import_sold()
    frame = dashboard.open_app("orders")
    frame.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
        '<a id="evil" data-outside href="javascript:alert(1)">x</a>')"""
    )
    page.evaluate(
        """() => { window.heard = [];
        window.addEventListener("message", ({ data }) => heard.push(data.type)); }"""
    )

    frame.locator("#evil").click()
    frame.get_by_role("button", name="Import now").wait_for()

    assert "redirect" not in page.evaluate("window.heard")
