"""The status that Allegro is to be told of an order of the shop."""

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.config import Settings
from saleor_allegro.rules.status_mapping import wanted_status
from saleor_allegro.shop.port import OrderDispatch


def wanted_of(dispatch: OrderDispatch, settings: Settings) -> FulfillmentStatus | None:
    """See `rules.status_mapping.wanted_status`."""
    return wanted_status(
        settings.status_mapping,
        status=dispatch.status,
        stage=dispatch.stage,
        fulfillments=[each.status for each in dispatch.fulfillments],
    )
