"""What the templates know of money and time."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def money(value: Any) -> str:
    """ "1 234.50 PLN" of `{fractionalAmount, fractionDigits, currency}`; "" of null.

    Source: GraphQL's `Money`, whose `amount` is a float.
    """
    if not value:
        return ""
    amount = Decimal(value["fractionalAmount"]).scaleb(-value["fractionDigits"])
    # Narrow no-break spaces between thousands, as both languages have them.
    return f"{amount:,}".replace(",", "\u202f") + f"\u00a0{value['currency']}"


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
