"""Pieces that Allegro has sold and that are no order of the shop yet."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldForm:
    """A form that is no order; named as the columns of `OrderLink`."""

    #: Line item id -> offer id and pieces.
    pieces: Mapping[str, tuple[str, int]]
    form_updated_at: datetime | None
    #: It will be no order either, for instance because it was cancelled.
    is_skipped: bool = False


def held_pieces(forms: Iterable[HeldForm], ordered: Collection[str]) -> Counter[str]:
    """Offer id -> pieces held; each line item is counted once.

    Purchases that the buyer pays together become a form with the lines of all of them, and
    Allegro never says that the old forms are gone (see `rules.merging`): of several forms with a
    line, the one with the most lines says what became of it.

    Args:
        ordered: Line items that stand in orders of the shop.
    """
    of_line: dict[str, tuple[str, int]] = {}
    for form in sorted(forms, key=_likely_gone_first):
        for line_id, (offer_id, pieces) in form.pieces.items():
            of_line[line_id] = offer_id, 0 if form.is_skipped else pieces
    held: Counter[str] = Counter()
    for line_id, (offer_id, pieces) in of_line.items():
        if pieces and line_id not in ordered:
            held[offer_id] += pieces
    return held


def _likely_gone_first(form: HeldForm) -> tuple[int, datetime]:
    return len(form.pieces), form.form_updated_at or _LONG_AGO
