"""A shop as it was opened for every test, and a browser in which nothing may go wrong."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.dashboard import Dashboard
from tests.browser.pictures import WIDE, Camera
from tests.browser.steering import Shop
from tests.browser.watching import Watch

PATIENCE = 15_000  # milliseconds until a condition that does not come true fails
expect.set_options(timeout=PATIENCE)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", metavar="FOLDER", help="keep pictures of the pages there")


@pytest.fixture(scope="session")
def addresses() -> dict[str, str]:
    """Of `shop`, `dashboard` and `control`; and `saleor`, a version."""
    found: dict[str, str] = json.loads(os.environ["ALLEGRO_SHOP"])
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["ALLEGRO_BROWSER"])
        yield browser
        browser.close()


@pytest.fixture
def shop(addresses: dict[str, str]) -> Shop:
    """Nothing is sold; the seller is connected to both channels."""
    shop = Shop(addresses["shop"], addresses["control"], addresses["saleor"])
    shop.begin()
    return shop


@pytest.fixture
def watch(shop: Shop, addresses: dict[str, str]) -> Watch:
    """What the browser asked for, and what went wrong; a test fails if anything did."""
    known = (addresses["shop"], addresses["dashboard"], shop.allegro.url)
    return Watch({urlsplit(address).netloc for address in known})


@pytest.fixture
def context(browser: Browser, watch: Watch) -> Iterator[BrowserContext]:
    context = browser.new_context(
        locale="en-GB",
        timezone_id="Europe/Warsaw",
        viewport={"width": WIDE, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    watch.begin(context)
    yield context
    unexpected = watch.unexpected()
    context.close()
    assert unexpected == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def dashboard(page: Page, shop: Shop, addresses: dict[str, str]) -> Dashboard:
    """Somebody who may see all our pages is logged in."""
    dashboard = Dashboard(page, addresses["dashboard"])
    dashboard.log_in(shop.staff())
    return dashboard


@pytest.fixture
def home(shop: Shop) -> None:
    """For tests of the home page, which has no widgets in an older Saleor."""
    is_there = shop.rows("app.AppExtension", mount="homepage_widgets")
    if shop.saleor.startswith("3.22.") and not is_there:
        pytest.skip("Saleor 3.22 has no widgets on its home page")


@pytest.fixture
def camera(dashboard: Dashboard, request: pytest.FixtureRequest) -> Camera:
    folder = request.config.getoption("--screenshots")
    return Camera(dashboard, Path(folder) if folder else None)
