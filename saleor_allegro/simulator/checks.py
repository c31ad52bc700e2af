"""What Allegro checks before it looks at a request."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from starlette.requests import Request

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.tokens import Tokens
from saleor_allegro.simulator.wire import moment_of

MEDIA_TYPE = "application/vnd.allegro.public.v1+json"
#: `AppName/Version (+https://info-url)`: no spaces or Polish letters in the name.
USER_AGENT = re.compile(r"[!-.0-~]+/[!-~]+ \(\+https?://[!-~]+\)", re.ASCII)


def check_headers(request: Request) -> None:
    """Refuse a call without the media type (406) or without a User-Agent of its own (403)."""
    path = request.url.path
    accepted = request.headers.get("accept", "")
    if MEDIA_TYPE not in (part.split(";")[0].strip() for part in accepted.split(",")):
        raise errors.not_acceptable(path)
    if not USER_AGENT.fullmatch(request.headers.get("user-agent", "")):
        raise errors.bad_user_agent(path)


def check_token(request: Request, tokens: Tokens, scope: str | None) -> None:
    """Refuse a call without a valid token (401) or whose token lacks the scope (403).

    `scope=None` is public data, for which an application's token is enough.
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise errors.no_token()
    scopes = tokens.scopes_of(token)
    if scopes is None:
        raise errors.bad_token()
    if scope is not None and scope not in scopes:
        raise errors.no_scope(request.url.path)


def whole_number(
    request: Request,
    name: str,
    default: int,
    least: int,
    most: int | None = None,
    *,
    status: int = 422,
) -> int:
    """A query parameter within its range; otherwise it is answered with this status."""
    text = request.query_params.get(name)
    if text is None:
        return default
    allowed = f"at least {least}" if most is None else f"between {least} and {most}"
    if not re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        raise errors.out_of_range(name, text, allowed, request.url.path, status)
    number = int(text)
    if number < least or (most is not None and number > most):
        raise errors.out_of_range(name, text, allowed, request.url.path, status)
    return number


def date_and_time(
    request: Request, name: str, refused: Callable[[str], errors.Refused]
) -> datetime | None:
    """A query parameter that is a date and time.

    Args:
        refused: The answer to a text that is none; endpoints differ.
    """
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        return moment_of(text)
    except ValueError:
        raise refused(text) from None


def uuid_in_path(request: Request, name: str) -> str:
    """A UUID of the path as it is stored; otherwise 422."""
    text: str = request.path_params[name]
    try:
        return str(UUID(text))
    except ValueError:
        raise errors.malformed_uuid(text, request.url.path) from None
