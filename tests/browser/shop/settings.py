"""The demo's settings, with tasks that a worker does and tokens that outlive a test."""

import os
from datetime import timedelta

from saleor_allegro.demo.saleor_settings import *  # noqa: F403
from saleor_allegro.demo.saleor_settings import DATABASES

# A broker within this process: what is sent is done by the worker's thread, not at once.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.02}
CELERY_TASK_ALWAYS_EAGER = False

# No thread may keep a connection: between two tests the database is made anew.
for database in DATABASES.values():
    database["CONN_MAX_AGE"] = 0

MEDIA_ROOT = os.environ["ALLEGRO_MEDIA"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
JWT_TTL_ACCESS = timedelta(days=1)
SEND_USAGE_TELEMETRY = False
