"""Tokens at rest: Fernet texts, with keys that can be changed.

The first key of `ALLEGRO_ENCRYPTION_KEY` (a Django setting or else an environment variable,
several separated by commas) encrypts; all of them decrypt, and Django's `SECRET_KEY` too, so
that a key can be introduced or changed without connecting anybody again. Without the variable
`SECRET_KEY` does both.
"""

import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

VARIABLE = "ALLEGRO_ENCRYPTION_KEY"


class Undecipherable(Exception):
    """A stored token was encrypted with a key that is no longer given."""

    def __init__(self) -> None:
        super().__init__(
            f"The stored tokens were encrypted with another key. Add it to {VARIABLE}, "
            "or connect the seller again."
        )


def encrypt(text: str) -> str:
    """The text as a Fernet text of ASCII, different each time; "" stays ""."""
    return _fernet().encrypt(text.encode()).decode("ascii") if text else ""


def decrypt(encrypted: str) -> str:
    """What `encrypt` was given.

    Raises:
        Undecipherable: None of the keys fits.
    """
    if not encrypted:
        return ""
    try:
        return _fernet().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Undecipherable from error


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_derived(secret)) for secret in _secrets()])


def own_keys() -> list[str] | None:
    """The keys given for our tokens, the newest first; `None` where the variable is not set."""
    keys = str(getattr(settings, VARIABLE, None) or os.environ.get(VARIABLE, "")).strip()
    return [key.strip() for key in keys.split(",") if key.strip()] if keys else None


def _secrets() -> Iterator[str]:
    yield from own_keys() or ()
    yield str(settings.SECRET_KEY)
    yield from (str(key) for key in settings.SECRET_KEY_FALLBACKS)


def _derived(secret: str) -> bytes:
    """A Fernet key from a secret of any form, used for nothing but our tokens."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"saleor_allegro tokens")
    return urlsafe_b64encode(derivation.derive(secret.encode()))
