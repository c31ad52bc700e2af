"""How typed values are said in the form: the way back through `parsers`."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from saleor_allegro.config.fields import Field, FieldKind
from saleor_allegro.config.parsers import NotAllowed

#: What is longer, before or after the point, is written with a power of ten.
_MOST_DIGITS: Final = 20
_SEPARATOR: Final = re.compile(r"[\s,;]")
#: What no field takes as a line.
_NO_PAIR: Final = "?"


def written(field: Field, value: object) -> str | bool:
    """What the form keeps for a value; the field's parser reads the same value again.

    A value that the field has no way to say, such as a slug with a comma, becomes a text that
    the field's parser refuses with its own message.

    Args:
        value: A boolean, a number, a text or a word of the field's, or a list of texts or of
            pairs of them; `None` gives the default.
    """
    if value is None:
        return field.default
    if isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, list):
        is_mapping = field.kind is FieldKind.MULTILINE
        return _lines(field, value) if is_mapping else ",".join(map(_slug, value))
    # Words are in the case of the form's own, as UNFULFILLED and sandbox are.
    text = str(value).strip()
    return text.upper() if str(field.default).isupper() else text


def _number(value: Decimal) -> str:
    is_plain = value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS
    return f"{value:f}" if is_plain else str(value)


def _slug(text: str) -> str:
    # No field takes quotes.
    return f'"{text}"' if not text or _SEPARATOR.search(text) else text


def _lines(field: Field, pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(_line(field, left.strip(), right.strip()) for left, right in pairs)


def _line(field: Field, left: str, right: str) -> str:
    line = f"{left} = {right}"
    try:
        is_read_again = field.parse(line) == {left: right}
    except NotAllowed:
        return _NO_PAIR
    return line if is_read_again else _NO_PAIR
