"""The view of the orders, in the dashboard."""

from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

#: Of what the page asks the shop from now on.
COUNT_QUESTIONS = """() => {
  const asking = window.fetch;
  window.questions = 0;
  window.fetch = (...asked) => { window.questions += 1; return asking(...asked); };
}"""
TITLE = {"en": "Orders from Allegro", "pl": "Zamówienia z Allegro"}


def test_imported_order_is_shown_in_the_language_and_the_colours_of_the_dashboard(
    shop, dashboard, camera
):
    [link] = shop.import_sold()

    frame = dashboard.open_app("orders")

    title = frame.get_by_role("heading", level=1)
    expect(title).to_have_text(TITLE["en"])
    expect(frame.get_by_text(link["form_id"])).to_be_visible()
    assert_accessible(frame)
    dashboard.speak("pl")
    expect(title).to_have_text(TITLE["pl"])
    expect(frame.get_by_text(link["form_id"])).to_be_visible()
    dashboard.wear("dark")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert_accessible(frame)
    camera.take(frame, "orders")


def test_order_leads_to_its_page_in_the_dashboard(shop, dashboard, page):
    [link] = shop.import_sold()
    frame = dashboard.open_app("orders")

    frame.get_by_role("link", name=f"#{link['order_number']}").click()

    page.wait_for_url(dashboard.order_url(link))
    expect(dashboard.frame().locator("main")).to_be_visible()


def test_view_waits_for_a_token_that_is_good(shop, dashboard, page, watch):
    watch.expect("401")
    [link] = shop.import_sold()
    shop.app_tokens_last(seconds=-60)
    with page.expect_response(lambda answer: answer.status == 401):
        page.goto(f"{dashboard.url}{dashboard.app_path()}/orders")
    shop.app_tokens_last(seconds=300)

    dashboard.fetch_token()

    expect(dashboard.frame().get_by_text(link["form_id"])).to_be_visible()


def test_progress_is_not_asked_for_while_nobody_looks(shop, dashboard, page):
    page.clock.install()
    shop.hold()
    frame = dashboard.open_app("orders")
    frame.get_by_role("button", name="Import now").click()
    expect(frame.get_by_role("progressbar")).to_be_visible()
    frame.evaluate(COUNT_QUESTIONS)
    with page.expect_response("**/dashboard/orders/job"):
        page.clock.run_for(3_000)
    while_seen = frame.evaluate("questions")

    frame.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    for _ in range(20):
        page.clock.run_for(3_000)
    while_hidden = frame.evaluate("questions") - while_seen
    shop.release()
    shop.settle()
    frame.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")

    assert while_seen > 0
    assert while_hidden == 0
    expect(frame.locator(".job").get_by_text("There was nothing to import")).to_be_visible()
