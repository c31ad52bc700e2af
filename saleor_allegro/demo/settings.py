"""Django without Saleor: our own tables on the PostgreSQL that `DATABASE_URL` names."""

import os
from urllib.parse import unquote, urlsplit


def database(url: str) -> dict[str, str]:
    """Django's entry for a URL such as `postgresql://user@/name?host=/folder/of/the/socket`."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


SECRET_KEY = "only for the demo, which keeps nothing"
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["saleor_allegro", "saleor_allegro.shop.rehearsal"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///postgres"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CELERY_TASK_ALWAYS_EAGER = True
