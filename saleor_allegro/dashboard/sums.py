"""Sums of money as they are written."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from saleor_allegro.config import Language


def written_sum(money: Mapping[str, Any] | None, language: Language) -> str:
    """ "1 234.50 PLN", with a comma in Polish; "" of null.

    Args:
        money: GraphQL's `Money`, of which it needs `fractionalAmount`, `fractionDigits` and
            `currency`; its `amount` is a float.
    """
    if not money:
        return ""
    amount = Decimal(money["fractionalAmount"]).scaleb(-money["fractionDigits"])
    # Narrow no-break spaces between thousands, as both languages have them.
    text = f"{amount:,}".replace(",", "\u202f")
    if language is Language.POLISH:
        text = text.replace(".", ",")
    return f"{text}\u00a0{money['currency']}"
