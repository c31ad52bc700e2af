"""Which status an order takes in the shop."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent

#: As Saleor's dashboard names the statuses of an order. Source: its `orderStatusMessages`.
_INITIAL: Final = {
    "UNCONFIRMED": Text("Unconfirmed", "Niepotwierdzone"),
    "UNFULFILLED": Text("Unfulfilled", "Niezrealizowane"),
}
ORDER_STATUSES: Final[tuple[Field, ...]] = (
    Field(
        name="status_new",
        kind=FieldKind.STRING,
        section=Section.ORDER_STATUSES,
        default="UNCONFIRMED",
        label=Text("Status for new orders", "Status nowych zamówień"),
        help=Text(
            "UNCONFIRMED or UNFULFILLED; for orders neither paid nor cash on delivery.",
            "UNCONFIRMED (niepotwierdzone) lub UNFULFILLED (do realizacji); dla nieopłaconych, "
            "które nie są za pobraniem.",
        ),
        page_help=Text(
            "For orders that are neither paid nor cash on delivery.",
            "Dla zamówień, które nie są ani opłacone, ani za pobraniem.",
        ),
        parse=parsers.one_of(InitialStatus, _INITIAL),
    ),
    Field(
        name="status_cash_on_delivery",
        kind=FieldKind.STRING,
        section=Section.ORDER_STATUSES,
        default="UNFULFILLED",
        label=Text("Status for cash on delivery", "Status zamówień za pobraniem"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        page_help=Text(
            "Such orders may be sent at once: the buyer pays the courier.",
            "Takie zamówienia można od razu wysłać: kupujący płaci kurierowi.",
        ),
        parse=parsers.one_of(InitialStatus, _INITIAL),
    ),
    Field(
        name="status_paid",
        kind=FieldKind.STRING,
        section=Section.ORDER_STATUSES,
        default="UNFULFILLED",
        label=Text("Status for orders paid on Allegro", "Status zamówień opłaconych w Allegro"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        page_help=Text(
            "From when on all the money has arrived at Allegro.",
            "Od chwili, gdy Allegro otrzymało całą kwotę.",
        ),
        parse=parsers.one_of(InitialStatus, _INITIAL),
    ),
    Field(
        name="when_sent",
        kind=FieldKind.STRING,
        section=Section.ORDER_STATUSES,
        default="NOTHING",
        label=Text("When Allegro says SENT", "Gdy Allegro podaje status „Wysłane”"),
        help=Text(
            "NOTHING: the order stays as it is here. FULFILL: it is fulfilled here as well.",
            "NOTHING: zamówienie w sklepie zostaje bez zmian. FULFILL: zostaje zrealizowane także "
            "w sklepie.",
        ),
        page_help=Text(
            "What happens to the order in the shop when it is marked as sent on Allegro.",
            "Co dzieje się z zamówieniem w sklepie, gdy w Allegro oznaczono je jako wysłane.",
        ),
        parse=parsers.one_of(
            WhenSent,
            {
                "NOTHING": Text("The order stays as it is", "Zamówienie zostaje bez zmian"),
                "FULFILL": Text(
                    "The order is fulfilled here as well",
                    "Zamówienie zostaje zrealizowane także w sklepie",
                ),
            },
        ),
    ),
)
