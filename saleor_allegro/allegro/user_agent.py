"""The name Allegro knows an application by.

Since 2026-07-01 Allegro asks every call for a `User-Agent` of the form
`AppName/Version (+URL)`, where AppName is the name the application was registered under, with
"-" for spaces and plain letters for Polish ones. OAuth calls are exempt.
"""

import re
import unicodedata
from typing import Final

_PLAIN_LETTERS: Final = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "đ": "d", "Đ": "D"})
# RFC 9110, 5.6.2: what a product name in a header may be made of.
_TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_URL: Final = re.compile(r"https?://[!-'*-~]+")  # printable ASCII without brackets


def build_user_agent(application: str, version: str, url: str) -> str:
    """E.g. `("Zażółć sklep", "1.2", "https://sklep.test")` -> `Zazolc-sklep/1.2 (+https://sklep.test)`.

    Raises:
        ValueError: A part is empty or cannot stand in a header. The message says which.
    """
    return f"{_token('application name', application)}/{_token('version', version)} (+{_url(url)})"


def _token(label: str, text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    token = "-".join(plain.split())
    if not token:
        raise ValueError(f"the {label} is empty; write it as registered at Allegro")
    if not _TOKEN.fullmatch(token):
        raise ValueError(
            f"the {label} {text!r} has a character that cannot be sent to Allegro; "
            "letters, digits, spaces and - . _ + are safe"
        )
    return token


def _url(text: str) -> str:
    url = text.strip()
    if not _URL.fullmatch(url):
        raise ValueError(f"{url!r} must be a full URL such as https://example.com")
    return url
