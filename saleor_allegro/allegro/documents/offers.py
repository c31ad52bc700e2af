"""The seller's offers as Allegro lists them, and what became of a command about many of them.

Source: Allegro REST API, schemas `OffersSearchResultDto` and `TaskReport`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator, Field

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many, one_line, readable_id
from saleor_allegro.allegro.documents.lines import ExternalId
from saleor_allegro.allegro.documents.pages import Entry, EntryPage
from saleor_allegro.allegro.errors import Malformed

#: Pieces, of which there may be none; at most what an integer column of the shop holds.
Pieces = Annotated[int, Field(ge=0, le=2**31 - 1)]
#: Text that may be `null`.
Words = Annotated[str, BeforeValidator(lambda text: "" if text is None else text)]
#: What is not so unless Allegro says that it is.
Claim = Annotated[bool, BeforeValidator(lambda said: False if said is None else said)]

_LONGEST_CODE: Final = 80
_LONGEST_REASON: Final = 500


class OfferStatus(StrEnum):
    INACTIVE = "INACTIVE"  # a draft
    ACTIVATING = "ACTIVATING"
    ACTIVE = "ACTIVE"
    ENDED = "ENDED"  # for whatever reason; it keeps its pieces


class OfferStock(Document):
    available: Pieces | None = None


class OfferPublication(Document):
    status: Known[OfferStatus] | None = None


class ListedOffer(Entry):
    """One offer. Several may have the same `external_id`.

    Nothing but the id is published as required, so all the rest may be missing.
    """

    id: Id
    name: Words = ""
    external: ExternalId | None = None
    stock: OfferStock | None = None
    publication: OfferPublication | None = None
    is_fulfillment: Claim = False  # handled by the Allegro Warehouse, which counts its pieces

    @property
    def key(self) -> str:
        return self.id

    @property
    def external_id(self) -> str:
        """The seller's own key of the product, "" when there is none."""
        return ((self.external and self.external.id) or "").strip()

    @property
    def available(self) -> int | None:
        """Pieces that can be bought; `None`: Allegro does not say."""
        return self.stock.available if self.stock else None

    @property
    def status(self) -> str:
        """One of `OfferStatus`, or a word that is new to us; "" when Allegro does not say."""
        return (self.publication and self.publication.status) or ""


class OfferPage(EntryPage[ListedOffer]):
    LIST: ClassVar = "offers"
    KIND: ClassVar = ListedOffer


class TaskStatus(StrEnum):
    NEW = "NEW"  # not done yet
    SUCCESS = "SUCCESS"
    FAIL = "FAIL"


class TaskOffer(Document):
    id: Id


class TaskError(Document):
    code: Words = ""
    message: Words = ""  # for a developer, in English
    user_message: Words = ""  # in the language asked for


class OfferTask(Document):
    """What became of a command for one of its offers."""

    offer: TaskOffer
    status: Known[TaskStatus]
    message: Words = ""  # general; `errors` say more
    errors: Many[TaskError] = ()

    @property
    def offer_id(self) -> str:
        return self.offer.id

    @property
    def reason(self) -> tuple[str, str]:
        """Allegro's code and words for a person, of the first error; "" for what it leaves out.

        The code has at most 80 characters, the words have 500.
        """
        first = self.errors[0] if self.errors else TaskError()
        words = first.user_message or first.message or self.message
        return one_line(first.code, _LONGEST_CODE), one_line(words, _LONGEST_REASON)


def _tasks(listed: object) -> object:
    """Each task as far as it can be read; one that names no offer is left out."""
    if not isinstance(listed, list):
        return () if listed is None else listed
    return tuple(task for task in map(_task, listed) if task is not None)


def _task(body: Any) -> OfferTask | None:
    try:
        return OfferTask.from_json(body)
    except Malformed:
        found: Mapping[str, Any] = body if isinstance(body, dict) else {}
        offer_id = readable_id(found.get("offer"))
        if offer_id is None:
            return None
        status, message = (
            one_line(found.get(name), length) for name, length in (("status", 64), ("message", 500))
        )
        return OfferTask(offer=TaskOffer(id=offer_id), status=status, message=message)


class OfferTaskList(Document):
    """One task must not hide the others: where it cannot be read as a whole, its offer, its
    status ("" where that is none either) and its message are.
    """

    tasks: Annotated[tuple[OfferTask, ...], BeforeValidator(_tasks)] = ()
