"""Django without Saleor, as the demo has it: our own tables on the PostgreSQL of `DATABASE_URL`."""

from saleor_allegro.demo.settings import *  # noqa: F403

SECRET_KEY = "only for tests"
