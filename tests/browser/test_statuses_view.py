"""The view of the statuses, in the dashboard."""

import re

from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

SAVED = re.compile("^Saved")


def test_lists_are_read_by_themselves_and_what_is_chosen_is_saved(shop, dashboard, camera):
    shop.hold()
    frame = dashboard.open_app("statuses?channel=allegro-pl")

    expect(frame.get_by_text("are being read")).to_be_visible()
    shop.release()
    expect(frame.get_by_role("button", name="Read Allegro's lists")).to_be_visible()
    frame.get_by_role("button", name="Add a carrier").click()
    row = frame.get_by_role("group", name="New row")
    row.get_by_role("combobox", name="Shipping method or number pattern").fill("00590*")
    row.get_by_role("combobox", name="Carrier", exact=True).select_option("Poczta Polska")
    frame.get_by_label("Fulfilled", exact=True).select_option("Sent")
    assert_accessible(frame)
    frame.get_by_role("button", name="Save", exact=True).click()

    expect(frame.locator(".notice.good").get_by_text(SAVED)).to_be_visible()
    expect(frame.get_by_label("Fulfilled", exact=True)).to_have_value("SENT")
    expect(frame.locator("[name=carrier_left]").first).to_have_value("00590*")
    camera.take(frame, "statuses")


def test_what_was_asked_for_meanwhile_is_not_taken_away(shop, dashboard, page):
    shop.hold()
    frame = dashboard.open_app("statuses?channel=allegro-pl")
    expect(frame.get_by_text("are being read")).to_be_visible()
    asked_for = []
    page.route("**/dashboard/orders", lambda route: asked_for.append(route))

    with page.expect_response("**/dashboard/statuses/lists"):
        pass  # so that the next question is some seconds away
    frame.get_by_role("link", name="Orders", exact=True).click()
    with page.expect_response("**/dashboard/statuses/lists") as answer:
        shop.release()
        shop.settle()
    assert "data-done" in answer.value.text()
    [route] = asked_for
    route.continue_()

    expect(frame.get_by_role("heading", level=1)).to_have_text("Orders from Allegro")


def test_the_sentence_follows_the_switches(shop, dashboard):
    frame = dashboard.open_app("statuses?channel=allegro-pl")
    frame.get_by_label("Fulfilled", exact=True).select_option("Sent")

    frame.get_by_label("Send the shop's notification").uncheck()

    expect(frame.get_by_text("the shop stays silent").locator("visible=true")).to_have_count(1)


def test_changes_are_not_lost_unasked(shop, dashboard):
    frame = dashboard.open_app("statuses?channel=allegro-pl")
    frame.get_by_label("Fulfilled", exact=True).select_option("Sent")

    frame.locator("#channel").select_option("allegro-cz")
    frame.get_by_role("button", name="Stay here").click()

    expect(frame.locator("#channel")).to_have_value("allegro-pl")
    expect(frame.get_by_label("Fulfilled", exact=True)).to_have_value("SENT")
    frame.locator("#channel").select_option("allegro-cz")
    frame.get_by_role("button", name="Leave without saving").click()
    expect(frame.locator("#channel")).to_have_value("allegro-cz")
    expect(frame.get_by_label("Fulfilled", exact=True)).to_have_value("")


def test_the_suggested_statuses_ask_before_they_replace(shop, dashboard):
    frame = dashboard.open_app("statuses?channel=allegro-pl")
    frame.get_by_label("Fulfilled", exact=True).select_option("Picked up")

    frame.get_by_role("button", name="Use the suggested").click()
    frame.get_by_role("button", name="Replace and save").click()

    expect(
        frame.locator(".notice.good").get_by_text("The suggested statuses are saved.")
    ).to_be_visible()
    expect(frame.get_by_label("Fulfilled", exact=True)).to_have_value("SENT")
