"""What an account did in the last day, hour by hour, for those who look at it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import RowNumber, TruncHour

from saleor_allegro.models import Run

_HOURS: Final = 24
_AN_HOUR: Final = timedelta(hours=1)
#: Stopped runs that are named, of each account.
MOST_STOPPED: Final = 10
#: Columns of `Run`, and fields of `Hour`.
_ADDED: Final = ("calls", "imported", "updated", "told", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """The runs that began in an hour, added up."""

    starts_at: datetime
    runs: int = 0
    #: Of them: those that ended early.
    stopped: int = 0
    calls: int = 0
    imported: int = 0
    updated: int = 0
    told: int = 0
    failed: int = 0


def hours_of_accounts(
    account_pks: Collection[int], now: datetime, *, database: str
) -> Mapping[int, Sequence[Hour]]:
    """Primary key of an account -> its last 24 hours, the present one last; in one statement."""
    this_hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    first = this_hour - (_HOURS - 1) * _AN_HOUR
    runs = Run.objects.using(database).filter(account__in=account_pks, started_at__gte=first)
    rows: Any = (
        runs.annotate(hour=TruncHour("started_at", tzinfo=UTC))
        .values("account_id", "hour")
        .order_by("account_id", "hour")
        .annotate(
            runs=Count("pk"),
            stopped=Count("pk", filter=Q(outcome=Run.Outcome.STOPPED)),
            **{f"all_{name}": Sum(name) for name in _ADDED},
        )
    )
    found: dict[int, dict[datetime, Hour]] = defaultdict(dict)
    for row in rows:
        found[row["account_id"]][row["hour"]] = Hour(
            starts_at=row["hour"],
            runs=row["runs"],
            stopped=row["stopped"],
            **{name: row[f"all_{name}"] for name in _ADDED},
        )
    hours = [first + number * _AN_HOUR for number in range(_HOURS)]
    return {pk: [found[pk].get(at) or Hour(starts_at=at) for at in hours] for pk in account_pks}


def stopped_runs_of_accounts(
    account_pks: Collection[int], now: datetime, *, database: str
) -> Mapping[int, Sequence[Run]]:
    """Primary key of an account -> its runs of the last day that ended early, latest first.

    In one statement; an account that has none is left out.
    """
    latest_first = [F("started_at").desc(), F("pk").desc()]
    runs = Run.objects.using(database).filter(
        account__in=account_pks,
        outcome=Run.Outcome.STOPPED,
        started_at__gt=now - _HOURS * _AN_HOUR,
    )
    place = Window(RowNumber(), partition_by="account_id", order_by=latest_first)
    found: dict[int, list[Run]] = defaultdict(list)
    for run in runs.annotate(place=place).filter(place__lte=MOST_STOPPED).order_by(*latest_first):
        found[run.account_id].append(run)
    return found
