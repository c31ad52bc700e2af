"""A page of a list, read entry by entry, so that a bad entry does not hide the others."""

import json
from abc import abstractmethod
from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import Field

from saleor_allegro.allegro.documents.base import Document, readable_id
from saleor_allegro.allegro.errors import Malformed


class Entry(Document):
    """A document that comes in pages."""

    @property
    @abstractmethod
    def key(self) -> str:
        """Tells it from every other of its list, and is the same whenever it is read."""


@dataclass(frozen=True, slots=True)
class UnreadableEntry:
    """An entry of a page that does not parse; the others of the page do."""

    key: str
    error: Malformed


Listed = TypeVar("Listed", bound=Entry)


class _Total(Document):
    total_count: int = Field(ge=0)


@dataclass(frozen=True, slots=True)
class EntryPage(Generic[Listed]):
    """Entries as Allegro lists them. `total_count` counts every one that the filters match."""

    #: Where the page has its entries, and what they are.
    LIST: ClassVar[str]
    KIND: ClassVar[type[Entry]]

    entries: tuple[Listed | UnreadableEntry, ...]
    total_count: int

    @classmethod
    def from_json(cls, body: object) -> Self:
        """Read a page entry by entry.

        Raises:
            Malformed: There is no list of entries, or no total.
        """
        total = _Total.from_json(body).total_count
        listed = body.get(cls.LIST) if isinstance(body, dict) else None
        if not isinstance(listed, list):
            raise Malformed(f"{cls.__name__}: there are no {cls.LIST}")
        return cls(tuple(cls._read(entry) for entry in listed), total)

    @property
    def count(self) -> int:
        return len(self.entries)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(entry.key for entry in self.entries)

    def without(self, keys: Collection[str]) -> Self:
        """The same page less the entries named."""
        return replace(self, entries=tuple(each for each in self.entries if each.key not in keys))

    @classmethod
    def _read(cls, body: Any) -> Any:
        try:
            return cls.KIND.from_json(body)
        except Malformed as error:
            return UnreadableEntry(readable_id(body) or digest(body), error)


def digest(body: object) -> str:
    """32 hex digits that stand for a JSON value."""
    try:
        text = json.dumps(body, sort_keys=True)
    except RecursionError:
        text = ""  # read, but too deep to be written: nothing of ours is
    return sha256(text.encode()).hexdigest()[:32]
