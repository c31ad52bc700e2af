"""The demo's settings: a production server without Redis and broker, on a database of its own.

`DATABASE_URL` names a migrated Saleor database that may be written into. In debug mode Django
would remember every statement; the demo's settings switch it off.
"""

from saleor_allegro.demo.saleor_settings import *  # noqa: F403
