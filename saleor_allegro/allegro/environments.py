"""Which Allegro to talk to: production, the sandbox, or a server of one's own."""

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Environment:
    """Base URLs without a slash at the end; paths such as `/order/events` are appended."""

    name: str
    api_url: str
    oauth_url: str


PRODUCTION: Final = Environment(
    "production", "https://api.allegro.pl", "https://allegro.pl/auth/oauth"
)
SANDBOX: Final = Environment(
    "sandbox",
    "https://api.allegro.pl.allegrosandbox.pl",
    "https://allegro.pl.allegrosandbox.pl/auth/oauth",
)


def custom(api_url: str, oauth_url: str) -> Environment:
    """An Allegro behind other addresses: the simulator, or a proxy.

    Args:
        api_url: Stands for `https://api.allegro.pl`; also becomes the environment's name.
        oauth_url: Stands for `https://allegro.pl/auth/oauth`.

    Raises:
        ValueError: An address would send tokens in the clear, or is no address. The message
            says what to write instead.
    """
    api, oauth = _base_url("API address", api_url), _base_url("OAuth address", oauth_url)
    return Environment(api, api, oauth)


def is_loopback(host: str) -> bool:
    """Whether it names this machine, such as "localhost" or "127.0.0.1"."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _base_url(label: str, text: str) -> str:
    url = text.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError as error:
        raise ValueError(f"{label} {url!r} is not a URL: {error}") from error
    if parts.scheme not in {"https", "http"} or not host:
        raise ValueError(f"{label} {url!r} must be a full URL, e.g. https://api.allegro.pl")
    if any(character.isspace() for character in url):
        raise ValueError(f"{label} {url!r} contains a space; remove it")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(f"{label} must have no user name, ? or #; write scheme, host and path")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError(
            f"{label} {url!r} would send tokens unencrypted; write https:// "
            "(http:// is allowed for localhost and 127.0.0.1 only)"
        )
    return url
