"""Reading a list page by page to its end."""

from collections.abc import Callable, Collection, Iterator
from typing import Protocol, Self, TypeVar

from saleor_allegro.allegro.errors import Malformed


class Page(Protocol):
    @property
    def count(self) -> int:
        """Entries on this page."""

    @property
    def total_count(self) -> int:
        """Entries on all pages."""

    @property
    def keys(self) -> frozenset[str]:
        """What tells the entries of this page from others, as far as it can be read."""

    def without(self, keys: Collection[str]) -> Self:
        """The same page less the entries named."""


Paged = TypeVar("Paged", bound=Page)


def every_page(read: Callable[[int], Paged], call: str, *, overlap: int = 0) -> Iterator[Paged]:
    """Each page as it is asked for, without what stood on the page before.

    Args:
        read: Gives the page that begins at an offset.
        call: For the error message, e.g. "GET /order/checkout-forms".
        overlap: So many entries of a page are read again with the next one, which finds those
            that move up when others vanish meanwhile.

    Raises:
        Malformed: The list never ends.
    """
    offset, seen = 0, frozenset[str]()
    while True:
        page = read(offset)
        is_last = not page.count or offset + page.count >= page.total_count
        if offset and not is_last and page.keys <= seen:
            raise Malformed(f"{call}: nothing new at offset {offset}")
        yield page.without(seen)
        if is_last:
            return
        seen = page.keys
        offset += page.count - overlap if page.count > overlap else page.count
