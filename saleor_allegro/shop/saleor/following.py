"""An order on its way to what its form says, and what is to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from saleor.order import OrderStatus
from saleor.order.models import Order, OrderLine

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.updates import Aspect, OrderUpdate
from saleor_allegro.shop.port import FieldChange, LineOutcome, Telling, UpdateOutcome


@dataclass(slots=True, kw_only=True)
class Following:
    order: Order
    update: OrderUpdate
    #: A fulfillment exists that is not cancelled.
    has_fulfillment: bool
    #: Where lines or delivery may change: all of them, with their variants.
    lines: list[OrderLine] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)
    withheld: list[FieldChange] = field(default_factory=list)
    tellings: set[Telling] = field(default_factory=set)
    flags: list[Flag] = field(default_factory=list)
    #: For the order's history, beside what was changed.
    notes: list[str] = field(default_factory=list)
    line_outcomes: tuple[LineOutcome, ...] = ()

    @property
    def has_left(self) -> bool:
        return self.has_fulfillment or self.update.is_dispatched

    @property
    def is_cancelled(self) -> bool:
        return bool(self.order.status == OrderStatus.CANCELED)

    def draft_of(self, *aspects: Aspect) -> Iterator[OrderDraft]:
        """The draft, where one of the aspects is to follow it; an order that ended keeps all."""
        ended = self.order.status in (OrderStatus.CANCELED, OrderStatus.EXPIRED)
        if self.update.draft and not ended and self.update.changed.intersection(aspects):
            yield self.update.draft

    def may(self, aspect: Aspect, before: str, after: str) -> bool:
        """Note a change, and say whether it is to be made: not once goods have left."""
        change = FieldChange(aspect=aspect, before=before, after=after)
        (self.withheld if self.has_left else self.changes).append(change)
        return not self.has_left

    def outcome(self) -> UpdateOutcome:
        if self.changes:
            self.tellings.add(Telling.UPDATED)
        return UpdateOutcome(
            form_id=self.update.form_id,
            order_id=self.order.pk,
            status=self.order.status,
            charged=self.order.total_charged_amount,
            has_left=self.has_left,
            is_cancelled=self.is_cancelled,
            changes=tuple(self.changes),
            withheld=tuple(self.withheld),
            tellings=tuple(telling for telling in Telling if telling in self.tellings),
            flags=tuple(self.flags),
            lines=self.line_outcomes,
        )
