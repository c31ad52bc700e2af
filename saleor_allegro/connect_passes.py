"""The two passes a browser carries while a seller is being connected.

A ticket, in the link of the plugin's form, says which channel a person with the permission to
manage plugins wants connected. A state travels to Allegro and back (RFC 6749, 10.12): it says
for which channel and to which browser the answer belongs, and carries the PKCE verifier
(RFC 7636). Both are encrypted, so nobody can read, change or make one, and expire.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro.encryption import Undecipherable, decrypt, encrypt

#: Long enough to read Allegro's help on the way; the form makes a new one at each look.
TICKET_LIFE: Final = timedelta(hours=1)
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
    return _sealed("ticket", {"channel": channel_slug}, until=now + TICKET_LIFE)


def read_ticket(ticket: str, *, now: datetime) -> str:
    """The slug of the channel to connect.

    Raises:
        NotOurs, Expired
    """
    return _opened("ticket", ticket, now)["channel"]


def make_state(state: State, *, now: datetime) -> str:
    words = {
        "channel": state.channel_slug,
        "browser": state.browser,
        "verifier": state.code_verifier,
    }
    return _sealed("state", words, until=now + STATE_LIFE)


def read_state(state: str, *, now: datetime) -> State:
    """
    Raises:
        NotOurs, Expired
    """
    words = _opened("state", state, now)
    return State(
        channel_slug=words["channel"],
        browser=words["browser"],
        code_verifier=words["verifier"],
    )


def _sealed(purpose: str, words: Mapping[str, str], *, until: datetime) -> str:
    content = {"purpose": purpose, "until": until.timestamp(), "words": words}
    return encrypt(json.dumps(content, separators=(",", ":")))


def _opened(purpose: str, sealed: str, now: datetime) -> dict[str, str]:
    try:
        content = json.loads(decrypt(sealed))
    except (Undecipherable, ValueError) as error:
        # Tokens are encrypted with the same keys: only a pass is JSON that names its purpose.
        raise NotOurs from error
    if not isinstance(content, dict) or content.get("purpose") != purpose:
        raise NotOurs
    if now.timestamp() >= content["until"]:
        raise Expired
    words: dict[str, str] = content["words"]
    return words
