"""What a person changed, and whether somebody else changed the same meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from saleor_allegro.dashboard.statuses.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Parts of the form by name, in its order."""

    #: What the view goes on with: what the person changed, and all else as it is stored.
    form: Form
    #: What the person wants otherwise than it is stored.
    wanted: Sequence[str]
    #: Of these, what was stored otherwise when the person was shown it.
    overtaken: Sequence[str]
    #: `Form.marks` of what the person was shown, where it still matters, else of what is stored.
    marks: Mapping[str, str]


def changes_of(sent: Form, stored: Form, seen: Mapping[str, str]) -> Changes:
    """
    Args:
        seen: `Form.marks` of what the person was shown.
    """
    mine, theirs = sent.marks, stored.marks
    touched = [name for name, mark in mine.items() if mark != seen.get(name)]
    wanted = [name for name in touched if mine[name] != theirs[name]]
    return Changes(
        form=replace(stored, **{name: getattr(sent, name) for name in touched}),
        wanted=wanted,
        overtaken=[name for name in wanted if seen.get(name) != theirs[name]],
        marks={name: seen.get(name, "") if name in wanted else theirs[name] for name in theirs},
    )
