"""Everything that can go wrong while talking to Allegro.

    AllegroError
      Unreachable            no answer, HTTP 5xx, 408 or a redirect,   try again later
                             403 or 404 of a gateway
      RateLimited            HTTP 429                                  try again after a pause
      NotAuthorised          HTTP 401                                  a person must reconnect
        InvalidGrant         code or refresh token refused             likewise
      Forbidden              HTTP 403, a scope is missing              a person must reconnect
      WrongCredentials       client id or secret refused               correct the settings
      Rejected               any other HTTP 4xx                        never retry
        NotFound             HTTP 404
        StaleRevision        HTTP 409                                  re-read, then decide again
      Malformed              HTTP 2xx, body not as documented          never retry
      AuthorisationPending   device flow: nobody has confirmed yet     poll again
        SlowDown             likewise, and wait 5 s longer from now on
      AccessDenied           the seller said no                        start again
      DeviceCodeExpired      nobody confirmed in time, or it was used  start again

Messages name what was asked for, the HTTP status and Allegro's own error code. They hold no
token, no address and no body, so they may be logged and shown.
"""

from typing import ClassVar


class AllegroError(Exception):
    """Base of every error this package raises."""

    #: The same call may succeed later without anybody changing anything.
    retryable: ClassVar[bool] = False
    #: The cause is the connection, not the order being handled: stop the whole run.
    affects_every_order: ClassVar[bool] = False

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        trace_id: str = "",
        code: str = "",
        user_message: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        #: HTTP status, `None` when there was no answer.
        self.status = status
        #: Allegro's id of the call; their support asks for it. "" when there was none.
        self.trace_id = trace_id
        #: Allegro's own code, e.g. "CheckoutFormNotFoundException"; "" when there was none.
        self.code = code
        #: Allegro's words for a person, in the client's language; "" when there were none.
        self.user_message = user_message
        #: Seconds Allegro asked us to wait; `None` when it named no time.
        self.retry_after = retry_after

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} (trace-id {self.trace_id})" if self.trace_id else message


class Unreachable(AllegroError):
    """No answer, or one that is not from Allegro's application."""

    retryable = True
    affects_every_order = True


class RateLimited(AllegroError):
    """Too many calls; pause every worker of the account for `retry_after` seconds."""

    retryable = True
    affects_every_order = True


class NotAuthorised(AllegroError):
    """The access token is not, or no longer, accepted."""

    affects_every_order = True


class InvalidGrant(NotAuthorised):
    """The authorisation code or refresh token is used, revoked or too old."""


class Forbidden(AllegroError):
    """The seller did not grant a scope this call needs."""

    affects_every_order = True


class WrongCredentials(AllegroError):
    """Allegro does not know this client id and secret, or not for this way of connecting."""

    affects_every_order = True


class Rejected(AllegroError):
    """Allegro understood the call and refuses it."""


class NotFound(Rejected):
    """What was asked for does not exist; a merged checkout form, for instance."""


class StaleRevision(Rejected):
    """The form has changed since it was read."""


class Malformed(AllegroError):
    """Allegro answered with another shape than documented."""


class AuthorisationPending(AllegroError):
    """The seller has not confirmed the device code yet."""

    retryable = True


class SlowDown(AuthorisationPending):
    """Polled too often: wait 5 seconds longer between polls (RFC 8628, 3.5)."""


class AccessDenied(AllegroError):
    """The seller refused to connect."""


class DeviceCodeExpired(AllegroError):
    """The device code is too old, or was used already."""
