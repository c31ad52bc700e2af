"""Where a seller finds an order on Allegro."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.allegro.environments import PRODUCTION, SANDBOX

# An assumption: Allegro publishes no pattern; these are the addresses its sales centre shows.
_PAGES: Final[Mapping[str, str]] = {
    PRODUCTION.name: "https://salescenter.allegro.com/orders/{form_id}",
    SANDBOX.name: "https://salescenter.allegro.com.allegrosandbox.pl/orders/{form_id}",
}


def order_page(environment: str, form_id: str) -> str | None:
    """The address of an order's page; `None` for an environment of one's own.

    Args:
        environment: The account's, see `environments.Environment.name`.
    """
    page = _PAGES.get(environment)
    return page.format(form_id=form_id) if page else None
