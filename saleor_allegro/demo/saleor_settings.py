"""Saleor's own settings for a shop that lives as long as the demo.

`DATABASE_URL` names a migrated Saleor database that nobody else uses.
"""

import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

# What Saleor signs its users' tokens with.
_PRIVATE_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.TraditionalOpenSSL,
    serialization.NoEncryption(),
)
os.environ.update(
    {
        "DEBUG": "False",
        "SECRET_KEY": "only for the demo, which keeps nothing",
        "RSA_PRIVATE_KEY": _PRIVATE_KEY.decode(),
        "ALLOWED_CLIENT_HOSTS": "localhost",
        "ALLOWED_HOSTS": "localhost",
        "CACHE_URL": "locmem://",
        "CELERY_BROKER_URL": "",  # tasks run at once
    }
)

from saleor.settings import *  # noqa: E402, F403
from saleor.settings import INSTALLED_APPS, PLUGINS  # noqa: E402

# Where the package is only on PYTHONPATH, no entry point has put it there.
if "saleor_allegro" not in INSTALLED_APPS:
    INSTALLED_APPS.append("saleor_allegro")
    PLUGINS.append("saleor_allegro.plugin.AllegroPlugin")

# Nobody opens the dashboard, and the App's logo would stay behind in Saleor's folder.
SALEOR_ALLEGRO_DASHBOARD_APP = False

# Saleor writes a line of JSON for every request; the terminal is for the table.
LOGGING_CONFIG = None
