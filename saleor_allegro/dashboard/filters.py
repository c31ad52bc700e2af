"""What the templates know of money and time."""

from datetime import UTC, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from saleor_allegro.dashboard.sums import written_sum
from saleor_allegro.dashboard.words import spoken_now

register = template.Library()


@register.filter
def money(value: Any) -> str:
    """As `written_sum`, in the language of the page."""
    return written_sum(value, spoken_now())


@register.filter
def moment(value: Any) -> SafeString | str:
    """A `<time>` that the script shows in the viewer's own zone; UTC where there is no script."""
    at = as_datetime(value)
    if at is None:
        return ""
    return format_html(
        '<time datetime="{}">{} UTC</time>',
        at.isoformat(timespec="seconds"),
        at.strftime("%Y-%m-%d %H:%M"),
    )


def as_datetime(value: Any) -> datetime | None:
    """The moment that GraphQL gave as a `datetime` or as text; in UTC."""
    if not value:
        return None
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at.astimezone(UTC)


@register.filter
def address(value: Any) -> str:
    """An address of the web, and nothing that a browser would run; "" of all else."""
    text = str(value or "")
    return text if text.startswith(("https://", "http://")) else ""
