"""A pytest plugin, `-p tests.saleor.seller_elsewhere`, for Saleor's own tests.

A seller is connected in a channel that none of those tests has: ours is switched off in theirs.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import pytest

ELSEWHERE: Final = "allegro-elsewhere"
NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def seller_elsewhere(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows of ours alone: Saleor's tests count theirs."""
    from django.db import transaction
    from saleor.core.db.connection import allow_writer

    from saleor_allegro import ledger
    from saleor_allegro.ledger import Connection

    seller = Connection(
        seller_id="1",
        login="elsewhere",
        marketplace="allegro-pl",
        environment="production",
        client_id="c1ient",
        scope="",
    )
    with django_db_blocker.unblock(), allow_writer(), transaction.atomic():
        account = ledger.connect(seller, ELSEWHERE, import_since=NOW, now=NOW)
    yield
    with django_db_blocker.unblock(), allow_writer():
        account.delete()
