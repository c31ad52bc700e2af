"""Channels and accounts as GraphQL answers with them."""

from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 11, 23, 12, 10, tzinfo=UTC)
ACCOUNT_ID = "QWxsZWdyb0FjY291bnQ6MQ=="


def a_channel(**fields: Any) -> dict[str, Any]:
    """One whose orders are imported."""
    return {
        "slug": "allegro-pl",
        "name": "Allegro PL",
        "currencyCode": "PLN",
        "active": True,
        "createsOrders": True,
        "missing": [],
        "account": {"login": "seller", "connection": "CONNECTED"},
        "connectedAt": "2026-11-23T12:00:00+00:00",
    } | fields


def an_hour(ago: int = 0, **fields: Any) -> dict[str, Any]:
    """One in which nothing was done."""
    at = (NOW - timedelta(hours=ago)).replace(minute=0)
    empty = dict.fromkeys(("runs", "stopped", "calls", "imported", "failed"), 0)
    return {"startsAt": at.isoformat()} | empty | fields


def a_day(**hours: dict[str, Any]) -> list[dict[str, Any]]:
    """24 hours, oldest first; h0 is the present one, h1 the one before."""
    return [an_hour(ago, **hours.get(f"h{ago}", {})) for ago in reversed(range(24))]


def a_run(**fields: Any) -> dict[str, Any]:
    """One that found nothing."""
    counts = dict.fromkeys(("imported", "updated", "told", "failed"), 0)
    return (
        {
            "outcome": "FINISHED",
            "startedAt": "2026-11-23T12:00:00+00:00",
            "finishedAt": "2026-11-23T12:00:05+00:00",
            "errorMessage": None,
        }
        | counts
        | fields
    )


def an_account(**fields: Any) -> dict[str, Any]:
    """One for which nothing was done yet."""
    return {
        "id": ACCOUNT_ID,
        "login": "seller",
        "environment": "production",
        "marketplace": "allegro-pl",
        "connection": "CONNECTED",
        "connectedAt": "2026-11-23T12:00:00+00:00",
        "channels": ["allegro-pl"],
        "importSince": "2026-11-09T12:00:00+00:00",
        "nextImportAt": "2026-11-23T12:15:00+00:00",
        "pausedUntil": None,
        "cursorAge": None,
        "lastImport": None,
        "lastRecheck": None,
        "lastPush": None,
        "lastStock": None,
        "lastAudit": None,
        "counts": {"failed": 0, "notFollowed": 0, "notTold": 0, "flagged": 0},
        "lastDay": a_day(),
        "stoppedRuns": [],
    } | fields
