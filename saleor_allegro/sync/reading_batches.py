"""Forms that are read one after another, worked on several at once."""

from collections.abc import Iterable, Iterator, Sequence

from saleor_allegro.allegro.errors import AllegroError
from saleor_allegro.models import OrderLink
from saleor_allegro.sync.read_form import Reading

Readings = Sequence[tuple[OrderLink, Reading]]


def in_batches(pages: Iterable[Readings], size: int) -> Iterator[Readings]:
    """Pages together, until they hold so many readings; the last batch may be empty.

    Raises:
        AllegroError: A page could not be read; what was read before it has been given.
    """
    batch: list[tuple[OrderLink, Reading]] = []
    try:
        for page in pages:
            batch += page
            if len(batch) >= size:
                yield batch
                batch = []
    except AllegroError:
        yield batch
        raise
    yield batch
