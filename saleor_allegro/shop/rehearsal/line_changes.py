"""How the lines of an order follow those of its form."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from saleor_allegro.rules.drafts import LineDraft, LineKind, OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import FieldChange, LineOutcome
from saleor_allegro.shop.rehearsal.catalogue import Catalogue, oversold
from saleor_allegro.shop.rehearsal.models import Order, OrderLine
from saleor_allegro.shop.rehearsal.stock import Shelf


@dataclass(slots=True)
class LineChanges:
    """The lines of an order beside those of its form. A line that stays is the same row, with
    the name and the variant that it was sold under."""

    order: Order
    draft: OrderDraft
    kept: list[tuple[OrderLine, LineDraft]] = field(default_factory=list)
    removed: list[OrderLine] = field(default_factory=list)
    added: list[LineDraft] = field(default_factory=list)
    #: In the order of the form, once brought over.
    lines: list[OrderLine] = field(default_factory=list)

    @classmethod
    def between(cls, order: Order, lines: Sequence[OrderLine], draft: OrderDraft) -> "LineChanges":
        found = cls(order, draft)
        known: dict[Hashable, list[OrderLine]] = defaultdict(list)
        for line in lines:
            known[_key(line)].append(line)
        for line_draft in draft.lines:
            same = known[_key(line_draft)]
            if same:
                found.kept.append((same.pop(0), line_draft))
            else:
                found.added.append(line_draft)
        found.removed = [line for left in known.values() for line in left]
        return found

    def change(self) -> FieldChange | None:
        """`None`: the order has these lines and this total already."""
        now = [(line, draft) for line, draft in self.kept if _differs(line, draft)]
        if not now and not self.removed and not self.added and not self._has_other_total():
            return None
        before = sorted(
            [*self.removed, *(line for line, _ in self.kept)], key=lambda line: line.position
        )
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
        for line in self.removed:
            shelf.release(line.id, shelf.held(line.id))
        for line, draft in self.kept:
            shelf.release(line.id, max(shelf.held(line.id) - draft.quantity, 0))

    def bring_over(self, shelf: Shelf, catalogue: Catalogue) -> list[Flag]:
        """Take what the order needs now, in memory, and say what a person should look at."""
        flags = []
        rows = {id(draft): line for line, draft in self.kept}
        for position, draft in enumerate(self.draft.lines):
            line = rows.get(id(draft))
            is_changed = line is None or _differs(line, draft)
            if line is None:
                match = catalogue.match(draft)
                line = _new_line(self.order, draft)
                line.variant, line.tax_rate = match.variant, match.tax_rate
                flags += [match.flag] if match.flag else []
            elif draft.tax_rate is not None:
                line.tax_rate = draft.tax_rate
            line.position = position
            line.quantity = draft.quantity
            line.unit_gross = draft.unit_gross
            line.undiscounted_unit_gross = draft.undiscounted_unit_gross
            self.lines.append(line)
            if line.variant_id and self.draft.takes_stock and is_changed:
                shelf.take(line.id, line.variant_id, line.quantity - shelf.held(line.id))
                if shelf.held(line.id) < line.quantity:
                    held = shelf.held(line.id)
                    flags.append(oversold(line.line_item_id, line.quantity, held))
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


def save(changes: Sequence[LineChanges]) -> None:
    """Lines of any number of orders in three statements."""
    new = {id(line) for each in changes for line in each.lines if line._state.adding}
    lines = [line for each in changes for line in each.lines]
    OrderLine.objects.bulk_create(line for line in lines if id(line) in new)
    OrderLine.objects.bulk_update(
        [line for line in lines if id(line) not in new],
        ["position", "quantity", "unit_gross", "undiscounted_unit_gross", "tax_rate"],
    )
    OrderLine.objects.filter(pk__in=[line.pk for each in changes for line in each.removed]).delete()


def _key(line: OrderLine | LineDraft) -> Hashable:
    """What is the same line later: a service has nothing of its own but its name."""
    name = line.name if line.kind == LineKind.SERVICE else ""
    return str(line.kind), line.line_item_id, name


def _differs(line: OrderLine, draft: LineDraft) -> bool:
    return (
        line.quantity != draft.quantity
        or line.unit_gross != draft.unit_gross
        or line.undiscounted_unit_gross != draft.undiscounted_unit_gross
        or draft.tax_rate not in (None, line.tax_rate)
    )


def _new_line(order: Order, draft: LineDraft) -> OrderLine:
    return OrderLine(
        order=order,
        kind=draft.kind,
        line_item_id=draft.line_item_id,
        name=draft.name,
        metadata=dict(draft.metadata),
    )


def _text(lines: Iterable[OrderLine | LineDraft]) -> str:
    return ", ".join(f"{line.quantity} × {line.name} ({line.unit_gross:.2f})" for line in lines)
