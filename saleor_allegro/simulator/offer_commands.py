"""What a seller commands about offers, and what becomes of it offer by offer."""

from dataclasses import dataclass
from enum import StrEnum


class CommandKind(StrEnum):
    QUANTITY = "quantity"
    PUBLICATION = "publication"
    EDIT = "edit"  # of one offer, which has no tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """A call that Allegro took, whatever became of it."""

    #: The seller's own; that of an edit is Allegro's, and in the answer's `Location`.
    id: str
    kind: CommandKind
    offer_ids: tuple[str, ...]
    #: Pieces that each is to have; `None` with a publication.
    quantity: int | None = None
    #: `ACTIVATE` or `END`; `None` but with a publication.
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One offer of a command; without a `code` it is done."""

    offer_id: str
    #: Why it is not done, for a program and for a person.
    code: str = ""
    message: str = ""
