"""The two passes a browser carries while a seller is being connected.

A ticket, in the link of the plugin's form or of the API, says which channel a person with the
permission to manage plugins wants connected, and where the browser goes in the end. A state
travels to Allegro and back (RFC 6749, 10.12): it says for which channel and to which browser the
answer belongs, and carries the PKCE verifier (RFC 7636). A ticket is signed and a state encrypted,
so nobody can change or make one, have a browser sent elsewhere or read a verifier; both expire.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.signing import BadSignature, Signer

from saleor_allegro.encryption import Undecipherable, decrypt, encrypt

#: Long enough to read Allegro's help on the way, and at most `_TICKET_STEP` longer.
TICKET_LIFE: Final = timedelta(hours=1)
#: The dashboard throws away what was typed when it reads a form that has changed meanwhile, so
#: the form shows the same ticket for a while.
_TICKET_STEP: Final = timedelta(minutes=10)
STATE_LIFE: Final = timedelta(minutes=10)


class NotOurs(Exception):
    """The pass was made by somebody else, or for something else, or was cut."""


class Expired(Exception):
    """The pass was good once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    channel_slug: str
    #: Where the browser is sent back to; "": it stays on our page.
    return_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    channel_slug: str
    browser: str  # what the cookie of the browser that set out says
    code_verifier: str
    return_url: str = ""  # as the ticket's


def make_ticket(channel_slug: str, *, now: datetime, return_url: str = "") -> str:
    """The same ticket at every call within `_TICKET_STEP`.

    Args:
        return_url: Checked by the caller, see `connect_return.is_return_url`.
    """
    step = int(_TICKET_STEP.total_seconds())
    until = (int(now.timestamp()) // step + 1) * step + int(TICKET_LIFE.total_seconds())
    content: dict[str, Any] = {"channel": channel_slug, "until": until}
    return _signer().sign_object(content | ({"return": return_url} if return_url else {}))


def read_ticket(ticket: str, *, now: datetime) -> Ticket:
    """
    Raises:
        NotOurs, Expired
    """
    try:
        content: dict[str, Any] = _signer().unsign_object(ticket)
    except BadSignature as error:
        raise NotOurs from error
    if now.timestamp() >= content["until"]:
        raise Expired
    return Ticket(channel_slug=content["channel"], return_url=content.get("return", ""))


def make_state(state: State, *, now: datetime) -> str:
    content = {
        "channel": state.channel_slug,
        "browser": state.browser,
        "verifier": state.code_verifier,
        "until": (now + STATE_LIFE).timestamp(),
        "return": state.return_url,
    }
    return encrypt(json.dumps(content, separators=(",", ":")))


def read_state(state: str, *, now: datetime) -> State:
    """
    Raises:
        NotOurs, Expired
    """
    try:
        content = json.loads(decrypt(state))
        until = content["until"]
        read = State(
            channel_slug=content["channel"],
            browser=content["browser"],
            code_verifier=content["verifier"],
            return_url=content.get("return", ""),
        )
    except (Undecipherable, ValueError, TypeError, KeyError) as error:
        # Tokens are encrypted with the same keys: only a state is a JSON object of these keys.
        raise NotOurs from error
    if now.timestamp() >= until:
        raise Expired
    return read


def _signer() -> Signer:
    return Signer(salt="saleor_allegro.ticket")
