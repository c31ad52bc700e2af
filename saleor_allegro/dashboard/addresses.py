"""Where the pages stand."""

from typing import Final

from saleor_allegro.connect_link import page_url

DASHBOARD_PATH: Final = "dashboard"


def dashboard_url(path: str = "") -> str:
    """The address of a page as the dashboard's browser asks for it; "" is the App's own."""
    return page_url(f"{DASHBOARD_PATH}/{path}".rstrip("/"))
