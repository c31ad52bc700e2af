"""What the browser tests rely on: faults are seen, the shop is as it was opened, work waits."""

import pytest
import requests
from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible

CONSOLE = {"console.error('broken')": "error: broken", "console.warn('odd')": "warning: odd"}


@pytest.mark.parametrize("script", CONSOLE)
def test_what_the_console_says_is_a_fault(dashboard, watch, page, script):
    page.evaluate(script)

    [fault] = watch.unexpected()
    assert fault.startswith(f"console {CONSOLE[script]}")
    watch.expect(CONSOLE[script])
    assert watch.unexpected() == []


def test_error_in_a_script_is_a_fault(dashboard, watch, page, context):
    watch.expect("nothing here")

    with context.expect_event("weberror"):
        page.evaluate("() => void setTimeout(() => { throw new Error('nothing here') })")

    assert ["nothing here" in fault for fault in watch.faults] == [True]


def test_refused_request_is_a_fault(dashboard, watch, page):
    watch.expect("404")

    assert page.evaluate("fetch('/host/none.js').then(answer => answer.status)") == 404

    assert f"refused request: 404 {dashboard.url}/host/none.js" in watch.faults


def test_request_to_anybody_else_is_a_fault(dashboard, watch, page):
    watch.expect("http://127.0.0.1:9/")

    page.evaluate("fetch('http://127.0.0.1:9/').catch(() => null)")

    assert "foreign request: http://127.0.0.1:9/" in watch.faults
    assert [request.url for request in watch.asked("/host/none.js")] == []


def test_page_that_shuts_people_out_is_told(dashboard, page):
    page.set_content("<html lang=en><body><button></button><img src='data:,' alt=''></body></html>")

    with pytest.raises(AssertionError, match="critical button-name: <button></button>"):
        assert_accessible(page.main_frame)


def test_shop_is_as_it_was_opened(shop):
    shop.import_sold(count=3)
    shop.staff()
    assert len(shop.rows("order.Order")) == 3

    shop.begin(connect=["allegro-cz"])

    assert shop.rows("order.Order") == shop.rows("account.User", is_staff=True) == []
    assert shop.rows("saleor_allegro.OrderLink") == []
    [channel] = shop.rows("saleor_allegro.AccountChannel")
    assert channel["channel_slug"] == "allegro-cz"


def test_worker_does_what_is_queued_when_it_is_released(shop):
    [form_id] = shop.allegro.sell()
    shop.hold()

    shop.tick()

    assert shop.rows("saleor_allegro.OrderLink") == []
    shop.release()
    shop.settle()
    [link] = shop.rows("saleor_allegro.OrderLink")
    assert (link["form_id"], link["state"]) == (form_id, "imported")


def test_allegro_fails_when_it_is_told_to(shop):
    shop.allegro.fail("rate_limited", retry_after=30)

    assert shop.run() == ["stopped"]

    [account] = shop.rows("saleor_allegro.Account")
    assert account["paused_until"] is not None


@pytest.mark.parametrize(
    ("claims", "status"),
    [({}, 200), ({"exp": -5}, 401), ({"type": "access"}, 401), ({"app": "QXBwOjA="}, 401)],
)
def test_tokens_of_all_sorts_can_be_had(shop, claims, status):
    token = shop.token(shop.staff(), **claims)
    headers = {"Authorization": f"Bearer {token}", "X-Saleor-Allegro": "piece"}

    page = requests.post(
        f"{shop.url}/plugins/saleor_allegro/dashboard/orders", headers=headers, timeout=30
    )

    assert page.status_code == status


def test_seller_is_connected_in_the_browser(shop, page):
    shop.begin(connect=[])
    page.goto(shop.do("connect_link_of", channel="allegro-pl"))

    page.get_by_role("button", name="Allow").click()

    expect(page.get_by_text("sklep_demo").first).to_be_visible()
    [channel] = shop.rows("saleor_allegro.AccountChannel")
    assert channel["channel_slug"] == "allegro-pl"
