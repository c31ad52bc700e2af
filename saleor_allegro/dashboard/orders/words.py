"""What the Orders view says: its list, its filters and its pages."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

WORDS: Final[Words] = {
    "title": Text("Orders from Allegro", "Zamówienia z Allegro"),
    # The list
    "list": Text("Purchases", "Zakupy"),
    "count": Text("Found: {count}", "Znaleziono: {count}"),
    "form": Text("Purchase", "Zakup"),
    "order": Text("Order", "Zamówienie"),
    "buyer": Text("Buyer", "Kupujący"),
    "total": Text("Total", "Suma"),
    "payment": Text("Payment", "Płatność"),
    "status": Text("Status on Allegro", "Status w Allegro"),
    "flags": Text("To look at", "Uwagi"),
    "actions": Text("Actions", "Działania"),
    "on_allegro": Text("on Allegro, opens a new tab", "w Allegro, otwiera nową kartę"),
    "no_buyer": Text("unknown", "nieznany"),
    "bought": Text("Bought", "Kupiono"),
    "failed_mark": Text("Failed", "Błąd"),
    "not_told_mark": Text("Not told to Allegro", "Nie przekazano do Allegro"),
    "recheck": Text("Recheck", "Sprawdź"),
    "push": Text("Tell Allegro again", "Przekaż ponownie"),
    "retry": Text("Try again", "Spróbuj ponownie"),
    "import_one": Text("Import all the same", "Pobierz mimo to"),
    # Failed purchases
    "failing": Text("Failed: {count}", "Nieudane: {count}"),
    "failing_help": Text(
        "Each is tried again by itself. Do what its message says; then you need not wait for the "
        "next try.",
        "Każde będzie ponawiane automatycznie. Zrób to, o czym mówi komunikat; wtedy nie musisz "
        "czekać na następną próbę.",
    ),
    "attempts": Text("Attempts: {count}", "Próby: {count}"),
    "since": Text("fails since", "nie udaje się od"),
    "next_try": Text("next try", "następna próba"),
    "no_next_try": Text("not tried again by itself", "nie ponawiamy automatycznie"),
    "retry_all": Text("Try all again", "Ponów wszystkie"),
    "show_failed": Text("Show all failed", "Pokaż wszystkie nieudane"),
    "failed_elsewhere": Text("Purchases that failed: {count}.", "Nieudane zakupy: {count}."),
    # Filters
    "filters": Text("Filters", "Filtry"),
    "search": Text("Search", "Szukaj"),
    "search_help": Text(
        "Beginning of the Allegro id, order number, buyer's login, e-mail, name, offer title.",
        "Początek identyfikatora Allegro, numer zamówienia, login, e-mail lub nazwisko kupującego, "
        "tytuł oferty.",
    ),
    "apply": Text("Show", "Pokaż"),
    "clear": Text("Clear filters", "Wyczyść filtry"),
    "more_filters": Text("More filters", "Więcej filtrów"),
    "any": Text("Any", "Dowolnie"),
    "all": Text("All", "Wszystkie"),
    "yes": Text("Yes", "Tak"),
    "no": Text("No", "Nie"),
    "channel": Text("Channel", "Kanał"),
    "seller": Text("Seller", "Sprzedawca"),
    "marketplace": Text("Marketplace", "Serwis"),
    "paid": Text("Paid in full", "Opłacone w całości"),
    "cod": Text("Cash on delivery", "Płatność przy odbiorze"),
    "flag": Text("Something to look at", "Rodzaj uwagi"),
    "flagged": Text("Needs a look", "Z uwagami"),
    "failed": Text("Failed", "Nieudane"),
    "nottold": Text("Not told to Allegro", "Nieprzekazane do Allegro"),
    "bought_from": Text("Bought from", "Kupione od"),
    "bought_until": Text("Bought until", "Kupione do"),
    "days_help": Text("Days in Poland's time.", "Dni według czasu polskiego."),
    "refused_filter": Text(
        "This filter does not apply any more, so all purchases are shown. ({reason})",
        "Ten filtr jest już nieaktualny, więc widać wszystkie zakupy. ({reason})",
    ),
    # Pages
    "pages": Text("Pages", "Strony"),
    "previous": Text("Previous", "Poprzednie"),
    "next": Text("Next", "Następne"),
    # Nothing to show
    "nobody": Text(
        "No seller is connected yet. As soon as one is, purchases on Allegro appear here.",
        "Nie połączono jeszcze żadnego sprzedawcy. Gdy to zrobisz, pojawią się tu zakupy z "
        "Allegro.",
    ),
    "connect": Text("Connect a seller", "Połącz sprzedawcę"),
    "none": Text(
        "No purchases yet. New ones come in by themselves, as often as the settings say.",
        "Nie ma jeszcze zakupów. Nowe pojawią się same, tak często, jak mówią ustawienia.",
    ),
    "none_fits": Text("No purchase fits these filters.", "Żaden zakup nie pasuje do tych filtrów."),
    "reconnect": Text(
        "Allegro no longer accepts the connection of {login}: nothing is imported and nothing is "
        "told to Allegro until you connect again.",
        "Allegro nie uznaje już połączenia {login}: nic nie pobieramy ani nie przekazujemy do "
        "Allegro, dopóki nie połączysz ponownie.",
    ),
    "connections": Text("Connections", "Połączenia"),
    "settings": Text("Settings", "Ustawienia"),
}
