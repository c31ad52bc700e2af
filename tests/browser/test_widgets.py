"""The widgets, on the dashboard's own pages."""

from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible
from tests.browser.dashboard import FRAME


def test_widget_of_an_order_is_as_tall_as_what_is_in_it(shop, dashboard, page, camera):
    [link] = shop.import_sold()

    frame = dashboard.open_order(link)

    expect(frame.locator("main")).to_be_visible()
    tall = frame.locator("body").bounding_box()["height"]
    expect(page.locator(FRAME)).to_have_css("height", f"{-(-tall // 1):g}px")
    assert_accessible(frame)
    camera.take(frame, "order-widget", again=lambda: dashboard.open_order(link))


def test_widget_of_the_home_page_is_shown(shop, home, dashboard, camera):
    shop.import_sold()

    frame = dashboard.open_home()

    expect(frame.locator("main")).to_be_visible()
    assert_accessible(frame)
    camera.take(frame, "home-widget", again=dashboard.open_home)
