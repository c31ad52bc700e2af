"""Which pages may show ours in a frame: the dashboard, and nobody else.

Source: https://www.w3.org/TR/CSP3/#directive-frame-ancestors
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

#: The setting that names the dashboard's addresses, such as ["https://dashboard.example.com"].
SETTING: Final = "SALEOR_ALLEGRO_FRAME_ANCESTORS"
_SOURCE: Final = re.compile(
    r"'self'|\*|(https?://)?((\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\])(:(\d+|\*))?"
)


def frame_ancestors() -> tuple[str, ...]:
    """CSP sources: the setting's; without it, this shop and the hosts it knows as its clients.

    Saleor itself sends staff to no other host than those of `ALLOWED_CLIENT_HOSTS`, so the
    dashboard is one of them.
    """
    named = getattr(settings, SETTING, None)
    if named is not None:
        return _sources(named.split(",") if isinstance(named, str) else named)
    dashboard = urlsplit(str(getattr(settings, "DASHBOARD_URL", None) or ""))
    own = [f"{dashboard.scheme}://{dashboard.netloc}"] if dashboard.netloc else []
    hosts = [_source_of(host) for host in getattr(settings, "ALLOWED_CLIENT_HOSTS", ())]
    return _sources(["'self'", *own, *hosts])


def dropped_sources() -> tuple[str, ...]:
    """What the setting names and no header can: it would end the directive, or say another."""
    named = getattr(settings, SETTING, None) or ()
    listed = named.split(",") if isinstance(named, str) else named
    return tuple(str(text) for text in listed if not _SOURCE.fullmatch(_plain(text)))


def _sources(named: Iterable[str]) -> tuple[str, ...]:
    plain = (_plain(text) for text in named)
    return tuple(dict.fromkeys(source for source in plain if _SOURCE.fullmatch(source)))


def _plain(text: str) -> str:
    return str(text).strip().rstrip("/")


def _source_of(host: str) -> str:
    """A host as Django writes it (".example.com": and all below it), whatever its port."""
    if host == "*":
        return "*"
    name = f"*{host}" if host.startswith(".") else host
    return name if re.search(r":\d+$", name) else f"{name}:*"
