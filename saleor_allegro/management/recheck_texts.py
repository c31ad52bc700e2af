"""What `allegro_recheck` says, in English and Polish."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.shop.port import Telling

# Wrong options
ONE_CHOICE: Final = Text(
    "Give only one of --form and --order.", "Podaj tylko jedno z: --form, --order."
)
NO_ORDER: Final = Text(
    "No order {number} was imported from Allegro. Compare the number with the dashboard; an order "
    "that was not bought on Allegro has nothing to be compared with.",
    "Nie ma pobranego z Allegro zamówienia {number}. Porównaj numer z panelem; zamówienia, którego "
    "nie kupiono w Allegro, nie ma z czym porównać.",
)
NOT_OF_ACCOUNT: Final = Text(
    "Order {number} was not sold by {login}. It is of the account {accounts}.",
    "Zamówienia {number} nie sprzedał {login}. Należy do konta {accounts}.",
)
WHICH_ORDER: Final = Text(
    "Several accounts have an order {number}. Say which one with --account: {accounts}.",
    "Zamówienie {number} ma kilka kont. Wskaż jedno przez --account: {accounts}.",
)

# What happened
CHANGED: Final = Text("Order {number}: {changes}.", "Zamówienie {number}: {changes}.")
ASPECTS: Final = Text("changed: {aspects}", "zmieniono: {aspects}")
LEFT: Final = Text(
    "Order {number} stays as it is, because goods have left. Changed on Allegro: {aspects}.",
    "Zamówienie {number} zostaje bez zmian, bo towar już wysłano. Zmieniło się w Allegro: "
    "{aspects}.",
)
AS_IT_IS: Final = Text(
    "Order {number} is as Allegro has it.", "Zamówienie {number} jest takie, jak w Allegro."
)
MERGED: Final = Text(
    "Order {number} is cancelled: the buyer paid it together with other purchases, in form "
    "{successor} (order {successor_number}).",
    "Zamówienie {number} jest anulowane: kupujący opłacił je razem z innymi zakupami, "
    "w formularzu {successor} (zamówienie {successor_number}).",
)
GONE: Final = Text(
    "Allegro has form {form_id} of order {number} no more. The buyer may have paid it together "
    "with other purchases; if none is found within a day, the order is flagged.",
    "Allegro nie ma już formularza {form_id} zamówienia {number}. Kupujący mógł opłacić je razem "
    "z innymi zakupami; jeśli w ciągu doby nie znajdziemy takiego zakupu, zamówienie dostanie "
    "flagę.",
)
NOT_COMPARED: Final = Text(
    "Order {number} was not compared: the channel {channel} takes no orders from Allegro now.",
    "Zamówienia {number} nie porównano: kanał {channel} nie pobiera teraz zamówień z Allegro.",
)
DELETED: Final = Text(
    "Order {number} is no longer in the shop.", "Zamówienia {number} nie ma już w sklepie."
)
TELLINGS: Final[Mapping[Telling, Text]] = {
    Telling.PAID: Text("payment received", "wpłata"),
    Telling.FULLY_PAID: Text("paid in full", "opłacone w całości"),
    Telling.REFUNDED: Text("refund made", "zwrot wpłaty"),
    Telling.FULLY_REFUNDED: Text("refunded in full", "zwrócono całą wpłatę"),
    Telling.CONFIRMED: Text("confirmed", "potwierdzone"),
    Telling.FULFILLED: Text("fulfilled", "zrealizowane"),
    Telling.CANCELLED: Text("cancelled", "anulowane"),
}
UPDATED: Final = Text("brought up to date", "zaktualizowane")
NOT_ALL: Final = Text(
    "Not everything could be compared or brought over; what is said above tells why.",
    "Nie wszystko udało się porównać lub przenieść; powód podano wyżej.",
)
INTERRUPTED: Final = Text(
    "Interrupted. What was brought over stays; the rest is compared the next time.",
    "Przerwano. Co przeniesiono, zostaje; resztę porównamy następnym razem.",
)
