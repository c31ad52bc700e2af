"""The page around our frames says and hears what Saleor's dashboard does."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import FRAME
from tests.browser.fake_app import FakeApp
from tests.browser.serving import serve

SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups"


@pytest.fixture
def fake(shop, watch):
    """The address of another App behind our rows."""
    with serve(FakeApp) as url:
        watch.hosts.add(urlsplit(url).netloc)
        shop.change("app.App", {"app_url": url})
        for extension in shop.rows("app.AppExtension", target="widget"):
            shop.change("app.AppExtension", {"url": f"{url}/widget"}, pk=extension["id"])
        yield url


def asked(frame):
    return json.loads(frame.locator("#asked").inner_text())


def heard(frame, kind, count=1):
    """The payloads of the messages of a kind, once there are so many."""
    frame.locator(f"#heard .{kind}").nth(count - 1).wait_for(state="attached")
    payloads = "kind => window.heard.filter(m => m.type === kind).map(m => m.payload)"
    return frame.evaluate(payloads, kind)


def tell(frame, kind, **payload):
    """Whether the dashboard says that it did it."""
    return frame.evaluate("([kind, payload]) => tell(kind, payload)", [kind, payload])


def test_page_of_an_app_is_framed_and_told_who_looks_at_it(shop, fake, dashboard, page):
    dashboard.speak("pl")
    dashboard.wear("dark")

    frame = dashboard.open_app("orders?flagged=true")

    assert page.locator(FRAME).get_attribute("sandbox") == SANDBOX
    address = urlsplit(asked(frame)["path"])
    [app] = shop.rows("app.App")
    assert address.path == "/orders"
    assert parse_qs(address.query) == {
        "flagged": ["true"],
        "domain": [urlsplit(shop.url).netloc],
        "saleorApiUrl": [f"{shop.url}/graphql/"],
        "id": [dashboard.app_path().rpartition("/")[2].replace("%3D", "=")],
        "featureFlags[new_order_ui][enabled]": ["false"],
        "featureFlags[new_order_ui][payload]": ["default"],
        "theme": ["dark"],
    }
    handshake = heard(frame, "handshake")[0]
    assert handshake["version"] == 1
    assert handshake["token"].count(".") == 2
    assert heard(frame, "localeChanged") == [{"locale": "pl"}]
    assert heard(frame, "theme") == [{"theme": "dark"}]
    assert heard(frame, "redirect") == [{"path": "/orders"}]
    assert app["identifier"] == "saleor-allegro"


def test_every_readiness_is_answered_by_a_handshake(fake, dashboard):
    frame = dashboard.open_app()
    before = len(heard(frame, "handshake"))

    assert tell(frame, "notifyReady") is True

    assert len(heard(frame, "handshake", before + 1)) == before + 1
    assert len(heard(frame, "localeChanged")) == 1


def test_language_and_theme_are_told_as_they_change(fake, dashboard):
    frame = dashboard.open_app()
    heard(frame, "theme")

    dashboard.speak("pl")
    dashboard.wear("dark")

    assert heard(frame, "localeChanged", 2) == [{"locale": "en"}, {"locale": "pl"}]
    assert heard(frame, "theme", 2) == [{"theme": "light"}, {"theme": "dark"}]


def test_fresh_token_is_told(fake, dashboard, shop):
    frame = dashboard.open_app()
    first = heard(frame, "handshake")[0]["token"]
    shop.app_tokens_last(seconds=100)

    dashboard.fetch_token()

    [refreshed] = heard(frame, "tokenRefresh")
    assert refreshed["token"] != first


def test_actions_of_a_page_are_done_and_answered(fake, dashboard, page, context):
    frame = dashboard.open_app()
    heard(frame, "handshake")

    assert tell(frame, "notification", title="Allegro", text="Imported", status="success") is True
    expect(dashboard.notifications).to_have_text(["Allegro: Imported"])
    assert tell(frame, "updateRouting", newRoute="/statuses?channel=a") is True
    assert dashboard.path == f"{dashboard.app_path()}/statuses?channel=a"
    with context.expect_page() as opened:
        assert tell(frame, "redirect", to=f"{fake}/elsewhere", newContext=True) is True
    assert opened.value.url == f"{fake}/elsewhere"
    frame.evaluate("() => void tell('redirect', { to: '/orders' })")
    expect(page.locator("#place")).to_have_text("/orders")
    assert dashboard.path == "/orders"


def test_action_that_the_dashboard_does_not_know_is_warned_of(fake, dashboard, watch):
    watch.expect(r"console warning: closeEverything: there is no such action")
    frame = dashboard.open_app()
    heard(frame, "handshake")

    frame.evaluate("() => void tell('closeEverything', {})")

    assert tell(frame, "notification", title="after") is True
    assert len(watch.faults) == 1


def test_widget_is_posted_what_it_needs_and_heard_in_its_height_alone(shop, fake, dashboard, page):
    [link] = shop.import_sold()

    frame = dashboard.open_order(link)

    assert page.locator(FRAME).get_attribute("sandbox") == SANDBOX
    posted = asked(frame)
    fields = posted["fields"]
    assert posted["path"] == "/widget"
    assert set(fields) == {"saleorApiUrl", "accessToken", "appId", "orderId"}
    assert fields["saleorApiUrl"] == f"{shop.url}/graphql/"
    assert fields["accessToken"].count(".") == 2
    assert page.locator(FRAME).bounding_box()["height"] == 200
    frame.evaluate("() => void tell('notification', { title: 'unheard' })")
    assert tell(frame, "widgetResize", height=321.5) is True
    assert page.locator(FRAME).bounding_box()["height"] == 322
    expect(dashboard.notifications).to_have_count(0)
    assert frame.evaluate("window.heard.map(m => m.type)") == ["response"]


def test_widget_on_the_home_page_keeps_its_height(home, fake, dashboard, page):
    frame = dashboard.open_home()

    frame.evaluate("() => void tell('widgetResize', { height: 700 })")

    assert set(asked(frame)["fields"]) == {"saleorApiUrl", "accessToken", "appId"}
    assert page.locator(FRAME).bounding_box()["height"] == 320


def test_home_page_shows_no_widget_to_whom_it_is_not_for(shop, home, fake, dashboard, page):
    dashboard.log_out()
    dashboard.log_in(shop.staff("manage_plugins"))

    page.goto(f"{dashboard.url}/")

    page.locator("body[data-shown=home]").wait_for()
    expect(page.locator(FRAME)).to_have_count(0)
