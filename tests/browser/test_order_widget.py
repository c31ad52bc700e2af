"""The widget on an order's page, worked with."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

OTHER_STREET = "Sztormowa 7"


@pytest.fixture
def link(shop):
    [link] = shop.import_sold("paid_online")
    return link


@pytest.fixture
def flagged(shop):
    """Allegro ships it from its own warehouse."""
    [link] = shop.import_sold("one_fulfillment")
    [flag] = shop.rows("saleor_allegro.OrderFlag", link=link["id"])
    assert flag["kind"] == "one_fulfillment"
    return link


def test_recheck_is_followed_to_its_end_and_says_what_has_changed(shop, dashboard, link):
    frame = dashboard.open_order(link)
    shop.allegro.step(link["form_id"], "change_address", street=OTHER_STREET, city="Opole")
    shop.hold()

    frame.get_by_role("button", name="Recheck now").click()
    expect(frame.get_by_role("progressbar")).to_be_visible()
    shop.release()

    expect(frame.locator(".job")).to_contain_text("Done. The order was brought up to date.")
    expect(frame.locator(".job li")).to_contain_text(OTHER_STREET)
    expect(frame.locator("#said")).to_contain_text("The order was brought up to date.")
    assert_accessible(frame)


def test_note_outlives_a_recheck_and_is_kept_with_the_flag(shop, dashboard, flagged):
    frame = dashboard.open_order(flagged)
    frame.locator("summary").first.click()
    frame.get_by_label("Note (optional)").fill("asked the buyer")

    frame.get_by_role("button", name="Recheck now").click()
    expect(frame.locator(".job")).to_contain_text("Done.")
    expect(frame.get_by_label("Note (optional)")).to_have_value("asked the buyer")
    frame.get_by_role("button", name="Mark as resolved").click()

    expect(frame.locator(".notice.good").first).to_contain_text("Resolved: Shipped by Allegro.")
    [flag] = shop.rows("saleor_allegro.OrderFlag", link=flagged["id"])
    assert flag["note"] == "asked the buyer"
    assert flag["resolved_at"]


def test_flag_is_resolved_with_the_keyboard_alone(shop, dashboard, page, flagged):
    frame = dashboard.open_order(flagged)
    assert_accessible(frame)

    frame.locator("summary").first.press("Enter")
    frame.get_by_label("Note (optional)").type("done")
    assert_accessible(frame)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(frame.locator("#said")).to_contain_text("Resolved: Shipped by Allegro.")
    assert [flag["note"] for flag in shop.rows("saleor_allegro.OrderFlag")] == ["done"]


def test_widget_speaks_the_language_of_the_dashboard(dashboard, flagged):
    orders = dashboard.open_app("orders")
    dashboard.speak("pl")
    expect(orders.get_by_role("heading", level=1)).to_have_text("Zamówienia z Allegro")

    frame = dashboard.open_order(flagged)

    expect(frame.get_by_role("heading", level=1)).to_contain_text("Sprzedane w Allegro")
    frame.locator("summary").first.click()
    expect(frame.get_by_role("button", name="Oznacz jako rozwiązane")).to_be_visible()
    assert_accessible(frame)
