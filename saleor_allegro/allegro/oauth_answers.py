"""What Allegro's OAuth host answers: tokens, a device code, or a refusal.

Source: RFC 6749, 5; RFC 8628, 3.2 and 3.5; bodies seen at Allegro, see the tests.
"""

from collections.abc import Mapping
from typing import Annotated, Final

import requests
from pydantic import ConfigDict, Field, StringConstraints

from saleor_allegro.allegro.answers import error_code, error_of, retry_after, trace_id
from saleor_allegro.allegro.documents import Document
from saleor_allegro.allegro.errors import (
    AccessDenied,
    AllegroError,
    AuthorisationPending,
    DeviceCodeExpired,
    InvalidGrant,
    NotAuthorised,
    SlowDown,
    Unreachable,
    WrongCredentials,
)

Refusals = Mapping[str, type[AllegroError]]

_APPLICATION_REFUSALS: Final[Refusals] = {
    "Unauthorized": WrongCredentials,
    "unauthorized": WrongCredentials,
    "invalid_client": WrongCredentials,
    "unauthorized_client": WrongCredentials,
    "unsupported_grant_type": WrongCredentials,
}
#: OAuth's `error` -> ours, for a code or refresh token.
GRANT_REFUSALS: Final[Refusals] = {**_APPLICATION_REFUSALS, "invalid_grant": InvalidGrant}
#: Likewise for a device code; Allegro calls a used or unknown one an invalid request.
DEVICE_REFUSALS: Final[Refusals] = {
    **_APPLICATION_REFUSALS,
    "authorization_pending": AuthorisationPending,
    "slow_down": SlowDown,
    "access_denied": AccessDenied,
    "expired_token": DeviceCodeExpired,
    "invalid_request": DeviceCodeExpired,
    "invalid_grant": DeviceCodeExpired,
}

#: Fit for a header and a form field.
Secret = Annotated[str, StringConstraints(pattern=r"^[!-~]+$")]
#: At most ten years, so that no sum of dates overflows.
Seconds = Annotated[int, Field(ge=0, le=315_360_000)]


class OAuthAnswer(Document):
    model_config = ConfigDict(alias_generator=None)  # OAuth's own names are in snake_case


class TokenAnswer(OAuthAnswer):
    access_token: Secret
    refresh_token: Secret | None = None
    expires_in: Annotated[Seconds, Field(gt=0)]
    scope: str | None = None


class DeviceAnswer(OAuthAnswer):
    device_code: Secret
    user_code: Annotated[str, StringConstraints(min_length=1)]
    verification_uri: Annotated[str, StringConstraints(pattern=r"^https?://")]
    verification_uri_complete: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = (
        None
    )
    expires_in: Seconds
    interval: Seconds = 5


def refusal_of(answer: requests.Response, call: str, refusals: Refusals) -> AllegroError:
    """The named error of a non-2xx answer.

    Whatever does not come from OAuth itself (a gateway's 403, a 404 page) is `Unreachable`:
    it must not make anybody connect again.
    """
    status, (code, _) = answer.status_code, error_code(answer)
    if not 400 <= status < 500:
        return error_of(answer, call)
    kind = refusals.get(code)
    if kind is None and status in {408, 429}:
        return error_of(answer, call)
    if kind is None and status == 401:
        kind = WrongCredentials
    if kind is None:
        kind = NotAuthorised if status == 400 and code else Unreachable
    return kind(
        f"{call}: HTTP {status}{f' {code}' if code else ''}",
        status=status,
        trace_id=trace_id(answer),
        code=code,
        retry_after=retry_after(answer),
    )
