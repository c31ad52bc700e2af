"""What a person should look at, and what somebody has looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.orders.flag_words import flag_name
from saleor_allegro.rules.flags import FlagKind

#: Begins the value of the button that resolves a flag.
_RESOLVE: Final = "resolve"
#: Allegro was to be told something and was not: it can be told again.
_OF_TELLING: Final = frozenset({FlagKind.STATUS_NOT_TOLD.name, FlagKind.PARCEL_NOT_TOLD.name})

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFlag:
    """A flag as a button names it."""

    kind: str
    subject: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.subject}"

    @property
    def action(self) -> str:
        return f"{_RESOLVE}:{self.key}"

    @property
    def note_field(self) -> str:
        return f"note:{self.key}"

    @classmethod
    def of(cls, action: str) -> "NamedFlag | None":
        """`None` where the button resolves nothing that there is."""
        verb, _, key = action.partition(":")
        kind, _, subject = key.partition(":")
        if verb != _RESOLVE or kind not in FlagKind.__members__:
            return None
        return cls(kind=kind, subject=subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFlag:
    #: Its own in the page.
    id: str
    named: NamedFlag
    name: str
    message: str
    #: `None` while it is open.
    resolved_at: Any
    is_over_alone: bool
    #: Of whoever resolved it; while it is open, what has been typed so far.
    note: str
    #: What is wrong with what was typed.
    mistake: str


def flags_of(
    nodes: Sequence[Node],
    typed: Mapping[str, str],
    mistakes: Mapping[str, str],
    language: Language,
) -> list[ShownFlag]:
    """Those that are open and those that are resolved, oldest first.

    Args:
        typed: The fields that were sent, with notes for flags that are open.
        mistakes: Name of a field -> what is wrong with it.
    """
    return [_shown(node, typed, mistakes, language) for node in nodes]


def wants_telling(flags: Sequence[ShownFlag]) -> bool:
    """Whether one of them is about something that Allegro was not told."""
    return any(flag.named.kind in _OF_TELLING for flag in flags)


def _shown(
    node: Node, typed: Mapping[str, str], mistakes: Mapping[str, str], language: Language
) -> ShownFlag:
    named = NamedFlag(kind=node["kind"], subject=node["subject"] or "")
    note = node["note"] if node["resolvedAt"] else typed.get(named.note_field)
    return ShownFlag(
        id=f"flag-{node['id']}",
        named=named,
        name=flag_name(node["kind"]).in_language(language),
        message=node["message"],
        resolved_at=node["resolvedAt"],
        is_over_alone=node["resolvedAlone"],
        note=note or "",
        mistake=mistakes.get(named.note_field, ""),
    )
