"""What a person should look at in an order that followed its form."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from saleor_allegro.rules.facts import says_cancelled
from saleor_allegro.rules.flags import RESOLVED_ALONE, Flag, FlagKind
from saleor_allegro.rules.flags_after import flags_after
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import UpdateOutcome
from saleor_allegro.sync.follow_decisions import Follow

# What the shop found about an aspect is over once the aspect was brought over without it.
_FOUND_BY_SHOP: Final = {
    Aspect.SHIPPING_ADDRESS: (FlagKind.ADDRESS_REFUSED, "shipping"),
    Aspect.BILLING_ADDRESS: (FlagKind.ADDRESS_REFUSED, "billing"),
    Aspect.DELIVERY: (FlagKind.NO_SHIPPING_METHOD, None),
    Aspect.LINES: (FlagKind.OVERSOLD, None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagsNow:
    flags: tuple[Flag, ...]
    #: Kinds and subjects (`None`: any) that are over where they are not among the flags.
    settled: Collection[tuple[FlagKind, str | None]]


def flags_now(follow: Follow, outcome: UpdateOutcome) -> FlagsNow:
    """Every flag of the order, by its form and by the shop."""
    if outcome.is_gone or follow.update.draft is None:
        return FlagsNow(flags=(), settled=())
    after = flags_after(
        follow.form,
        follow.update.draft.flags,
        is_cancelled=outcome.is_cancelled,
        was_cancelled=says_cancelled(follow.link.form_status, follow.link.fulfillment_status),
        has_left=outcome.has_left,
        charged=outcome.charged,
        withheld=outcome.withheld,
    )
    changed = {change.aspect for change in outcome.changes}
    return FlagsNow(
        flags=(*after, *outcome.flags),
        settled=[
            *((kind, None) for kind in RESOLVED_ALONE),
            *([(FlagKind.REFUNDED, None)] if outcome.is_cancelled or outcome.has_left else []),
            *(found for aspect, found in _FOUND_BY_SHOP.items() if aspect in changed),
        ],
    )
