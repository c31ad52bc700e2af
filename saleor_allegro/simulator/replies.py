"""What Allegro answers to a call that writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int = 200
    #: JSON; empty with 204.
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
