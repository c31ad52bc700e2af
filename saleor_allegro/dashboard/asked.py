"""What a view is asked, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.http import QueryDict

from saleor_allegro.config import Language
from saleor_allegro.dashboard.asking import Api
from saleor_allegro.dashboard.permits import Permit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    api: Api
    permit: Permit
    #: What was sent along: filters, and the fields of a form.
    fields: QueryDict = field(repr=False)
    language: Language
    now: datetime

    @property
    def action(self) -> str:
        """The name of the button that was pressed; "": the view is only looked at."""
        return self.text("action")

    def text(self, name: str) -> str:
        return str(self.fields.get(name, "")).strip()


class Tone(StrEnum):
    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


class Notice(NamedTuple):
    """What came of an action, said on top of the view."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of a page.

    Args:
        template: Its name below `templates/saleor_allegro/dashboard`.
        content: What the template shows; words from Allegro stay as they are, the template
            escapes them.
        route: The address of what is shown, such as "orders?flagged=true", where it is another
            than the one that was asked.
    """

    template: str
    content: Mapping[str, Any]
    notices: tuple[Notice, ...] = ()
    route: str = ""
    status: int = 200
    #: Filled in by the routes.
    permit: Permit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    show: Callable[[Asked], Shown]
    #: Any of these lets a person in.
    permissions: frozenset[str] = field(default_factory=frozenset)
