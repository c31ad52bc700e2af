"""The two passes a browser carries while a seller is being connected.

A ticket, in the link of the plugin's form, says which channel a person with the permission to
manage plugins wants connected. A state travels to Allegro and back (RFC 6749, 10.12): it says
for which channel and to which browser the answer belongs, and carries the PKCE verifier
(RFC 7636). A ticket is signed and a state encrypted, so nobody can change or make one or read a
verifier; both expire.
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
class State:
    channel_slug: str
    browser: str  # what the cookie of the browser that set out says
    code_verifier: str


def make_ticket(channel_slug: str, *, now: datetime) -> str:
    """The same ticket at every call within `_TICKET_STEP`."""
    step = int(_TICKET_STEP.total_seconds())
    until = (int(now.timestamp()) // step + 1) * step + int(TICKET_LIFE.total_seconds())
    return _signer().sign_object({"channel": channel_slug, "until": until})


def read_ticket(ticket: str, *, now: datetime) -> str:
    """The slug of the channel to connect.

    Raises:
        NotOurs, Expired
    """
    try:
        content: dict[str, Any] = _signer().unsign_object(ticket)
    except BadSignature as error:
        raise NotOurs from error
    if now.timestamp() >= content["until"]:
        raise Expired
    return str(content["channel"])


def make_state(state: State, *, now: datetime) -> str:
    content = {
        "channel": state.channel_slug,
        "browser": state.browser,
        "verifier": state.code_verifier,
        "until": (now + STATE_LIFE).timestamp(),
    }
    return encrypt(json.dumps(content, separators=(",", ":")))


def read_state(state: str, *, now: datetime) -> State:
    """
    Raises:
        NotOurs, Expired
    """
    try:
        content = json.loads(decrypt(state))
    except (Undecipherable, ValueError) as error:
        # Tokens are encrypted with the same keys: only a state is a JSON object.
        raise NotOurs from error
    if not isinstance(content, dict):
        raise NotOurs
    if now.timestamp() >= content["until"]:
        raise Expired
    return State(
        channel_slug=content["channel"],
        browser=content["browser"],
        code_verifier=content["verifier"],
    )


def _signer() -> Signer:
    return Signer(salt="saleor_allegro.ticket")
