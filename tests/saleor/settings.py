"""Saleor's own test settings with our plugin back in them.

`DATABASE_URL` names a migrated Saleor database; the tests work on a copy of it.
"""

import os

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("CACHE_URL", "locmem://")
os.environ.setdefault("ALLOWED_CLIENT_HOSTS", "localhost,127.0.0.1")

from saleor.tests.settings import *  # noqa: F403
from saleor.tests.settings import INSTALLED_APPS

# Where the package is only on PYTHONPATH, no entry point has put it there.
if "saleor_allegro" not in INSTALLED_APPS:
    INSTALLED_APPS.append("saleor_allegro")

# Saleor's test settings switch every plugin off.
PLUGINS = [
    "saleor.plugins.webhook.plugin.WebhookPlugin",
    "saleor.plugins.user_email.plugin.UserEmailPlugin",
    "saleor.plugins.admin_email.plugin.AdminEmailPlugin",
    "saleor_allegro.plugin.AllegroPlugin",
]

# An App that is there from the first migration on would be in every test, Saleor's own included;
# tests that are about it install it.
SALEOR_ALLEGRO_DASHBOARD_APP = False
