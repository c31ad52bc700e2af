"""All that the view's template shows, drawn from what GraphQL answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.days import today
from saleor_allegro.dashboard.orders.asking_words import ASKING_WORDS
from saleor_allegro.dashboard.orders.choices import filter_choices
from saleor_allegro.dashboard.orders.filters import Wanted, address_of
from saleor_allegro.dashboard.orders.job_words import JOB_WORDS
from saleor_allegro.dashboard.orders.pages import pages_of
from saleor_allegro.dashboard.orders.rows import Row, row_of
from saleor_allegro.dashboard.orders.sellers import Sellers, sellers_of
from saleor_allegro.dashboard.orders.words import WORDS
from saleor_allegro.dashboard.words import spoken

Found = Mapping[str, Any]


def orders_content(
    found: Found, wanted: Wanted, language: Language, now: datetime
) -> dict[str, Any]:
    """
    Args:
        found: The answer to `query.ORDERS_QUERY`.
    """
    sellers = sellers_of(found)
    return {
        "words": spoken({**WORDS, **ASKING_WORDS, **JOB_WORDS}, language),
        "wanted": wanted,
        "sellers": sellers,
        "to_reconnect": [
            _filled("reconnect", language, login=seller.login) for seller in sellers.to_reconnect
        ],
        "choices": filter_choices(wanted, sellers, language),
        "clear": address_of(wanted.without_filters()),
        "today": today(now).isoformat(),
        **_list(found["allegroOrders"], wanted, sellers, language),
        **_failing(found["failing"], wanted, sellers, language),
    }


def _list(found: Found, wanted: Wanted, sellers: Sellers, language: Language) -> dict[str, Any]:
    return {
        "rows": _rows(found, sellers, language),
        "count": _filled("count", language, count=found["totalCount"]),
        "pages": pages_of(found["pageInfo"], wanted),
    }


def _failing(found: Found, wanted: Wanted, sellers: Sellers, language: Language) -> dict[str, Any]:
    """The failed purchases on top; where another list is wanted, how many there are."""
    count = found["totalCount"]
    return {
        "failing": _rows(found, sellers, language) if wanted.is_plain else [],
        "failing_count": count,
        "failing_title": _filled("failing", language, count=count),
        "failing_elsewhere": _filled("failed_elsewhere", language, count=count),
        "show_failed": address_of(Wanted(is_failed=True, jobs=wanted.jobs)),
    }


def _rows(found: Found, sellers: Sellers, language: Language) -> Sequence[Row]:
    return [row_of(edge["node"], sellers, language) for edge in found["edges"]]


def _filled(name: str, language: Language, **words: object) -> str:
    return WORDS[name].filled(**words).in_language(language)
