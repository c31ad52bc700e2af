"""What a person should look at once an order has followed its form."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules import facts
from saleor_allegro.rules.change_notes import Change
from saleor_allegro.rules.flags import IMPORT_ONLY, Flag, FlagKind


def flags_after(
    form: CheckoutForm,
    doubts: Sequence[Flag],
    *,
    is_cancelled: bool,
    was_cancelled: bool,
    has_left: bool,
    charged: Decimal,
    withheld: Sequence[Change] = (),
) -> tuple[Flag, ...]:
    """Every flag of the order that its form, and what became of it in the shop, give rise to.

    Those of `RESOLVED_ALONE` that are not among them are over. A cancelled order has nothing
    to be doubted any more: neither its total nor its invoice will be used.

    Args:
        form: The form that was brought over.
        doubts: Those of the draft, see `rules.doubts`.
        is_cancelled: The order is cancelled in the shop.
        was_cancelled: The form was cancelled on Allegro when it was last read, see
            `facts.says_cancelled`.
        has_left: Goods have left, by the shop or by Allegro.
        charged: Money that the order holds, in the form's currency.
        withheld: What was not changed in the shop because goods have left.
    """
    currency = form.summary.total_to_pay.currency
    if facts.is_cancelled(form):
        return (
            *_left_too_early(is_cancelled=is_cancelled, has_left=has_left),
            *refund_owed(charged, currency),
        )
    return (
        *(doubt for doubt in doubts if doubt.kind not in IMPORT_ONLY),
        *_changed_too_late(withheld),
        *_revived(is_cancelled=is_cancelled, was_cancelled=was_cancelled),
    )


def refund_owed(charged: Decimal, currency: str) -> Iterator[Flag]:
    """The flag of an order that is cancelled on Allegro, while money of it is kept."""
    if charged > 0:
        # A database keeps more places than Allegro does: the same money is the same text.
        details = {"amount": f"{charged:.2f}", "currency": currency}
        yield Flag(kind=FlagKind.REFUND_OWED, details=details)


def all_refunded(charged: Decimal) -> Iterator[Flag]:
    """The flag of a paid order that goes on, while all that was received for it went back."""
    if charged <= 0:
        yield Flag(kind=FlagKind.REFUNDED)


def _left_too_early(*, is_cancelled: bool, has_left: bool) -> Iterator[Flag]:
    if has_left and not is_cancelled:
        yield Flag(kind=FlagKind.CANCELLED_AFTER_DISPATCH)


def _changed_too_late(withheld: Sequence[Change]) -> Iterator[Flag]:
    for change in withheld:
        yield Flag(
            kind=FlagKind.CHANGED_AFTER_DISPATCH,
            subject=change.aspect.value,
            details={"before": change.before, "after": change.after},
        )


def _revived(*, is_cancelled: bool, was_cancelled: bool) -> Iterator[Flag]:
    """Only what Allegro itself had cancelled: what staff cancels in the shop is their decision."""
    if is_cancelled and was_cancelled:
        yield Flag(kind=FlagKind.REVIVED)
