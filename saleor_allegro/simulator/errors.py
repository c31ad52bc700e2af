"""Allegro's own answers to requests that are wrong.

Sources: schemas `ErrorsHolder` and `AuthError`, and answers seen in the issues of
allegro/allegro-api. Where none was seen (406, 403, 400, 422 of the lists), the code is a guess
and the shape is not.
"""

from typing import Any

from saleor_allegro.simulator.wire import encode


class Refused(Exception):
    """A request is answered with this status and JSON body."""

    def __init__(self, status: int, document: Any, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = encode(document)
        self.headers = headers or {}


def _refused(status: int, code: str, message: str, path: str | None) -> Refused:
    error: dict[str, Any] = {
        "code": code,
        "message": message,
        "details": None,
        "path": path,
        "userMessage": message,
        "metadata": {},
    }
    return Refused(status, {"errors": [error]})


def no_token() -> Refused:
    text = "Full authentication is required to access this resource"
    return Refused(401, {"error": "unauthorized", "error_description": text})


def bad_token() -> Refused:
    return Refused(
        401, {"error": "invalid_token", "error_description": "Invalid or expired access token"}
    )


def no_scope(path: str) -> Refused:
    return _refused(403, "AccessDeniedException", "Access is denied", path)


def bad_user_agent(path: str) -> Refused:
    text = "The User-Agent header must have the form AppName/Version (+https://info-url)."
    return _refused(403, "UserAgentException", text, path)


def not_acceptable(path: str) -> Refused:
    text = (
        "Not acceptable representation requested. "
        "Please check 'Accept' and 'Content-Type' request headers."
    )
    return _refused(406, "NotAcceptableException", text, path)


def not_found(path: str) -> Refused:
    return _refused(404, "NotFoundException", f"No resource at {path}", path)


def form_not_found(form_id: str, path: str) -> Refused:
    text = f"checkout form of id {form_id} not found"
    return _refused(404, "CheckoutFormNotFoundException", text, path)


def offer_not_found(offer_id: str, path: str) -> Refused:
    return _refused(404, "OfferNotFoundException", f"Offer {offer_id} not found", path)


def command_not_found(command_id: str, path: str) -> Refused:
    return _refused(404, "CommandNotFoundException", f"Command {command_id} not found", path)


def stale_revision(form_id: str, path: str) -> Refused:
    text = f"checkout form {form_id} has another revision"
    return conflict("CheckoutFormRevisionConflictException", text, path)


def conflict(code: str, text: str, path: str) -> Refused:
    return _refused(409, code, text, path)


def unprocessable(code: str, text: str, path: str) -> Refused:
    return _refused(422, code, text, path)


def bad_value(name: str, value: str, path: str) -> Refused:
    return _refused(400, "IllegalArgumentException", f"Illegal value of {name}: {value}", path)


def out_of_range(name: str, value: str, allowed: str, path: str, status: int = 422) -> Refused:
    text = f"Parameter {name} must be {allowed}, is {value}"
    return _refused(status, "VALIDATION_ERROR", text, path)


def too_many_found(most: int, path: str) -> Refused:
    text = f"More than {most} results found, narrow the search"
    return _refused(422, "VALIDATION_ERROR", text, path)


def malformed_uuid(value: str, path: str) -> Refused:
    return _refused(422, "VALIDATION_ERROR", f"Invalid UUID string: {value}", path)


def too_many_requests(retry_after: int | None = None) -> Refused:
    error: dict[str, Any] = {
        "code": "TOO_MANY_REQUESTS",
        "message": "Too Many Requests.",
        "details": None,
        "path": None,
        "userMessage": (
            "The maximum number of queries per user has been exceeded. Try again in a few moments."
        ),
        "metadata": {},
    }
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Refused(429, {"errors": [error]}, headers)


def server_error() -> Refused:
    return _refused(500, "ERROR", "Internal Server Error", None)


def unavailable() -> Refused:
    """The gateway's own body: no `errors` at all."""
    return Refused(503, {"code": "UC", "message": "upstream connect error"})
