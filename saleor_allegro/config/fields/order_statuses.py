"""Which status an order takes in the shop."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind
from saleor_allegro.config.texts import Text
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent

ORDER_STATUSES: Final[tuple[Field, ...]] = (
    Field(
        name="status_new",
        kind=FieldKind.STRING,
        default="UNCONFIRMED",
        label=Text("Status for new orders", "Status nowych zamówień"),
        help=Text(
            "UNCONFIRMED or UNFULFILLED; for orders neither paid nor cash on delivery.",
            "UNCONFIRMED (niepotwierdzone) lub UNFULFILLED (do realizacji); dla nieopłaconych, "
            "które nie są za pobraniem.",
        ),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="status_cash_on_delivery",
        kind=FieldKind.STRING,
        default="UNFULFILLED",
        label=Text("Status for cash on delivery", "Status zamówień za pobraniem"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="status_paid",
        kind=FieldKind.STRING,
        default="UNFULFILLED",
        label=Text("Status for orders paid on Allegro", "Status zamówień opłaconych w Allegro"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="when_sent",
        kind=FieldKind.STRING,
        default="NOTHING",
        label=Text("When Allegro says SENT", "Gdy Allegro podaje status „Wysłane”"),
        help=Text(
            "NOTHING: the order stays as it is here. FULFILL: it is fulfilled here as well.",
            "NOTHING: zamówienie w sklepie zostaje bez zmian. FULFILL: zostaje zrealizowane także "
            "w sklepie.",
        ),
        parse=parsers.one_of(WhenSent, "NOTHING, FULFILL"),
    ),
)
