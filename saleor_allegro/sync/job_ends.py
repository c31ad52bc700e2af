"""How one attempt at a job may end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from saleor_allegro.config import Text

_NOTHING: Final = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    result: Mapping[str, Any] = field(default_factory=dict)
    #: The seller who was connected by it.
    account_pk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """It cannot be done, and a person has to do something before it can."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """It is tried again, or goes on, by itself."""

    at: datetime
    #: Why; "" where nothing is wrong.
    code: str = ""
    text: Text = _NOTHING
    #: It goes on, rather than begins.
    is_begun: bool = False


End = Done | Failed | Again
