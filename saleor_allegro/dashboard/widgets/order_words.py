"""What the widget on an order's page says."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

ORDER_WORDS: Final[Words] = {
    "not_ours": Text("Not an order from Allegro.", "To nie jest zamówienie z Allegro."),
    "sold": Text("Sold on Allegro", "Sprzedane w Allegro"),
    "open": Text("Open on Allegro", "Otwórz w Allegro"),
    "new_tab": Text("(new tab)", "(nowa karta)"),
    "buyer": Text("Buyer", "Kupujący"),
    "payment": Text("Payment", "Płatność"),
    "form_status": Text("Purchase", "Zakup"),
    "fulfillment_status": Text("Status on Allegro", "Status w Allegro"),
    "delivery": Text("Delivery", "Dostawa"),
    "pickup": Text("Pickup point", "Punkt odbioru"),
    "smart": Text("Smart!", "Smart!"),
    "invoice": Text("Invoice", "Faktura"),
    "no_invoice": Text("not wanted", "niepotrzebna"),
    "wanted": Text("wanted", "potrzebna"),
    "tax_id": Text("NIP", "NIP"),
    "dispatch_by": Text("Dispatch by", "Wysłać do"),
    "told": Text("Told Allegro", "Przekazano Allegro"),
    "form_id": Text("Allegro id", "Identyfikator Allegro"),
    "synced": Text("Last compared with Allegro", "Ostatnio porównano z Allegro"),
    "never": Text("not yet", "jeszcze nie"),
    "flags": Text("To look at", "Do sprawdzenia"),
    "resolve": Text("Resolve", "Załatwione"),
    "resolve_title": Text("Resolve…", "Oznacz jako załatwione…"),
    "note": Text("What was done (optional)", "Co zrobiono (opcjonalnie)"),
    "recheck": Text("Recheck now", "Sprawdź teraz"),
    "push": Text("Tell Allegro again", "Przekaż Allegro ponownie"),
    "not_followed": Text(
        "The order could not follow a change on Allegro:",
        "Zamówienie nie nadążyło za zmianą w Allegro:",
    ),
    "not_told": Text("Allegro could not be told:", "Nie udało się przekazać Allegro:"),
    "next_try": Text("Tried again by itself", "Następna próba sama"),
    "working": Text("Comparing with Allegro…", "Porównywanie z Allegro…"),
    "refresh": Text(
        "Reload the page in a moment to see what came of it.",
        "Odśwież stronę za chwilę, aby zobaczyć wynik.",
    ),
}
SOLD_ON: Final = Text("on {marketplace}", "w serwisie {marketplace}")
TIME_LEFT: Final = Text("in {time}", "za {time}")
OVERDUE: Final = Text("overdue by {time}", "po terminie o {time}")
OF: Final = Text("{paid} of {total}", "{paid} z {total}")
#: What a job came to.
CHANGED: Final = Text(
    "The order now agrees with Allegro: it was changed.",
    "Zamówienie zgadza się już z Allegro: zostało zmienione.",
)
UNCHANGED: Final = Text(
    "Nothing to change: the order agrees with Allegro.",
    "Nic do zmiany: zamówienie zgadza się z Allegro.",
)
TOLD: Final = Text("Allegro was told.", "Przekazano Allegro.")
NOTHING_TOLD: Final = Text(
    "There was nothing to tell Allegro.", "Nie było czego przekazywać Allegro."
)
JOB_FAILED: Final = Text("It did not work: {reason}", "Nie udało się: {reason}")
ORDER_FAILED: Final = Text(
    "It did not work; the reason is below.", "Nie udało się; powód jest poniżej."
)
RESOLVED: Final = Text(
    "Resolved; the order's history says by whom.",
    "Załatwione; w historii zamówienia widać, przez kogo.",
)
REFUSED: Final = Text("Nothing was done: {reason}", "Nic nie zrobiono: {reason}")
