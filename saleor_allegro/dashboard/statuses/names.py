"""Stages in the shop and statuses on Allegro, as people see them named."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.config import Text
from saleor_allegro.dashboard.status_words import FULFILLMENT_STATUSES
from saleor_allegro.rules.status_mapping import SETTABLE, ShopStage

#: As Saleor's dashboard names the statuses of an order. Source: its `orderStatusMessages`.
STAGES: Final[Mapping[ShopStage, Text]] = {
    ShopStage.UNCONFIRMED: Text("Unconfirmed", "Niepotwierdzone"),
    ShopStage.UNFULFILLED: Text("Unfulfilled", "Niezrealizowane"),
    ShopStage.WAITING_FOR_APPROVAL: Text("Waiting for approval", "Oczekiwanie na zatwierdzenie"),
    ShopStage.PARTIALLY_FULFILLED: Text("Partially fulfilled", "Częściowo zrealizowane"),
    ShopStage.FULFILLED: Text("Fulfilled", "Zrealizowane"),
    ShopStage.PARTIALLY_RETURNED: Text("Partially returned", "Częściowo zwrócone"),
    ShopStage.RETURNED: Text("Returned", "Zwrócone"),
    ShopStage.CANCELED: Text("Cancelled", "Anulowane"),
    ShopStage.EXPIRED: Text("Expired", "Wygasłe"),
}
#: What is not a status of the order itself.
STAGE_HELPS: Final[Mapping[ShopStage, Text]] = {
    ShopStage.WAITING_FOR_APPROVAL: Text(
        "A fulfillment of the order is packed and waits for approval.",
        "Realizacja zamówienia jest spakowana i czeka na zatwierdzenie.",
    ),
}
#: As sellers see them in Allegro's own panel.
STATUSES: Final[Mapping[FulfillmentStatus, Text]] = {
    status: FULFILLMENT_STATUSES[status] for status in SETTABLE
}
