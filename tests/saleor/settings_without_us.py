"""A Saleor that does not know us: how the database is made that the tests copy."""

from tests.saleor.settings import *  # noqa: F403
from tests.saleor.settings import INSTALLED_APPS

INSTALLED_APPS.remove("saleor_allegro")
PLUGINS: list[str] = []
