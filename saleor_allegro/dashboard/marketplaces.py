"""Allegro's marketplaces as people know them."""

from collections.abc import Mapping
from typing import Final

#: Allegro's id -> name. Source: Allegro REST API, `GET /marketplaces`.
MARKETPLACES: Final[Mapping[str, str]] = {
    "allegro-pl": "allegro.pl",
    "allegro-cz": "allegro.cz",
    "allegro-sk": "allegro.sk",
    "allegro-hu": "allegro.hu",
    "allegro-business-pl": "Allegro Business (allegro.pl)",
    "allegro-business-cz": "Allegro Business (allegro.cz)",
}


def marketplace_name(marketplace: str | None) -> str:
    """Of one that Allegro added since, the id; "" of none."""
    return MARKETPLACES.get(marketplace or "", marketplace or "")
