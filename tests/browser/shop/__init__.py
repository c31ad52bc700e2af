"""The shop behind the browser tests, one process: Saleor over HTTP, a worker, an Allegro.

Runs in Saleor's environment. `DATABASE_URL` names a migrated Saleor database that nobody else uses.
"""
