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
_SOURCE: Final = re.compile(r"'self'|'none'|\*|(https?://)?(\*\.)?[A-Za-z0-9.\-\[\]:]+(:\*)?")


def frame_ancestors() -> tuple[str, ...]:
    """CSP sources: the setting's; without it, this shop and the hosts it knows as its clients.

    Saleor itself sends staff to no other host than those of `ALLOWED_CLIENT_HOSTS`, so the
    dashboard is one of them.
    """
    named = getattr(settings, SETTING, None)
    if named is not None:
        return _sources([named] if isinstance(named, str) else named)
    dashboard = urlsplit(str(getattr(settings, "DASHBOARD_URL", None) or ""))
    own = [f"{dashboard.scheme}://{dashboard.netloc}"] if dashboard.netloc else []
    hosts = [_source_of(host) for host in getattr(settings, "ALLOWED_CLIENT_HOSTS", ())]
    return _sources(["'self'", *own, *hosts])


def _sources(named: Iterable[str]) -> tuple[str, ...]:
    """What can stand in the header; a source that could not would end the directive."""
    words = [word for text in named for word in re.split(r"[\s,]+", text.strip()) if word]
    return tuple(dict.fromkeys(w.rstrip("/") for w in words if _SOURCE.fullmatch(w.rstrip("/"))))


def _source_of(host: str) -> str:
    """A host as Django writes it (".example.com": and all below it), whatever its port."""
    if host == "*":
        return "*"
    name = f"*{host}" if host.startswith(".") else host
    return name if re.search(r":\d+$", name) else f"{name}:*"
