"""What the widget of an order says."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

ORDER_WIDGET_WORDS: Final[Words] = {
    "elsewhere": Text("Not an Allegro order.", "To nie jest zamówienie z Allegro."),
    "title": Text("Sold on Allegro", "Sprzedane w Allegro"),
    "open": Text("Open on Allegro", "Otwórz w Allegro"),
    "new_tab": Text("opens a new tab", "otwiera nową kartę"),
    "buyer": Text("Buyer", "Kupujący"),
    "no_buyer": Text("buyer unknown", "kupujący nieznany"),
    "form": Text("Purchase", "Zakup"),
    "form_id": Text("Allegro id", "Identyfikator Allegro"),
    "seller": Text("Seller", "Sprzedawca"),
    "payment": Text("Payment", "Płatność"),
    "dispatch": Text("Dispatch by", "Wyślij do"),
    "delivery": Text("Delivery", "Dostawa"),
    "smart": Text("Smart!", "Smart!"),
    "pickup": Text("Pickup point", "Punkt odbioru"),
    "invoice": Text("Invoice", "Faktura"),
    "synced": Text("Last compared", "Ostatnio sprawdzone"),
    "never_synced": Text("not yet", "jeszcze nie"),
    # To look at
    "flags": Text("To look at", "Uwagi"),
    "dealt_with": Text("Dealt with?", "Załatwione?"),
    "resolve": Text("Mark as resolved", "Oznacz jako rozwiązane"),
    "note": Text("Note (optional)", "Notatka (opcjonalnie)"),
    "note_help": Text(
        "For others to read, in the order's history as well. {most} characters at most.",
        "Do wiadomości innych, także w historii zamówienia. Najwyżej {most} znaków.",
    ),
    "resolved_flags": Text("Resolved: {count}", "Rozwiązane uwagi: {count}"),
    "over_alone": Text("over by itself", "nieaktualne, bez niczyjej ingerencji"),
    # What fails
    "not_followed": Text("Could not follow Allegro", "Nie udało się zaktualizować z Allegro"),
    "not_told": Text("Could not tell Allegro", "Nie udało się przekazać do Allegro"),
    # What Allegro was told
    "told": Text("Told to Allegro", "Przekazano do Allegro"),
    "nothing_told": Text("nothing so far", "jeszcze nic"),
    "more_to_tell": Text("more is told after", "kolejne przekażemy po"),
    # What can be done
    "recheck": Text("Recheck now", "Sprawdź teraz"),
    "push": Text("Tell Allegro again", "Przekaż Allegro ponownie"),
    "changed": Text("What has changed", "Co się zmieniło"),
    "refresh": Text("Refresh", "Odśwież"),
    "refresh_help": Text("It takes a moment.", "To potrwa chwilę."),
    # The seller
    "disconnected": Text(
        "{login} is not connected to Allegro: nothing is compared and nothing is told to Allegro "
        "until you connect again.",
        "{login} nie ma połączenia z Allegro: nic nie sprawdzamy ani nie przekazujemy do Allegro, "
        "dopóki nie połączysz ponownie.",
    ),
    "merged": Text(
        "The buyer paid this together with others, in another purchase. Send what that order says.",
        "Kupujący opłacił to razem z innymi, w innym zakupie. Wyślij to, co mówi tamto zamówienie.",
    ),
    # What came of an action
    "resolved": Text(
        "Resolved: {flag}. The order's history says so as well.",
        "Rozwiązane: {flag}. Jest to też w historii zamówienia.",
    ),
    "resolved_before": Text(
        "This is resolved or over already; what is left is shown below.",
        "To jest już rozwiązane albo nieaktualne; poniżej widać, co zostało.",
    ),
    "long_note": Text(
        "The note can have {most} characters at most. Nothing was changed.",
        "Notatka może mieć najwyżej {most} znaków. Nic się nie zmieniło.",
    ),
    "not_asked": Text(
        "The shop refused this: {reason} Nothing was changed.",
        "Sklep odmówił: {reason} Nic się nie zmieniło.",
    ),
    "not_here": Text(
        "The shop does not know this order as one from Allegro any more. Reload the page.",
        "Sklep nie zna już tego zamówienia jako zamówienia z Allegro. Odśwież stronę.",
    ),
}

# What a buyer said about an invoice
NO_INVOICE: Final = Text("not wanted", "niepotrzebna")
INVOICE: Final = Text("wanted", "potrzebna")
INVOICE_OF_PERSON: Final = Text("wanted, for a private person", "potrzebna, na osobę prywatną")
TAX_ID: Final = Text("tax number (NIP) {number}", "NIP {number}")
REST_ON_DELIVERY: Final = Text("the rest on delivery", "reszta przy odbiorze")
STILL_FAILS: Final = Text("It failed; the reason is below.", "Nie udało się; powód jest poniżej.")
