"""What Allegro says has been sent, fulfilled by Saleor's own action."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from saleor.order import FulfillmentStatus, OrderStatus
from saleor.order.actions import OrderFulfillmentLineInfo, create_fulfillments
from saleor.order.models import Fulfillment, Order, OrderLine
from saleor.plugins.manager import get_plugins_manager
from saleor.warehouse.models import ChannelWarehouse, Stock

from saleor_allegro.rules.updates import OrderUpdate, ParcelDraft
from saleor_allegro.shop.port import Telling, WritePolicy
from saleor_allegro.shop.saleor.confirming import confirm
from saleor_allegro.shop.saleor.history import author
from saleor_allegro.shop.saleor.preorders import is_preorder
from saleor_allegro.shop.saleor.releasing import release
from saleor_allegro.shop.saleor.silence import Silence
from saleor_allegro.shop.saleor.versions import site_settings

OPEN: Final = (
    OrderStatus.UNCONFIRMED,
    OrderStatus.UNFULFILLED,
    OrderStatus.PARTIALLY_FULFILLED,
)
#: In the metadata of a fulfillment that was made because Allegro said so.
FULFILLMENT_KEY: Final = "allegro.form_id"
LONGEST_TRACKING_NUMBER: Final = 255


def have_left(order_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the orders that have a fulfillment which is not cancelled."""
    fulfillments = Fulfillment.objects.filter(order__in=order_ids)
    return set(
        fulfillments.exclude(status=FulfillmentStatus.CANCELED).values_list("order_id", flat=True)
    )


def fulfill(
    following: Sequence[tuple[Order, OrderUpdate]], policy: WritePolicy
) -> Mapping[UUID, tuple[Telling, ...]]:
    """Fulfill what the orders still have to send, and say whom to tell what.

    An order that waits to be confirmed is confirmed first; one that is cancelled or returned
    stays as it is, and so does a line that Saleor sells before it is in stock. Goods that left
    leave the stock even where it says that there are none. The orders are locked by the caller,
    and saved.

    Source: Saleor's mutation `orderFulfill`, which takes lines without a product as well.
    """
    tellings: dict[UUID, tuple[Telling, ...]] = {}
    for order, update in following:
        lines = _lines_to_send(order) if order.status in OPEN else []
        if lines:
            confirmed = confirm([order]).get(order.pk, ())
            takes_stock = update.draft is None or update.draft.takes_stock
            _create(order, update, _shares(order, lines, policy, takes_stock=takes_stock))
            tellings[order.pk] = (*confirmed, Telling.FULFILLED, Telling.UPDATED)
    return tellings


def _lines_to_send(order: Order) -> list[OrderLine]:
    return [
        line
        for line in OrderLine.objects.filter(order=order).select_related("variant")
        if line.quantity_unfulfilled > 0 and not is_preorder(line.variant)
    ]


def _shares(
    order: Order, lines: Sequence[OrderLine], policy: WritePolicy, *, takes_stock: bool
) -> dict[Any, list[OrderFulfillmentLineInfo]]:
    """What is sent from which warehouse: from those that the lines' pieces are set aside in, and
    the rest from the first that has the product. From `None`, where no stock is touched.

    The pieces are free again before Saleor takes them: of two lines in one stock it frees only
    the first one's.
    """
    pieces: dict[Any, dict[OrderLine, int]] = defaultdict(lambda: defaultdict(int))
    held = release(OrderLine.objects.filter(pk__in=[line.pk for line in lines])).pieces
    first = _FirstWarehouse(order, lines, policy) if takes_stock else None
    # Lines without a product at last: they go along with the others.
    for line in sorted(lines, key=lambda line: line.variant_id is None):
        missing = line.quantity_unfulfilled
        for warehouse, quantity in held.get(line.pk, {}).items():
            take = min(missing, quantity)
            pieces[warehouse][line] += take
            missing -= take
        if missing:
            along = next(iter(pieces), None) if line.variant_id is None else None
            pieces[along or (first and first.of(line))][line] += missing
    return {
        warehouse: [{"order_line": line, "quantity": n} for line, n in of_lines.items()]
        for warehouse, of_lines in pieces.items()
    }


class _FirstWarehouse:
    """The first warehouse that has a product: in the merchant's order, else the channel's."""

    def __init__(self, order: Order, lines: Sequence[OrderLine], policy: WritePolicy) -> None:
        of_channel = {
            each.warehouse.slug: each.warehouse_id
            for each in ChannelWarehouse.objects.filter(channel_id=order.channel_id).select_related(
                "warehouse"
            )
        }
        named = [of_channel[slug] for slug in policy.warehouses if slug in of_channel]
        self._warehouses = named or list(of_channel.values())
        variants = {line.variant_id for line in lines}
        self._stocked = set(
            Stock.objects.filter(product_variant__in=variants - {None}).values_list(
                "product_variant_id", "warehouse_id"
            )
        )

    def of(self, line: OrderLine) -> UUID | None:
        having = (each for each in self._warehouses if (line.variant_id, each) in self._stocked)
        return next(having, next(iter(self._warehouses), None))


def _create(
    order: Order, update: OrderUpdate, shares: dict[Any, list[OrderFulfillmentLineInfo]]
) -> None:
    # A copy, because Saleor reads it anew and the caller's may not be saved wholly.
    copy = Order.objects.select_related("channel").get(pk=order.pk)
    fulfillments = create_fulfillments(
        None,
        author(),
        copy,
        shares,
        Silence(get_plugins_manager(allow_replica=False)),
        site_settings(),
        notify_customer=False,
        allow_stock_to_be_exceeded=True,
        tracking_number=_tracking_number(update.parcels or ()),
    )
    Fulfillment.objects.filter(pk__in=[each.pk for each in fulfillments]).update(
        metadata={FULFILLMENT_KEY: update.form_id}
    )
    order.status, order.updated_at = copy.status, copy.updated_at


def _tracking_number(parcels: Sequence[ParcelDraft]) -> str:
    """Those of all parcels, as many as Saleor has room for."""
    numbers = ""
    for waybill in dict.fromkeys(parcel.waybill for parcel in parcels if parcel.waybill):
        longer = f"{numbers}, {waybill}" if numbers else waybill
        if len(longer) <= LONGEST_TRACKING_NUMBER:
            numbers = longer
    return numbers
