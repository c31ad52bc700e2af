"""Saleor's own settings, as a production server without Redis and broker would run it.

`DATABASE_URL` names a migrated Saleor database that may be written into.
"""

import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

_PRIVATE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.TraditionalOpenSSL,
    serialization.NoEncryption(),
)
os.environ.update(
    {
        # In debug mode Django remembers every statement.
        "DEBUG": "False",
        "SECRET_KEY": "only for benchmarks",
        "RSA_PRIVATE_KEY": _PRIVATE_KEY.decode(),
        "ALLOWED_CLIENT_HOSTS": "localhost",
        "ALLOWED_HOSTS": "localhost",
        "CACHE_URL": "locmem://",
    }
)

from saleor.settings import *  # noqa: E402, F403
from saleor.settings import INSTALLED_APPS, PLUGINS  # noqa: E402

# Where the package is only on PYTHONPATH, no entry point has put it there.
if "saleor_allegro" not in INSTALLED_APPS:
    INSTALLED_APPS.append("saleor_allegro")
    PLUGINS.append("saleor_allegro.plugin.AllegroPlugin")

# Saleor writes a line of JSON for every request; the terminal is for the figures.
LOGGING_CONFIG = None
