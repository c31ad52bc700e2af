"""How orders stand in a shop, for those who read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderState:
    """How an order stands in the shop now."""

    order_id: UUID
    status: str  # in Saleor's words
    total_gross: Decimal
    charged: Decimal

    @property
    def is_paid(self) -> bool:
        return self.charged >= self.total_gross


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfillmentState:
    """Goods of an order that are sent together."""

    fulfillment_id: str
    status: str  # in Saleor's words, e.g. "fulfilled", "waiting_for_approval", "canceled"
    tracking_number: str
    order_line_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDispatch:
    """How far an order is on its way to the buyer."""

    order_id: UUID
    status: str  # in Saleor's words
    #: What a warehouse app says in the order's metadata, under `allegro.stage`; "" when nothing.
    stage: str = ""
    shipping_method_id: str = ""
    #: As the order shows it, which for one from Allegro is the name of Allegro's method.
    shipping_method_name: str = ""
    #: As the shop calls the method itself.
    shop_method_name: str = ""
    #: Oldest first.
    fulfillments: tuple[FulfillmentState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOrderLine:
    name: str
    sku: str
    quantity: int
    unit_gross: Decimal
    total_gross: Decimal
    tax_rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOrder:
    """An order as the shop holds it now."""

    order_id: UUID
    form_id: str
    number: str
    status: str
    charge_status: str
    bought_at: datetime
    currency: str
    buyer: str
    lines: tuple[ShopOrderLine, ...]
    shipping_gross: Decimal
    total_gross: Decimal
    charged: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantStock:
    """How many pieces of a variant can be sold now."""

    variant_id: str  # as in LineOutcome.variant_id
    #: `None`: the shop does not count its pieces (stock is not tracked, or it is a preorder).
    quantity: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPayment:
    """A payment of Allegro that an order of the shop holds."""

    order_id: UUID
    currency: str
    #: Refund id -> amount returned.
    refunds: Mapping[str, Decimal] = field(default_factory=dict)
