"""Where anybody finds an offer on Allegro."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.allegro.environments import PRODUCTION, SANDBOX

# Allegro finds an offer by its number alone and adds its name to the address.
_PAGES: Final[Mapping[str, str]] = {
    PRODUCTION.name: "https://allegro.pl/oferta/{offer_id}",
    SANDBOX.name: "https://allegro.pl.allegrosandbox.pl/oferta/{offer_id}",
}


def offer_page(environment: str, offer_id: str) -> str | None:
    """The address of an offer's page; `None` for an environment of one's own.

    Args:
        environment: The account's, see `environments.Environment.name`.
    """
    page = _PAGES.get(environment)
    return page.format(offer_id=offer_id) if page else None
