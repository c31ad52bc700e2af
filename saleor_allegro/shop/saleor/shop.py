"""The product's shop: a batch of drafts becomes Saleor orders in a fixed number of statements."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.rules.updates import OrderUpdate
from saleor_allegro.shop.port import (
    FoundVariants,
    OrderDispatch,
    OrderOutcome,
    OrderState,
    RecordedPayment,
    ShopChannel,
    ShopOrder,
    Telling,
    UpdateOutcome,
    VariantStock,
    WritePolicy,
)
from saleor_allegro.shop.saleor import announce, reading, telling
from saleor_allegro.shop.saleor.availability import available_stock
from saleor_allegro.shop.saleor.batch import Batch
from saleor_allegro.shop.saleor.channels import read_channels
from saleor_allegro.shop.saleor.dispatches import changed_orders, read_dispatches
from saleor_allegro.shop.saleor.notes import note_orders
from saleor_allegro.shop.saleor.updates import update_orders


class SaleorShop:
    """`Shop` on Saleor's own tables and functions."""

    def channels(self) -> Sequence[ShopChannel]:
        return read_channels()

    def preview_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        batch = Batch(drafts, policy)
        batch.plan_stock(lock=False)
        return batch.outcomes()

    def write_orders(
        self, drafts: Sequence[OrderDraft], policy: WritePolicy
    ) -> Sequence[OrderOutcome]:
        batch = Batch(drafts, policy)
        batch.save()
        return batch.outcomes()

    def update_orders(
        self, updates: Sequence[OrderUpdate], policy: WritePolicy
    ) -> Sequence[UpdateOutcome]:
        return update_orders(updates, policy)

    def note_orders(self, notes: Mapping[UUID, Sequence[str]]) -> None:
        note_orders(notes)

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        announce.announce(order_ids, told)

    def announce_changes(
        self,
        changes: Mapping[UUID, Sequence[Telling]],
        told: Callable[[UUID], None] = lambda order_id: None,
    ) -> None:
        telling.announce_changes(changes, told)

    def read_states(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderState]:
        return reading.read_states(order_ids)

    def read_dispatches(self, order_ids: Sequence[UUID]) -> Mapping[UUID, OrderDispatch]:
        return read_dispatches(order_ids)

    def changed_orders(self, channel_slugs: Collection[str], since: datetime) -> Sequence[UUID]:
        return changed_orders(channel_slugs, since)

    def recorded_payments(self, payment_ids: Sequence[str]) -> Mapping[str, RecordedPayment]:
        return reading.recorded_payments(payment_ids)

    def available_stock(
        self, keys: Collection[str], policy: WritePolicy, variant_ids: Collection[str] = ()
    ) -> FoundVariants[VariantStock]:
        return available_stock(keys, policy, variant_ids)

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        return reading.read(order_ids)
