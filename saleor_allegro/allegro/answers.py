"""An HTTP answer of Allegro: its JSON, or the one error it stands for."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import requests

from saleor_allegro.allegro.documents.base import one_line
from saleor_allegro.allegro.errors import (
    AllegroError,
    Forbidden,
    Malformed,
    NotAuthorised,
    NotFound,
    RateLimited,
    Rejected,
    StaleRevision,
    Unreachable,
)

#: A day: whoever asks for more has misread the clock.
LONGEST_PAUSE: Final = 86_400.0

_BY_STATUS: Final[Mapping[int, type[AllegroError]]] = {
    401: NotAuthorised,
    403: Forbidden,
    404: NotFound,
    408: Unreachable,
    409: StaleRevision,
    429: RateLimited,
}
# PostgreSQL stores neither NUL nor half of a surrogate pair; JSON may name both.
_UNSTORABLE_ESCAPE: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def decode(answer: requests.Response, call: str) -> Any:
    """The JSON value of a 2xx answer, free of characters that no database stores.

    `None` when Allegro has nothing to say (HTTP 204).

    Raises:
        AllegroError: Any other status, see `error_of`.
        Malformed: The body is not JSON.
    """
    if not 200 <= answer.status_code < 300:
        raise error_of(answer, call)
    if answer.status_code == 204:
        return None
    try:
        value = _loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise Malformed(
            f"{call}: the answer is not JSON", status=answer.status_code, trace_id=trace_id(answer)
        ) from error
    return value


def error_of(answer: requests.Response, call: str) -> AllegroError:
    """The named error a non-2xx answer stands for, whatever its body looks like."""
    status = answer.status_code
    code, user_message = error_code(answer)
    if status >= 500 or status < 400 or (status in (403, 404) and not _is_allegros(answer)):
        kind: type[AllegroError] = Unreachable
    else:
        kind = _BY_STATUS.get(status, Rejected)
    said = "redirected, check the address" if 300 <= status < 400 else code
    return kind(
        f"{call}: HTTP {status}{f' {said}' if said else ''}",
        status=status,
        trace_id=trace_id(answer),
        code=code,
        user_message=user_message,
        retry_after=retry_after(answer),
    )


def error_code(answer: requests.Response) -> tuple[str, str]:
    """Allegro's code and words for a person; "" for what the body does not tell.

    Known bodies: `{"errors": [{"code", "userMessage"}]}`, OAuth's `{"error"}`, a gateway's
    `{"code"}`, HTML, nothing.
    """
    body = _body(answer)
    errors = body.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else body
    if not isinstance(first, dict):
        return "", ""
    code = first.get("code") or first.get("error")
    return one_line(code, 80), one_line(first.get("userMessage"), 500)


def _is_allegros(answer: requests.Response) -> bool:
    """Not a gateway's: what stands in front of Allegro knows no seller and no order."""
    body = _body(answer)
    return bool(body.get("errors") or body.get("error"))


def _body(answer: requests.Response) -> Mapping[str, Any]:
    """The JSON object of an answer, empty where there is none."""
    try:
        body = _loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def trace_id(answer: requests.Response) -> str:
    return one_line(answer.headers.get("trace-id"), 80)


def retry_after(answer: requests.Response) -> float | None:
    """Seconds the answer asks to wait, from 0 to a day; `None` when it does not say.

    A date is read against the answer's own `Date`, so that no clock of ours is needed.
    """
    text = answer.headers.get("Retry-After", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_PAUSE)
    until, sent = _date(text), _date(answer.headers.get("Date", ""))
    if until is None or sent is None:
        return None
    return min(max((until - sent).total_seconds(), 0.0), LONGEST_PAUSE)


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _loads(content: bytes) -> Any:
    value = json.loads(content)
    return _storable(value) if _UNSTORABLE_ESCAPE.search(content) else value


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(part) for name, part in value.items()}
    return value
