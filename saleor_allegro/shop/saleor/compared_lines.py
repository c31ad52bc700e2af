"""Which line of an order is which of its form, and what differs."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from saleor.order.models import OrderLine

from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.shop.saleor.following import Following
from saleor_allegro.shop.saleor.kept_prices import DIFFERENCE_KEY, LINE_KEY
from saleor_allegro.shop.saleor.lines import metadata_of
from saleor_allegro.shop.saleor.totals import difference_of

KIND_KEY: Final = "allegro.kind"
_SERVICE_KEY: Final = "allegro.service_id"


@dataclass(slots=True)
class LineChanges:
    """The lines of an order beside those of its form."""

    each: Following
    draft: OrderDraft
    #: In the order of the form; a line that is not there yet is `None`.
    pairs: list[tuple[LineDraft, OrderLine | None]]
    removed: list[OrderLine]
    #: Lines that stay, otherwise than they were.
    kept: list[OrderLine]
    #: Those of them that want more pieces, or less.
    counted: list[OrderLine]
    added: list[OrderLine] = field(default_factory=list)

    @property
    def new(self) -> list[LineDraft]:
        return [draft for draft, line in self.pairs if line is None]

    @property
    def is_any(self) -> bool:
        """Lines differ, or what is paid beyond them; the delivery is an aspect of its own."""
        has_other_lines = bool(self.removed or self.kept or self.new)
        return has_other_lines or difference_of(self.draft) != self._known_difference

    @property
    def _known_difference(self) -> Decimal:
        return Decimal(self.each.order.private_metadata.get(DIFFERENCE_KEY, 0))

    def text_before(self) -> str:
        """What staff added is none of Allegro's."""
        order = self.each.order
        lines = [*(line for _, line in self.pairs if line is not None), *self.removed]
        total = sum((line.total_price_gross_amount for line in lines), self._known_difference)
        total += order.shipping_price_gross_amount
        texts = [
            f"{line.quantity} × {line.product_name} ({line.unit_price_gross_amount:.2f})"
            for line in lines
        ]
        return f"{', '.join(texts)}; {total:.2f} {order.currency}"

    def text_after(self) -> str:
        texts = [
            f"{line.quantity} × {line.name} ({line.unit_gross:.2f})" for line in self.draft.lines
        ]
        return f"{', '.join(texts)}; {self.draft.total_gross:.2f} {self.draft.currency}"


def compare_lines(each: Following, draft: OrderDraft) -> LineChanges:
    """Which line of the order is which of the form; staff's own lines are none of them."""
    known: dict[Hashable, list[OrderLine]] = defaultdict(list)
    for line in each.lines:
        if LINE_KEY in line.metadata:
            known[_key(line.metadata, line.product_name)].append(line)
    pairs: list[tuple[LineDraft, OrderLine | None]] = []
    for wanted in draft.lines:
        same = known[_key(metadata_of(wanted), wanted.name[:386])]
        pairs.append((wanted, same.pop(0) if same else None))
    kept = [line for wanted, line in pairs if line is not None and _differs(line, wanted)]
    counted = [
        line for wanted, line in pairs if line is not None and line.quantity != wanted.quantity
    ]
    removed = [line for left in known.values() for line in left]
    return LineChanges(each, draft, pairs, removed, kept, counted)


def _key(metadata: Mapping[str, str], name: str) -> Hashable:
    """What is the same line later: a service goes by its definition, or else by its name."""
    kind = metadata.get(KIND_KEY, "")
    service = metadata.get(_SERVICE_KEY) or name
    return kind, metadata[LINE_KEY], service if kind == LineKind.SERVICE else ""


def _differs(line: OrderLine, draft: LineDraft) -> bool:
    return (
        line.quantity != draft.quantity
        or line.unit_price_gross_amount != draft.unit_gross
        or line.undiscounted_unit_price_gross_amount != draft.undiscounted_unit_gross
        or draft.tax_rate not in (None, line.tax_rate)
    )
