"""What a merchant does in the dashboard: connecting, settings, and leaving what is not saved."""

import re

from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible


def test_seller_is_disconnected_and_connected_in_a_new_tab(shop, dashboard, context, camera):
    frame = dashboard.open_app("connections")
    row = frame.get_by_role("row").filter(has_text="allegro-pl")
    assert_accessible(frame)

    row.get_by_role("button", name=re.compile("^Disconnect")).click()
    frame.get_by_role("dialog").get_by_role("button", name="Disconnect").click()
    expect(frame.locator("#view").get_by_text("Disconnected from the channel")).to_be_visible()
    channels = shop.rows("saleor_allegro.AccountChannel")
    assert [channel["channel_slug"] for channel in channels] == ["allegro-cz"]

    with context.expect_page() as opened:
        row.get_by_role("button", name=re.compile(r"^Connect\s*:")).click()
    opened.value.get_by_role("button", name="Allow").click()
    expect(opened.value.get_by_text("sklep_demo").first).to_be_visible()
    opened.value.close()

    expect(
        frame.locator("#view").get_by_text(re.compile("^Connected: the orders of"))
    ).to_be_visible()
    expect(row.get_by_text("Orders are imported")).to_be_visible()
    assert_accessible(frame)
    camera.take(frame, "connections")


def test_setting_is_changed_and_a_mistake_is_shown_at_its_field(shop, dashboard, camera):
    frame = dashboard.open_app("settings?channel=allegro-pl")
    days = frame.get_by_label("Days to read back when connected")
    assert_accessible(frame)

    days.fill("9999")
    days.press("Enter")
    expect(frame.locator("#error-backfill_days")).to_be_visible()
    expect(days).to_have_value("9999")
    expect(days).to_have_attribute("aria-invalid", "true")
    assert_accessible(frame)

    days.fill("9")
    frame.get_by_role("button", name="Save").last.click()
    expect(frame.locator("#view").get_by_text(re.compile("^Saved. Orders of"))).to_be_visible()
    expect(days).to_have_value("9")
    camera.take(frame, "settings")


def test_unsaved_settings_are_not_left_unasked(shop, dashboard):
    frame = dashboard.open_app("settings?channel=allegro-pl")
    frame.get_by_label("Days to read back when connected").fill("5")

    frame.get_by_role("link", name="Orders", exact=True).click()
    question = frame.get_by_role("dialog")
    expect(question.get_by_text("There are changes that are not saved.")).to_be_visible()
    question.get_by_role("button", name="Stay here").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Settings")

    frame.get_by_role("link", name="Orders", exact=True).click()
    question.get_by_role("button", name="Leave without saving").click()
    expect(frame.get_by_role("heading", level=1)).to_have_text("Orders from Allegro")
