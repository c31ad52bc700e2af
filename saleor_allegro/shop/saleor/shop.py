"""The product's shop: a batch of drafts becomes Saleor orders in a fixed number of statements."""

from collections.abc import Callable, Sequence
from uuid import UUID

from saleor_allegro.rules.drafts import OrderDraft
from saleor_allegro.shop.port import OrderOutcome, ShopChannel, ShopOrder, WritePolicy
from saleor_allegro.shop.saleor import announce, reading
from saleor_allegro.shop.saleor.batch import Batch
from saleor_allegro.shop.saleor.channels import read_channels


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

    def announce_orders(
        self, order_ids: Sequence[UUID], told: Callable[[UUID], None] = lambda order_id: None
    ) -> None:
        announce.announce(order_ids, told)

    def read_orders(self, order_ids: Sequence[UUID]) -> Sequence[ShopOrder]:
        return reading.read(order_ids)
