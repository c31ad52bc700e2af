"""What a shop must do for the use cases.

Two shops stand behind this port: `saleor_allegro.shop.saleor` (the product) and
`saleor_allegro.shop.rehearsal` (tables of its own, where there is no Saleor). One contract
suite, `tests/shop/contract.py`, runs against both. Every operation takes a list, because one
page of Allegro is a hundred forms and one statement can write them all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.offer_matching import FoundVariants
from saleor_allegro.rules.updates import OrderUpdate
from saleor_allegro.shop.outcomes import (
    FieldChange,
    LineOutcome,
    OrderOutcome,
    ReplacedOrder,
    Telling,
    UpdateOutcome,
)
from saleor_allegro.shop.standing import (
    FulfillmentState,
    OrderDispatch,
    OrderState,
    RecordedPayment,
    ShopOrder,
    ShopOrderLine,
    VariantStock,
)

__all__ = [
    "STAGE_KEY",
    "CannotWriteOrder",
    "ChannelNotFound",
    "FieldChange",
    "FoundVariants",
    "FulfillmentState",
    "LineOutcome",
    "MatchBy",
    "NoWarehouse",
    "OrderDispatch",
    "OrderOutcome",
    "OrderState",
    "RecordedPayment",
    "ReplacedOrder",
    "Shop",
    "ShopChannel",
    "ShopError",
    "ShopOrder",
    "ShopOrderLine",
    "Telling",
    "UpdateOutcome",
    "VariantStock",
    "WarehouseNotFound",
    "WritePolicy",
]

#: Where a warehouse app says how far an order is, in Allegro's words, in the order's metadata.
STAGE_KEY: Final = "allegro.stage"


class ShopError(Exception):
    """Base of what a shop raises."""


class CannotWriteOrder(ShopError):
    """One order cannot be written; the message says what to do about it."""

    def __init__(self, form_id: str, message: str) -> None:
        super().__init__(message)
        self.form_id = form_id


class ChannelNotFound(ShopError):
    """The channel was deleted or renamed in the shop."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"channel {slug!r} does not exist in the shop")
        self.slug = slug


class WarehouseNotFound(ShopError):
    """The policy names a warehouse that the channel does not have."""

    def __init__(self, slug: str, channel: str) -> None:
        super().__init__(f"channel {channel!r} has no warehouse {slug!r}")
        self.slug = slug
        self.channel = channel


class NoWarehouse(ShopError):
    """The channel has no warehouse at all."""

    def __init__(self, channel: str) -> None:
        super().__init__(f"channel {channel!r} has no warehouse")
        self.channel = channel


class MatchBy(StrEnum):
    """Which value of a variant says that it is the offer's product."""

    SKU = "sku"  # the draft's variant_key is the offer's external id
    EXTERNAL_REFERENCE = "external_reference"  # likewise
    OFFER_ID = (
        "offer_id"  # variant_key is the offer id, found in variant metadata "allegro.offer_id"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopChannel:
    """A channel of the shop and the plugin configuration stored for it."""

    slug: str
    currency: str  # ISO 4217, upper case
    country: str
    is_active: bool
    #: Name -> stored value, as the merchant saved it; empty when never saved.
    configuration: Mapping[str, object] = field(default_factory=dict)
    #: The merchant's switch on the form itself.
    plugin_active: bool = False
    #: What people call it.
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePolicy:
    """How a channel wants its drafts written."""

    channel_slug: str
    match_by: MatchBy
    #: A fraction, used when neither Allegro nor the variant's tax class gives a rate.
    default_tax_rate: Decimal
    #: Slugs in order of preference; empty: every warehouse of the channel, in the shop's own order.
    warehouses: tuple[str, ...] = ()
    #: Allegro's delivery method id -> id or name of a shipping method of the shop.
    shipping_methods: Mapping[str, str] = field(default_factory=dict)
    #: What the shop's staff reads, see `rules.flag_texts`: "en" or "pl".
    language: str = "en"


class Shop(Protocol):
    def channels(self) -> Sequence[ShopChannel]:
        """Every channel of the shop, with the plugin configuration stored for it."""

    def preview_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        """Say what `write_orders` would do, and write nothing.

        Raises:
            ChannelNotFound: The policy's channel is gone.
        """

    def write_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        """Write the drafts as orders of the policy's channel, inside the caller's transaction.

        All or nothing: when it raises, the caller rolls back. A form that already has an order
        is left as it is and reported with `existed`. Tells nobody; `announce_orders` does.

        Orders that a draft replaces are cancelled first, so that their pieces are free for it;
        each gets a note that names the new order. Payments that the draft names as well move to
        the new order.

        Raises:
            ChannelNotFound: The policy's channel is gone.
            CannotWriteOrder: One draft is at fault; the others may be written without it. A
                draft that replaces an order which has been fulfilled is.
        """

    def update_orders(
        self, updates: Sequence[OrderUpdate], policy: WritePolicy
    ) -> Sequence[UpdateOutcome]:
        """Have orders follow their forms, inside the caller's transaction.

        All or nothing, as `write_orders`. The orders are locked first, in one order; only what
        differs in the shop is written, so an update asked for twice changes nothing the second
        time. Writes the order's history, and tells nobody; `announce_changes` does.

        - Addresses, delivery, lines, note and details follow the draft where `changed` names
          them, unless goods have left (a fulfillment that is not cancelled exists, or
          `is_dispatched`): then they are `withheld`. A cancelled order keeps them as well.
        - Payments of the draft are recorded by their ids whatever became of the order; an
          amount that grew is raised, one that shrank is flagged and left.
        - Parcels that are new are noted in the history, and remembered with the order.
        - `refunds` is the whole truth about the payments it names.
        - `confirm` and `fulfill` act where the order's status allows it and do nothing
          elsewhere. `cancel` cancels and frees the stock, unless a fulfillment exists.

        Raises:
            CannotWriteOrder: One update is at fault; the others may be written without it.
        """

    def note_orders(self, notes: Mapping[UUID, Sequence[str]]) -> None:
        """Add notes for the staff to the orders' history, inside the caller's transaction."""

    def announce_changes(
        self,
        changes: Mapping[UUID, Sequence[Telling]],
        told: Callable[[UUID], None] = lambda order_id: None,
    ) -> None:
        """Fire the shop's own events and webhooks about changed orders, one after another.

        As `announce_orders` in everything else. Nobody writes to the buyer.
        """

    def read_states(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderState]:
        """How the orders stand now, in one statement; those that are gone are left out."""

    def read_dispatches(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderDispatch]:
        """How far the orders are, in a fixed number of statements; as `read_states`."""

    def changed_orders(self, channel_slugs: Collection[str], since: datetime) -> Sequence[UUID]:
        """Orders of these channels that were changed in the shop since then.

        Others may be among them, e.g. those that were not sold on Allegro.
        """

    def recorded_payments(self, payment_ids: Sequence[str]) -> Mapping[str, RecordedPayment]:
        """Allegro's payment id -> what the shop holds of it, for payments recorded by us."""

    def available_stock(
        self, keys: Collection[str], policy: WritePolicy, variant_ids: Collection[str] = ()
    ) -> FoundVariants[VariantStock]:
        """The variants that carry the keys of offers (see `MatchBy`), and their free pieces.

        A key that no variant carries is left out; several variants under a key are an ambiguity
        for the caller to settle, never by taking the first. Free are the pieces in the policy's
        warehouses (in every one of the channel where it names none), less what is allocated to
        orders, less what checkouts have reserved and is not over; never below zero. In a fixed
        number of statements.

        Args:
            variant_ids: Variants to tell of whatever their keys, as `LineOutcome` names them;
                those that were deleted are left out.

        Raises:
            ChannelNotFound, WarehouseNotFound, NoWarehouse: Nothing can be said; the caller must
                not take it for "sold out".
        """

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        """Fire the shop's own events and webhooks for new orders, one order after another.

        Called outside of a transaction, after the orders are committed. A listener that fails
        is logged and has been told: the next order is announced all the same.

        Args:
            told: Called for each order, those that are gone included, when everything about
                it was fired. What it raises ends the announcing.
        """

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        """The orders as the shop holds them now; those that are gone are left out."""
