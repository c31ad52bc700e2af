"""Rows of `OrderLink`, changed in memory and saved many at once."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from saleor_allegro.models import OrderLink
from saleor_allegro.rules.retry import retry_delay


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What is remembered of a form as last read; named as the columns of `OrderLink`."""

    revision: str
    form_status: str
    fulfillment_status: str
    form_updated_at: datetime | None
    marketplace: str
    bought_at: datetime | None
    total_to_pay: Decimal
    paid: Decimal | None
    currency: str
    is_cash_on_delivery: bool
    #: Line item id -> offer id and pieces.
    pieces: Mapping[str, tuple[str, int]]


def changed_link(link: OrderLink, facts: FormFacts | None) -> OrderLink:
    """A copy to change: when its transaction fails, nothing of it may reach a later one."""
    link = copy(link)
    if facts is not None:
        for name, value in asdict(facts).items():
            setattr(link, name, value)
        link.is_dirty = False
    return link


def count_failure(link: OrderLink, code: str, message: str, now: datetime) -> None:
    """One more try failed; plan the next."""
    link.attempts += 1
    link.next_try_at = now + retry_delay(link.attempts)
    link.error_code = code
    link.error_message = message
    link.failed_since = link.failed_since or now


def forget_failures(link: OrderLink) -> None:
    link.attempts = 0
    link.next_try_at = None
    link.error_code = link.error_message = ""
    link.failed_since = None


_COLUMNS = [
    column.name
    for column in OrderLink._meta.concrete_fields
    if column.name not in ("id", "account", "form_id", "first_seen_at")
]


def save_links(links: Iterable[OrderLink]) -> None:
    """Write all rows in one statement; each exists, so every insert becomes an update."""
    OrderLink.objects.bulk_create(
        links, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS
    )
