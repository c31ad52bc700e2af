"""The view of a channel's settings, in the dashboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

SAVED = re.compile("^Saved")
PLUGIN = "plugins.PluginConfiguration"


@pytest.fixture
def frame(dashboard):
    return dashboard.open_app("settings?channel=allegro-pl")


def stored(shop, name, channel="allegro-pl"):
    [row] = shop.rows(PLUGIN, identifier="saleor_allegro", channel__slug=channel)
    return {item["name"]: item["value"] for item in row["configuration"]}[name]


def save(frame):
    frame.get_by_role("button", name="Save", exact=True).click()
    expect(frame.locator(".notice.good").get_by_text(SAVED)).to_be_visible()


def test_what_is_changed_is_saved_and_nothing_else(shop, frame, camera):
    environment = stored(shop, "environment")
    frame.get_by_label("Pieces kept back from Allegro").fill("5")
    frame.get_by_label("Status for new orders").select_option("Unfulfilled")
    frame.get_by_label("Send stock to Allegro", exact=True).check()
    assert_accessible(frame)

    save(frame)

    assert stored(shop, "stock_buffer") == "5"
    assert stored(shop, "status_new") == "UNFULFILLED"
    assert stored(shop, "send_stock") is True
    assert stored(shop, "environment") == environment
    camera.take(frame, "settings")


def test_the_dashboards_language_is_not_the_forms(shop, dashboard, frame):
    dashboard.speak("pl")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Ustawienia")
    frame.get_by_label("Sztuki niewystawiane w Allegro").fill("6")
    frame.get_by_role("button", name="Zapisz", exact=True).click()
    expect(frame.locator(".notice.good").get_by_text(re.compile("^Zapisano"))).to_be_visible()

    assert (stored(shop, "stock_buffer"), stored(shop, "language")) == ("6", "en")


def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(shop, frame):
    frame.get_by_label("Default VAT rate (%)").fill("101")
    frame.get_by_role("button", name="Save", exact=True).click()

    problems = frame.locator("#problems")
    expect(problems).to_be_focused()
    expect(problems).to_contain_text("Nothing was saved.")
    assert_accessible(frame)
    problems.get_by_role("link", name="Default VAT rate (%)").click()
    expect(frame.get_by_label("Default VAT rate (%)")).to_be_focused()
    frame.get_by_label("Default VAT rate (%)").fill("8,5")
    save(frame)
    assert stored(shop, "default_vat_rate") == "8.5"


def test_only_real_changes_are_guarded(shop, frame):
    field = frame.get_by_label("Pieces kept back from Allegro")
    question = frame.locator("#question")
    field.fill("5")

    frame.get_by_label("Channel", exact=True).select_option("allegro-cz")
    question.get_by_role("button", name="Stay here").click()

    expect(frame.get_by_label("Channel", exact=True)).to_have_value("allegro-pl")
    expect(field).to_have_value("5")
    field.fill("0")
    frame.get_by_label("Channel", exact=True).select_option("allegro-cz")
    expect(frame.locator("[name=channel][type=hidden]")).to_have_value("allegro-cz")
    expect(question).to_be_hidden()


def test_a_view_that_was_refused_stays_guarded(frame):
    frame.get_by_label("Default VAT rate (%)").fill("101")
    frame.get_by_role("button", name="Save", exact=True).click()
    expect(frame.locator("#problems")).to_be_visible()

    frame.get_by_role("link", name="Orders", exact=True).click()

    expect(frame.locator("#question")).to_be_visible()


def test_warehouses_are_put_in_order_with_the_keyboard(shop, dashboard, page):
    channel = {"identifier": "saleor_allegro", "channel__slug": "allegro-pl"}
    [row] = shop.rows(PLUGIN, **channel)
    values = {item["name"]: item["value"] for item in row["configuration"]}
    values["warehouses"] = "gone,magazyn"
    form = [{"name": name, "value": value} for name, value in values.items()]
    assert shop.change(PLUGIN, {"configuration": form}, **channel) == 1
    frame = dashboard.open_app("settings?channel=allegro-pl")
    boxes = frame.locator("[name=set_warehouses]")
    frame.get_by_role("button", name="Move down: gone").focus()

    page.keyboard.press("Enter")

    assert [box.get_attribute("value") for box in boxes.all()] == ["magazyn", "gone"]
    expect(frame.locator("#said")).to_contain_text("Moved. gone: 2/2")
    expect(frame.get_by_role("button", name="Move up: gone")).to_be_focused()
    assert_accessible(frame)
    frame.get_by_role("checkbox", name="gone").uncheck()
    save(frame)
    assert stored(shop, "warehouses") == "magazyn"


def test_a_secret_is_cleared_only_when_the_person_agrees(shop, frame):
    frame.get_by_label("Create orders from Allegro").uncheck()
    save(frame)

    frame.get_by_role("button", name="Clear Client secret").click()
    frame.locator("#question").get_by_role("button", name="Cancel").click()
    assert stored(shop, "client_secret")
    frame.get_by_role("button", name="Clear Client secret").click()
    frame.locator("#question").get_by_role("button", name="Clear").click()

    expect(frame.locator(".notice.good")).to_have_text("Cleared: Client secret.")
    assert stored(shop, "client_secret") == ""


def test_address_to_register_is_copied(frame):
    frame.get_by_role("button", name="Copy").click()

    expect(frame.get_by_role("button", name="Copied.")).to_be_visible()


def test_what_is_no_number_is_not_taken_for_the_default(shop, frame, page):
    field = frame.get_by_label("Days to read back when connected")
    field.focus()
    page.keyboard.type("e")

    frame.get_by_role("button", name="Save", exact=True).click()

    expect(field).to_be_focused()
    expect(frame.locator(".notice.good").get_by_text(SAVED)).to_have_count(0)
    field.fill("3")
    save(frame)
    assert stored(shop, "backfill_days") == "3"
