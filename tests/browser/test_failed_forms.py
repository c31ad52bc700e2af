"""Purchases that failed, tried again by a person in the Orders view."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

LINK = "saleor_allegro.OrderLink"
ORDER = "order.Order"
RETRY = re.compile(r"^Try again\s*:")


@pytest.fixture
def failed(shop):
    """A purchase from a marketplace that no channel of its currency takes."""
    shop.do("change_form", channel="allegro-pl", marketplaces="allegro-business-pl")
    [form_id] = shop.allegro.sell("paid_online")
    assert shop.run() == ["finished"]
    [link] = shop.rows(LINK, form_id=form_id)
    assert (link["state"], link["error_code"]) == ("failed", "no_channel")
    return link


def failures(frame):
    """What failed, on top of the list."""
    return frame.locator(".failing .card")


def retry(frame):
    failures(frame).get_by_role("button", name=RETRY).click()


def row_of(frame, form_id):
    return frame.locator("tbody tr").filter(has_text=form_id)


def test_failed_purchase_becomes_an_order_once_its_cause_is_gone(
    shop, dashboard, failed, watch, camera
):
    form_id = failed["form_id"]
    frame = dashboard.open_app("orders")
    expect(frame.get_by_role("heading", name="Failed: 1")).to_be_visible()
    card = failures(frame)
    expect(card).to_contain_text(f"No channel takes form {form_id}: it is in PLN from allegro-pl.")
    expect(card).to_contain_text(re.compile(r"Attempts: 1 · fails since .+ · next try .+"))
    assert_accessible(frame)
    camera.take(frame, "failed-before")

    card.get_by_role("link", name="Settings").click()
    frame.get_by_label("Marketplaces").fill("allegro-pl")
    frame.get_by_role("button", name="Save", exact=True).click()
    expect(frame.locator(".notice.good").get_by_text(re.compile("^Saved"))).to_be_visible()
    frame.get_by_role("link", name="Orders", exact=True).click()
    shop.hold()
    retry(frame)
    expect(frame.get_by_role("progressbar", name="Progress: Trying again")).to_be_visible()
    expect(failures(frame)).to_have_count(1)
    assert_accessible(frame)
    camera.take(frame, "failed-during")
    shop.release()

    expect(frame.locator(".job")).to_contain_text("No failures this time.")
    expect(frame.locator(".job")).to_contain_text("new orders: 1")
    expect(frame.locator(".failing")).to_have_count(0)
    [order] = shop.rows(ORDER, external_reference=form_id)
    [link] = shop.rows(LINK, form_id=form_id)
    assert (link["state"], link["order_id"]) == ("imported", order["id"])
    assert (link["error_code"], link["error_message"], link["failed_since"]) == ("", "", None)
    assert (link["attempts"], link["next_try_at"]) == (0, None)
    row = row_of(frame, form_id)
    expect(row.get_by_role("link", name=f"#{order['number']}")).to_be_visible()
    expect(row.get_by_text("Failed")).to_have_count(0)
    expect(frame.locator("#said")).to_contain_text("No failures this time.")
    assert_accessible(frame)
    camera.take(frame, "failed-after")


def test_purchase_whose_cause_is_still_there_fails_again_and_says_so(
    shop, dashboard, failed, camera
):
    frame = dashboard.open_app("orders")

    retry(frame)

    job = frame.locator(".job")
    expect(job).to_contain_text("Failed again: 1. The reason is in the list.")
    expect(job.locator(".mark")).to_have_text("Done, with failures")
    card = failures(frame)
    expect(card).to_contain_text(f"No channel takes form {failed['form_id']}")
    expect(card).to_contain_text("Attempts: 2")
    expect(frame.locator("#said")).to_contain_text("Failed again: 1.")
    assert shop.rows(ORDER) == []
    assert_accessible(frame)
    camera.take(frame, "failed-again")


def test_order_that_could_not_follow_allegro_does_once_allegro_answers(shop, dashboard, camera):
    [link] = shop.import_sold("paid_online")
    form_id = link["form_id"]
    shop.allegro.step(form_id, "change_address", street="Sztormowa 7", city="Opole")
    shop.allegro.fail("unavailable", f"/order/checkout-forms/{form_id}", times=None)
    assert shop.run() == ["finished"]
    frame = dashboard.open_app("orders")
    card = failures(frame)
    expect(card).to_contain_text(re.compile(f"Form {form_id} cannot be read: .*HTTP 503"))
    expect(card).to_contain_text("The order stays as it was; it is tried again by itself.")
    expect(row_of(frame, form_id).get_by_text("Failed")).to_be_visible()
    camera.take(frame, "not-followed")

    retry(frame)
    expect(failures(frame)).to_contain_text("Attempts: 2")
    shop.allegro.recover()
    retry(frame)

    expect(frame.locator(".failing")).to_have_count(0)
    expect(frame.locator(".job").first).to_contain_text("brought up to date: 1")
    [link] = shop.rows(LINK, form_id=form_id)
    assert (link["error_code"], link["failed_since"], link["attempts"]) == ("", None, 0)
    [order] = shop.rows(ORDER, external_reference=form_id)
    [address] = shop.rows("account.Address", pk=order["shipping_address_id"])
    assert address["street_address_1"] == "Sztormowa 7"
    assert_accessible(frame)
