"""Whether a form takes the place of others: purchases that the buyer paid together.

Allegro makes a new form of them and deletes the old ones; only the ids of the line items tell
(allegro/allegro-api #2829, #12888). A line item is bought once, and a merge only grows.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A form: the one that was read, or one whose order stands in the shop."""

    form_id: str
    line_item_ids: Set[str]
    #: When the form last changed on Allegro, as far as we know.
    updated_at: datetime | None


@dataclass(frozen=True, slots=True)
class Replaces:
    """The form takes the place of these."""

    form_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplacedBy:
    """The form was read late: this one has taken its place."""

    form_id: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The form shares lines with these, and a person must say what it means."""

    form_ids: tuple[str, ...]


Merge = Replaces | ReplacedBy | Unclear


def judge_merge(form: Purchase, standing: Sequence[Purchase]) -> Merge | None:
    """Judge a form by the orders that have some of its lines; `None` when there are none.

    - It has every line of each of them, and more: it replaces them.
    - One of them has every line of it, and more: it is replaced, unless it changed after that.
    - One of them has the same lines: the one that changed later counts.
    - All else is unclear.
    """
    touched = [
        other
        for other in standing
        if other.form_id != form.form_id and other.line_item_ids & form.line_item_ids
    ]
    if not touched:
        return None
    if all(other.line_item_ids < form.line_item_ids for other in touched):
        return Replaces(tuple(other.form_id for other in touched))
    if len(touched) == 1:
        [other] = touched
        if other.line_item_ids == form.line_item_ids:
            return _later(form, other)
        if form.line_item_ids < other.line_item_ids and not _is_before(other, form):
            return ReplacedBy(other.form_id)
    return Unclear(tuple(other.form_id for other in touched))


def _later(form: Purchase, other: Purchase) -> Merge:
    if _is_before(other, form):
        return Replaces((other.form_id,))
    if _is_before(form, other):
        return ReplacedBy(other.form_id)
    return Unclear((other.form_id,))


def _is_before(one: Purchase, other: Purchase) -> bool:
    """Whether it is known that one changed last before the other did."""
    return (
        one.updated_at is not None
        and other.updated_at is not None
        and one.updated_at < other.updated_at
    )
