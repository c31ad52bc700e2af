"""The views in a window as narrow as a telephone."""

import pytest

from tests.browser.accessible import assert_accessible
from tests.browser.pictures import NARROW

VIEWS = (
    "orders",
    "connections",
    "settings?channel=allegro-pl",
    "statuses?channel=allegro-pl",
)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_view_shuts_anybody_out(shop, dashboard, page, theme):
    shop.import_sold(count=3)
    shop.allegro.sell("slovak")  # no channel has its currency
    assert shop.run() == ["finished"]
    page.set_viewport_size({"width": NARROW, "height": 900})

    for view in VIEWS:
        frame = dashboard.open_app(view)
        dashboard.wear(theme)
        frame.locator(f"html[data-theme={theme}]").wait_for()
        frame.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

        assert_accessible(frame)
        assert frame.evaluate("document.documentElement.scrollWidth") <= NARROW, view
