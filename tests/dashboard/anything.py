"""What stands in for a template's content: a word, whatever field of whatever is asked for.

With it every template can be rendered without the view it belongs to, with every word of its
content another than the view would give it.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.template import Context

#: What no word from outside is ever a part of, by the last name that a template calls it by. A
#: name belongs here where our own code makes all of it up: addresses of our pages with encoded
#: parameters, and which of our templates is put in. What comes from Allegro or GraphQL goes
#: through `|address` or `|urlencode:''` in the template instead.
OURS: Final[Mapping[str, Any]] = {
    # The frame's.
    "nonce": "bm9uY2U",
    "style": "/plugins/saleor_allegro/dashboard/assets/1/dashboard.css",
    "script": "/plugins/saleor_allegro/dashboard/assets/1/main.js",
    "piece": "refused.html",
    "route": "orders?flagged=true",
    "tabs": [("orders", "Orders"), ("settings", "Settings")],
    # The addresses of our icon, and of our pages.
    "iconUrl": "https://shop.test/plugins/saleor_allegro/icon.svg",
    "icon_url": "https://shop.test/plugins/saleor_allegro/icon.svg",
    "again": "orders/job?job=1",
    "done": "?job=1",
    "drafts": "orders/drafts?job=1",
    "hide": "orders?hidden=1",
    "clear": "orders",
    "show_failed": "orders?failed=true",
    "previous": "orders?before=1",
    "next": "orders?after=1",
    "address": "orders?flagged=true",
    "view": "settings",
    # GraphQL's numbers.
    "fractionalAmount": 1234567,
    "fractionDigits": 2,
}


class Anything(str):
    """A word whose every field is the same word, but for what is ours."""

    __slots__ = ()

    def __getitem__(self, name: Any) -> Any:
        return field(name, self) if isinstance(name, str) else super().__getitem__(name)


def field(name: str, word: str) -> Any:
    return OURS[name] if name in OURS else Anything(word)


def all_words(word: str) -> Context:
    """A context in which whatever a template asks for is this word."""
    return Context(_Everything(word))


class _Everything(dict[str, Any]):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def __contains__(self, name: object) -> bool:
        return name not in ("True", "False", "None")  # Django has them one layer below

    def __getitem__(self, name: str) -> Any:
        return field(name, self.word)
