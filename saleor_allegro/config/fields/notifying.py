"""Who writes to the customer."""

from typing import Final

from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text

NOTIFYING: Final[tuple[Field, ...]] = (
    Field(
        name="send_shop_notifications",
        kind=FieldKind.BOOLEAN,
        section=Section.TELLING,
        default=True,
        label=Text(
            "Send the shop's notification of a status change together with Allegro's",
            "Wysyłaj powiadomienie o zmianie statusu zamówienia ze sklepu jednocześnie "
            "z powiadomieniem od Allegro",
        ),
        help=Text(
            "Switched off, the shop does not write to the customer about an order from Allegro "
            "whose status is told to Allegro: neither by e-mail nor by NOTIFY_USER. Invoices and "
            "gift cards still go.",
            "Po wyłączeniu sklep nie pisze do klienta o zamówieniu z Allegro, którego status jest "
            "przekazywany do Allegro: ani e-mailem, ani przez NOTIFY_USER. Faktury i karty "
            "podarunkowe są nadal wysyłane.",
        ),
    ),
    Field(
        name="never_mail_masked_addresses",
        kind=FieldKind.BOOLEAN,
        section=Section.TELLING,
        default=False,
        label=Text(
            "Never mail masked Allegro addresses", "Nigdy nie pisz na maskowane adresy Allegro"
        ),
        help=Text(
            "Switched on, nothing goes to customers at addresses such as ...@allegromail.pl, "
            "invoices and account mails included. Write to them in Allegro.",
            "Po włączeniu nic nie jest wysyłane do klientów na adresy takie jak "
            "...@allegromail.pl, także faktury i wiadomości o koncie. Pisz do nich w Allegro.",
        ),
    ),
)
