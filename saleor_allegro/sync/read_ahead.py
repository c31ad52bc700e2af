"""Read what an import would read, and take nothing in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.filters import FormSort
from saleor_allegro.models import Account, OrderLink
from saleor_allegro.sync.form_lists import FEW, LATENESS, by_id
from saleor_allegro.sync.journal import forms_named, journal_pages
from saleor_allegro.sync.read_form import Reading, read_form

_EVERY: Final = 1_000_000
#: So many pages of the list may hold none of the forms that are looked for.
_FIRST_PAGES: Final = 2

#: Called with the number of forms read so far.
Progress = Callable[[int], None]


@dataclass(slots=True, kw_only=True)
class Reader:
    """Collects the forms that an import would import."""

    account: Account
    client: AllegroClient
    now: datetime
    progress: Progress
    #: Form id -> what was read of it.
    readings: dict[str, Reading] = field(default_factory=dict)

    def list_since(self, since: datetime, *, is_news: bool) -> None:
        """Every form changed since then that is no order yet.

        Args:
            is_news: False passes over those heard of before that are not due.
        """
        for page in self.client.checkout_form_pages(updated_at_gte=since, sort=FormSort.BOUGHT_AT):
            forms = by_id(page.checkout_forms)
            known = ledger.links_of(self.account.pk, list(forms))
            for form_id, form in forms.items():
                link = known.get(form_id)
                if link is None or _is_due(link, self.now) or (is_news and not _is_order(link)):
                    self._add(form_id, form)

    def read_named_by_journal(self) -> None:
        """Every form that an event not taken in yet is about, unless it is an order."""
        named: dict[str, None] = {}
        for events in journal_pages(self.client, self.account.cursor):
            named |= forms_named(events)
        known = ledger.links_of(self.account.pk, list(named))
        orders = {link.form_id for link in known.values() if _is_order(link)}
        self.read([form_id for form_id in named if form_id not in orders])

    def read_due(self) -> None:
        """Every form that waits in the ledger for its turn."""
        due = ledger.due(self.account.pk, self.now, limit=_EVERY)
        self.read([link.form_id for link in due])

    def read(self, form_ids: Collection[str]) -> None:
        """These forms: many by list, a hundred a call, few or what is left one by one."""
        wanted = dict.fromkeys(each for each in form_ids if each not in self.readings)
        if len(wanted) > FEW:
            self._find(wanted)
        for form_id in wanted:
            if form_id not in self.readings:
                self._add(form_id, read_form(self.client, form_id, self.now))

    def _find(self, wanted: Collection[str]) -> None:
        """Look the forms up in the list, as long as that finds more than reading one by one."""
        known = ledger.links_of(self.account.pk, list(wanted)).values()
        moments = [min(link.first_seen_at, link.next_try_at or self.now) for link in known]
        if len(moments) < len(wanted):  # named by events that were not taken in yet
            moments.append(self.account.cursor_occurred_at or self.account.import_since)
        missing = set(wanted)
        pages = self.client.checkout_form_pages(
            updated_at_gte=min(moments) - LATENESS, sort=FormSort.BOUGHT_AT
        )
        for number, page in enumerate(pages, start=1):
            found = {
                key: form for key, form in by_id(page.checkout_forms).items() if key in missing
            }
            for form_id, form in found.items():
                self._add(form_id, form)
            missing -= found.keys()
            if len(missing) <= FEW or (not found and number > _FIRST_PAGES):
                return

    def _add(self, form_id: str, reading: Reading) -> None:
        self.readings[form_id] = reading
        self.progress(len(self.readings))


def _is_order(link: OrderLink) -> bool:
    """Or was one, until another form took its place."""
    return link.state in (OrderLink.State.IMPORTED, OrderLink.State.MERGED)


def _is_due(link: OrderLink, now: datetime) -> bool:
    if link.state == OrderLink.State.FAILED:
        return link.next_try_at is not None and link.next_try_at <= now
    return link.state == OrderLink.State.DUE
