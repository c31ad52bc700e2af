"""Where a browser is sent once a seller was connected, or was not."""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from saleor_allegro.allegro.environments import is_loopback

#: It travels to Allegro and back within the state, in an address.
LONGEST: Final = 500
#: What the browser is told with.
_PARAMETER: Final = "allegro"
# Printable ASCII without "\", which browsers read as "/" and nobody else does.
_PLAIN: Final = re.compile(r"[!-\[\]-~]+")


class Outcome(StrEnum):
    CONNECTED = "connected"
    FAILED = "failed"


def is_return_url(url: str) -> bool:
    """Whether it is a full address, by https or of this machine, that all read alike.

    Whether the shop's browsers may be sent to its host is for the shop to say.
    """
    if len(url) > LONGEST or not _PLAIN.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return False
    if not host or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))


def told(url: str, outcome: Outcome) -> str:
    """The address with the outcome in its query, which tells of no earlier one any more."""
    parts = urlsplit(url)
    others = [
        part for part in parts.query.split("&") if part and part.partition("=")[0] != _PARAMETER
    ]
    return parts._replace(query="&".join([*others, f"{_PARAMETER}={outcome}"])).geturl()
