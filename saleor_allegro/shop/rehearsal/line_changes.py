"""How the lines of an order follow those of its form."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.shop_flags import oversold
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import FieldChange, LineOutcome
from saleor_allegro.shop.rehearsal.catalogue import Catalogue
from saleor_allegro.shop.rehearsal.models import Order, OrderLine
from saleor_allegro.shop.rehearsal.stock import Shelf


@dataclass(slots=True)
class LineChanges:
    """The lines of an order beside those of its form."""

    order: Order
    draft: OrderDraft
    #: In the order of the form; a line that is not there yet is `None`.
    pairs: Sequence[tuple[LineDraft, OrderLine | None]]
    removed: Sequence[OrderLine]
    #: Those of the order, once brought over.
    lines: list[OrderLine] = field(default_factory=list)
    #: Those of them that are new.
    added: list[OrderLine] = field(default_factory=list)

    def change(self) -> FieldChange | None:
        """`None`: the order has these lines and this total already."""
        is_same = not self.removed and not any(_differs(line, draft) for draft, line in self.pairs)
        if is_same and not self._has_other_total():
            return None
        stay = [line for _, line in self.pairs if line is not None]
        before = sorted([*self.removed, *stay], key=lambda line: line.position)
        currency = self.order.currency
        return FieldChange(
            aspect=Aspect.LINES,
            before=f"{_text(before)}; {self.order.total_gross:.2f} {currency}",
            after=f"{_text(self.draft.lines)}; {self.draft.total_gross:.2f} {currency}",
        )

    def _has_other_total(self) -> bool:
        """Whatever the delivery costs, for that is an aspect of its own."""
        order, draft = self.order, self.draft
        without_delivery = order.total_gross - order.shipping_gross
        return (
            order.total_gross != draft.total_gross
            and without_delivery != draft.total_gross - draft.delivery.gross
        )

    def release(self, shelf: Shelf) -> None:
        """Free what the order will not need any more."""
        for gone in self.removed:
            shelf.release(gone.id, shelf.held(gone.id))
        for draft, line in self.pairs:
            if line is not None:
                shelf.release(line.id, max(shelf.held(line.id) - draft.quantity, 0))

    def bring_over(self, shelf: Shelf, catalogue: Catalogue) -> list[Flag]:
        """Take what the order needs now, in memory, and say what a person should look at.

        A line that stays keeps the name, the variant and, where Allegro names none, the VAT that
        it was sold with.
        """
        flags = []
        for position, (draft, known) in enumerate(self.pairs):
            needs_stock = self.draft.takes_stock and _differs(known, draft)
            if known is None:
                line, flag = _new_line(self.order, draft, catalogue)
                self.added.append(line)
                flags += [flag] if flag else []
            else:
                line = known
                line.tax_rate = line.tax_rate if draft.tax_rate is None else draft.tax_rate
            line.position = position
            line.quantity = draft.quantity
            line.unit_gross = draft.unit_gross
            line.undiscounted_unit_gross = draft.undiscounted_unit_gross
            self.lines.append(line)
            if needs_stock and line.variant_id:
                shelf.take(line.id, line.variant_id, line.quantity - shelf.held(line.id))
                held = shelf.held(line.id)
                if held < line.quantity:
                    flags.append(oversold(line.line_item_id, sold=line.quantity, allocated=held))
        self.order.total_gross = self.draft.total_gross
        return flags

    def outcomes(self, shelf: Shelf) -> tuple[LineOutcome, ...]:
        """The offer lines, once brought over."""
        return tuple(
            LineOutcome(
                line_item_id=line.line_item_id,
                order_line_id=line.id,
                variant_id=str(line.variant_id) if line.variant_id else None,
                quantity=line.quantity,
                allocated=shelf.held(line.id),
                tax_rate=line.tax_rate,
            )
            for line in self.lines
            if line.kind == LineKind.OFFER
        )


def compare(order: Order, lines: Iterable[OrderLine], draft: OrderDraft) -> LineChanges:
    """Which line of the order is which of the form."""
    known: dict[Hashable, list[OrderLine]] = defaultdict(list)
    for line in lines:
        known[_key(line)].append(line)
    pairs = []
    for each in draft.lines:
        same = known[_key(each)]
        pairs.append((each, same.pop(0) if same else None))
    left = [line for of_key in known.values() for line in of_key]
    return LineChanges(order, draft, pairs, left)


def save(changes: Sequence[LineChanges]) -> None:
    """Lines of any number of orders in three statements."""
    new = [line for each in changes for line in each.added]
    there = [line for each in changes for _, line in each.pairs if line is not None]
    OrderLine.objects.bulk_create(new)
    OrderLine.objects.bulk_update(
        there, ["position", "quantity", "unit_gross", "undiscounted_unit_gross", "tax_rate"]
    )
    OrderLine.objects.filter(pk__in=[line.pk for each in changes for line in each.removed]).delete()


def _key(line: OrderLine | LineDraft) -> Hashable:
    """What is the same line later: a service goes by its definition, or else by its name."""
    service = line.metadata.get("allegro.service_id") or line.name
    return str(line.kind), line.line_item_id, service if line.kind == LineKind.SERVICE else ""


def _differs(line: OrderLine | None, draft: LineDraft) -> bool:
    return (
        line is None
        or line.quantity != draft.quantity
        or line.unit_gross != draft.unit_gross
        or line.undiscounted_unit_gross != draft.undiscounted_unit_gross
        or draft.tax_rate not in (None, line.tax_rate)
    )


def _new_line(
    order: Order, draft: LineDraft, catalogue: Catalogue
) -> tuple[OrderLine, Flag | None]:
    match = catalogue.match(draft)
    line = OrderLine(
        order=order,
        kind=draft.kind,
        line_item_id=draft.line_item_id,
        variant=match.variant,
        name=draft.name,
        tax_rate=match.tax_rate,
        metadata=dict(draft.metadata),
    )
    return line, match.flag


def _text(lines: Iterable[OrderLine | LineDraft]) -> str:
    return ", ".join(f"{line.quantity} × {line.name} ({line.unit_gross:.2f})" for line in lines)
