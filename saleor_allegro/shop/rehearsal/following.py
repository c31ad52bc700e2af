"""An order on its way to what its form says, and what is to be said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.flags import Flag
from saleor_allegro.rules.updates import Aspect, OrderUpdate, ParcelDraft
from saleor_allegro.shop.port import FieldChange, LineOutcome, Telling, UpdateOutcome
from saleor_allegro.shop.rehearsal.models import Order, OrderStatus


@dataclass(slots=True, kw_only=True)
class Following:
    order: Order
    update: OrderUpdate
    has_fulfillment: bool
    was_paid: bool
    changes: list[FieldChange] = field(default_factory=list)
    withheld: list[FieldChange] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    tellings: set[Telling] = field(default_factory=set)
    lines: tuple[LineOutcome, ...] = ()
    #: About money, for the order's history.
    notes: list[str] = field(default_factory=list)
    #: Those that were not known before.
    parcels: list[ParcelDraft] = field(default_factory=list)
    charged: Decimal = Decimal(0)

    @property
    def has_left(self) -> bool:
        return self.has_fulfillment or self.update.is_dispatched

    @property
    def is_cancelled(self) -> bool:
        return self.order.status == OrderStatus.CANCELED

    @property
    def moves_goods(self) -> bool:
        return Aspect.LINES in self.update.changed or self.update.cancel or self.update.fulfill

    def content(self, *aspects: Aspect) -> Iterator[tuple[Aspect, OrderDraft]]:
        """Those of the aspects that are to follow the draft."""
        if self.update.draft is not None and not self.is_cancelled:
            for aspect in aspects:
                if aspect in self.update.changed:
                    yield aspect, self.update.draft

    def note_change(self, change: FieldChange | None) -> bool:
        """Whether it is to be made."""
        if change is None:
            return False
        if not change.before and not change.after:  # for programs alone
            self.changes.append(change)
            return True
        (self.withheld if self.has_left else self.changes).append(change)
        return not self.has_left

    def outcome(self) -> UpdateOutcome:
        return UpdateOutcome(
            form_id=self.update.form_id,
            order_id=self.order.uuid,
            status=self.order.status,
            charged=self.charged,
            has_left=self.has_left,
            is_cancelled=self.is_cancelled,
            changes=tuple(self.changes),
            withheld=tuple(self.withheld),
            tellings=tuple(telling for telling in Telling if telling in self.tellings),
            flags=tuple(self.flags),
            lines=self.lines,
        )
