"""Whether a form becomes an order now, later or never."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from saleor_allegro.allegro.documents import CheckoutForm, FormStatus, FulfillmentStatus
from saleor_allegro.rules import facts


class Verdict(StrEnum):
    IMPORT = "import"
    WAIT = "wait"  # an event about it looks again
    SKIP = "skip"


class Reason(StrEnum):
    """Why a form is not imported."""

    NONE = ""
    CANCELLED = "cancelled"
    CANCELLED_BY_SELLER = "cancelled_by_seller"
    BOUGHT_BEFORE_IMPORT = "bought_before_import"
    DISPATCHED_BEFORE_CONNECTION = "dispatched_before_connection"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class Admission:
    verdict: Verdict
    reason: Reason = Reason.NONE


def admit(
    form: CheckoutForm,
    *,
    import_unpaid: bool,
    import_since: datetime,
    connected_at: datetime,
    takes_over: bool = False,
) -> Admission:
    """Judge a form that has no order yet. Of several reasons the first of the list counts.

    A form with a status we do not know is imported, so that the draft can refuse it aloud.

    Args:
        form: The form as it is now.
        import_unpaid: The merchant wants purchases before they are paid.
        import_since: Forms whose latest item was bought before are not ours.
        connected_at: What was bought and wholly dispatched before was dealt with elsewhere.
        takes_over: The shop has orders of its items, see `rules.merging`. It takes their place
            whatever became of it: one that is cancelled is written, and then follows its form.
    """
    if takes_over:
        return Admission(Verdict.IMPORT)
    bought_at = facts.last_bought_at(form) or form.updated_at
    if form.status == FormStatus.CANCELLED:
        return Admission(Verdict.SKIP, Reason.CANCELLED)
    if form.fulfillment and form.fulfillment.status == FulfillmentStatus.CANCELLED:
        return Admission(Verdict.SKIP, Reason.CANCELLED_BY_SELLER)
    if bought_at and bought_at < import_since:
        return Admission(Verdict.SKIP, Reason.BOUGHT_BEFORE_IMPORT)
    is_older = bought_at is not None and bought_at < connected_at
    if facts.is_dispatched(form) and not facts.is_partly_dispatched(form) and is_older:
        return Admission(Verdict.SKIP, Reason.DISPATCHED_BEFORE_CONNECTION)
    is_open_bill = form.status in (FormStatus.BOUGHT, FormStatus.FILLED_IN)
    if is_open_bill and not import_unpaid and not facts.is_paid(form):
        return Admission(Verdict.WAIT, Reason.UNPAID)
    return Admission(Verdict.IMPORT)
