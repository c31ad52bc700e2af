"""Allegro's list of forms: a hundred a call, while that costs less than asking for each."""

import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, Unpack

from saleor_allegro.allegro.documents import CheckoutForm, UnreadableForm
from saleor_allegro.allegro.filters import FormFilters, FormSort
from saleor_allegro.models import OrderLink
from saleor_allegro.sync.connection import OpenRun

#: A form as the list shows it.
Listed = CheckoutForm | UnreadableForm

#: Up to so many forms are read one by one; more by list.
FEW: Final = 5
FORMS_A_PAGE: Final = 100
#: Events may be told late, and reads may lag; the list is read from this long before.
LATENESS: Final = timedelta(hours=1)

logger = logging.getLogger(__name__)


def list_pages(run: OpenRun, **filters: Unpack[FormFilters]) -> Iterator[Sequence[Listed]]:
    """The forms that the filters match, counted in the run's report as they are read."""
    # By purchase: a form that is updated while we read keeps its place.
    filters["sort"] = FormSort.BOUGHT_AT
    pages = run.client.checkout_form_pages(**filters)
    before = run.report.looked_at
    for page in pages:
        run.heartbeat()
        run.report.to_look_at = before + page.total_count
        nameless = sum(
            isinstance(form, UnreadableForm) and form.form_id is None
            for form in page.checkout_forms
        )
        if nameless:  # there is no row to note it on
            logger.error(
                "Allegro import of account %s: %s forms without an id", run.account.pk, nameless
            )
            run.report.failed += nameless
        run.report.looked_at += len(page.checkout_forms)
        run.progress(run.report)
        yield page.checkout_forms


def find_in_list(
    run: OpenRun, wanted: dict[str, OrderLink], **filters: Unpack[FormFilters]
) -> Iterator[list[tuple[OrderLink, Listed]]]:
    """Page by page the wanted forms that the list holds; what was found is wanted no more.

    Given up when few are left, and where the pages to come outnumber the forms still wanted.
    """
    filters["sort"] = FormSort.BOUGHT_AT
    # What a page boundary hides is asked for by its id, so pages need not overlap.
    pages = run.client.checkout_form_pages(overlaps=False, **filters)
    for number, page in enumerate(pages, start=1):
        run.heartbeat()
        forms = by_id(page.checkout_forms)
        found = [(wanted.pop(key), form) for key, form in forms.items() if key in wanted]
        if found:
            yield found
        if not wanted or page.total_count / FORMS_A_PAGE - number > len(wanted):
            return


def by_id(page: Sequence[Listed]) -> dict[str, Listed]:
    """Form id -> form; what has no readable id is left out."""
    ids = ((form.id if isinstance(form, CheckoutForm) else form.form_id, form) for form in page)
    return {form_id: form for form_id, form in ids if form_id is not None}
