"""The addresses of the plugin's pages, as others see them."""

from datetime import datetime

from saleor.core.utils import build_absolute_uri

from saleor_allegro.connect_page import CONNECT_PATH
from saleor_allegro.connect_passes import make_ticket
from saleor_allegro.shop.saleor.channels import PLUGIN_ID


def page_url(path: str) -> str:
    return build_absolute_uri(f"/plugins/{PLUGIN_ID}/{path}")


def connect_link(channel_slug: str, now: datetime, return_url: str = "") -> str:
    """The link that a person opens to connect a seller to a channel.

    Args:
        return_url: As of `make_ticket`.
    """
    ticket = make_ticket(channel_slug, now=now, return_url=return_url)
    return f"{page_url(CONNECT_PATH)}?ticket={ticket}"
