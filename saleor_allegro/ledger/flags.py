"""What a person should look at, raised and resolved as the facts come and go."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from saleor_allegro.models import OrderFlag
from saleor_allegro.rules.flags import Flag, FlagKind


def raise_flags(
    flags: Mapping[int, Sequence[Flag]],
    settled: Mapping[int, Collection[tuple[FlagKind, str | None]]],
    now: datetime,
) -> dict[int, list[Flag]]:
    """Bring the flags of these links up to date; in the caller's transaction.

    What a person resolved stays resolved until its details change.

    Args:
        flags: Primary key of a link -> its flags now.
        settled: Primary key of a link -> kinds and subjects (`None`: any) that are resolved where
            the link does not show them any more.

    Returns:
        Primary key of a link -> what is new about it; links without news are left out.
    """
    rows: dict[int, dict[tuple[str, str], OrderFlag]] = defaultdict(dict)
    for row in OrderFlag.objects.filter(link__in=flags):
        rows[row.link_id][row.kind, row.subject] = row
    news: dict[int, list[Flag]] = defaultdict(list)
    changed: list[OrderFlag] = []
    for link_pk, shown in flags.items():
        by_key = {(flag.kind.value, flag.subject): flag for flag in shown}
        for key, flag in by_key.items():
            known = rows[link_pk].get(key)
            if known and known.details == flag.details and not known.resolved_alone:
                continue
            raised = known or OrderFlag(link_id=link_pk, kind=key[0], subject=key[1])
            raised.details = dict(flag.details)
            raised.raised_at = now
            raised.resolved_at = None
            raised.resolved_alone = False
            raised.note = ""
            changed.append(raised)
            news[link_pk].append(flag)
        over = _Settled(settled.get(link_pk, ()))
        for key, row in rows[link_pk].items():
            if key not in by_key and row.resolved_at is None and key in over:
                row.resolved_at = now
                row.resolved_alone = True
                changed.append(row)
    OrderFlag.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["link", "kind", "subject"],
        update_fields=["details", "raised_at", "resolved_at", "resolved_alone", "note"],
    )
    return dict(news)


def resolve_flags(
    link_pk: int, kind: FlagKind, *, subject: str | None, note: str, now: datetime
) -> list[OrderFlag]:
    """Resolve the open flags of a kind, as a person wants it; in the caller's transaction.

    They stay resolved until what they are about changes.

    Args:
        subject: Which of them; `None`: all.

    Returns:
        Those that were open, as they are now.
    """
    flags = OrderFlag.objects.filter(link_id=link_pk, kind=kind.value, resolved_at=None)
    if subject is not None:
        flags = flags.filter(subject=subject)
    # Locked: of two who resolve it at once, one does.
    rows = list(flags.select_for_update().order_by("pk"))
    for row in rows:
        row.resolved_at = now
        row.resolved_alone = False
        row.note = note
    OrderFlag.objects.bulk_update(rows, ["resolved_at", "resolved_alone", "note"])
    return rows


class _Settled:
    def __init__(self, settled: Collection[tuple[FlagKind, str | None]]) -> None:
        self._settled = {(kind.value, subject) for kind, subject in settled}

    def __contains__(self, key: tuple[str, str]) -> bool:
        return key in self._settled or (key[0], None) in self._settled
