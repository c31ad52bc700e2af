"""What the Statuses view says."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import FIELDS, Text
from saleor_allegro.dashboard.words import Words
from saleor_allegro.rules.tell_status import MOST_OPERATIONS

WORDS: Final[Words] = {
    "title": Text("Statuses", "Statusy"),
    "channel": Text("Channel", "Kanał"),
    "no_channel": Text(
        "This shop has no channel yet. Make one under Configuration, Channels.",
        "Ten sklep nie ma jeszcze żadnego kanału. Utwórz go w Konfiguracji, w Kanałach.",
    ),
    "channel_gone": Text(
        "Nothing was saved: the channel is not there any more. This is another one.",
        "Niczego nie zapisano: tego kanału już nie ma. To inny kanał.",
    ),
    "settings_link": Text(
        "All other settings of this channel", "Wszystkie pozostałe ustawienia tego kanału"
    ),
    # Why nothing is told, whatever is chosen
    "missing": Text(
        "Allegro is told nothing, because settings of this channel are missing: {labels}. What you "
        "choose here counts once they are complete.",
        "Allegro nie otrzymuje niczego, bo w tym kanale brakuje ustawień: {labels}. Wybory z tej "
        "strony zadziałają po ich uzupełnieniu.",
    ),
    "reconnect": Text(
        "Allegro no longer accepts the consent of this channel's seller, so it is told nothing. "
        "What you choose here counts once you connect again.",
        "Allegro nie uznaje już zgody sprzedawcy tego kanału, więc nie otrzymuje niczego. Wybory "
        "z tej strony zadziałają po ponownym połączeniu.",
    ),
    "inactive": Text(
        "The plugin is off in this channel: Allegro is told nothing. What you choose here counts "
        "once it is on.",
        "Wtyczka jest w tym kanale wyłączona: Allegro nie otrzymuje niczego. Wybory z tej strony "
        "zadziałają po jej włączeniu.",
    ),
    "switched_off": Text(
        "“{label}” is off in this channel: Allegro is told nothing. What you choose here counts "
        "once it is on.",
        "W tym kanale wyłączono „{label}”: Allegro nie otrzymuje niczego. Wybory z tej strony "
        "zadziałają po włączeniu.",
    ),
    "not_connected": Text(
        "No seller is connected to this channel: Allegro is told nothing. What you choose here "
        "counts once one is.",
        "Z tym kanałem nie połączono sprzedawcy: Allegro nie otrzymuje niczego. Wybory z tej "
        "strony zadziałają po połączeniu.",
    ),
    "to_settings": Text("To the settings", "Do ustawień"),
    "to_connections": Text("To the connections", "Do połączeń"),
    # The table
    "mapping": Text("Which status Allegro is told", "Jaki status otrzymuje Allegro"),
    "mapping_help": Text(
        "When an order comes to stand like on the left, Allegro is told what is chosen beside it, "
        "and the buyer sees it there.",
        "Gdy zamówienie znajdzie się w stanie z lewej kolumny, Allegro otrzymuje status wybrany "
        "obok, a kupujący go tam widzi.",
    ),
    "stage": Text("In the shop", "W sklepie"),
    "status": Text("Told to Allegro", "Status dla Allegro"),
    "suggestion": Text("Suggested", "Propozycja"),
    "nothing": Text("Nothing is told", "Nic nie przekazujemy"),
    "no_suggestion": Text("nothing", "nic"),
    "limits": Text(
        f"What was told cannot be taken back unseen, and Allegro takes {MOST_OPERATIONS} status "
        "changes of one order, ever. So a status is told only when it changes.",
        f"Przekazanego statusu nie da się cofnąć niezauważenie, a Allegro przyjmuje najwyżej "
        f"{MOST_OPERATIONS} zmian statusu jednego zamówienia. Dlatego status przekazujemy tylko "
        "wtedy, gdy się zmieni.",
    ),
    "suggest": Text("Use the suggested", "Użyj propozycji"),
    "suggest_ask": Text(
        "This replaces statuses that were chosen here by the suggested ones, and saves them.",
        "To zastąpi wybrane tu statusy proponowanymi i je zapisze.",
    ),
    "suggest_yes": Text("Replace and save", "Zastąp i zapisz"),
    # Notifications
    "notifying": Text("Who writes to the buyer", "Kto pisze do kupującego"),
    "so_now": Text("With these choices:", "Przy tych wyborach:"),
    # Tracking numbers and carriers
    "parcels": Text("Tracking numbers and carriers", "Numery przesyłek i przewoźnicy"),
    "carriers_help": Text(
        "Most numbers are recognised by themselves. A row decides where they are not, or not "
        "rightly: by the order's shipping method in the shop, or by a pattern of numbers, in "
        "which * and ? stand for any characters (00590*). The first row that fits counts.",
        "Większość numerów rozpoznajemy sami. Wiersz decyduje tam, gdzie to zawodzi: według metody "
        "wysyłki zamówienia w sklepie albo według wzoru numerów, w którym * i ? zastępują dowolne "
        "znaki (00590*). Liczy się pierwszy pasujący wiersz.",
    ),
    "carrier_left": Text("Shipping method or number pattern", "Metoda wysyłki lub wzór numerów"),
    "carrier": Text("Carrier", "Przewoźnik"),
    "carrier_plain": Text(
        "Carrier: Allegro's id, or OTHER:name", "Przewoźnik: identyfikator Allegro lub OTHER:nazwa"
    ),
    "other": Text("Another carrier, by name", "Inny przewoźnik, z nazwy"),
    "carrier_name": Text("Name of the carrier", "Nazwa przewoźnika"),
    "add_carrier": Text("Add a carrier", "Dodaj przewoźnika"),
    # Delivery methods
    "methods": Text("Delivery methods", "Metody dostawy"),
    "methods_help": Text(
        "What the buyer chose on Allegro becomes this shipping method of the order in the shop. "
        "Without a row the order says the name of Allegro's method, and has none of the shop's.",
        "To, co kupujący wybrał w Allegro, staje się tą metodą wysyłki zamówienia w sklepie. Bez "
        "wiersza zamówienie ma nazwę metody Allegro, ale żadnej metody ze sklepu.",
    ),
    "delivery_method": Text("Delivery method on Allegro", "Metoda dostawy w Allegro"),
    "delivery_method_plain": Text(
        "Allegro's id of the delivery method", "Identyfikator metody dostawy Allegro"
    ),
    "shipping_method": Text("Shipping method in the shop", "Metoda wysyłki w sklepie"),
    "no_shipping_methods": Text(
        "This channel has no shipping methods yet. Add them to a shipping zone.",
        "Ten kanał nie ma jeszcze metod wysyłki. Dodaj je w strefie wysyłki.",
    ),
    "add_method": Text("Add a delivery method", "Dodaj metodę dostawy"),
    # Rows
    "choose": Text("Choose", "Wybierz"),
    "remove": Text("Remove", "Usuń"),
    "new_row": Text("New row", "Nowy wiersz"),
    "removed": Text("Row removed.", "Usunięto wiersz."),
    "unlisted_carrier": Text(
        "Not in Allegro's list of carriers.", "Nie ma go na liście przewoźników Allegro."
    ),
    "unlisted_delivery": Text(
        "Not in Allegro's list of delivery methods.", "Nie ma jej na liście metod dostawy Allegro."
    ),
    "unlisted_shipping": Text("Not in this channel.", "Nie ma jej w tym kanale."),
    # Saving
    "save": Text("Save", "Zapisz"),
    "saved": Text(
        "Saved. It counts from now on; orders changed lately are caught up with at the next "
        "recheck.",
        "Zapisano. Obowiązuje od teraz; ostatnio zmienione zamówienia nadrobi najbliższe "
        "sprawdzenie.",
    ),
    "unchanged": Text("Nothing was changed.", "Niczego nie zmieniono."),
    "suggested": Text(
        "The suggested statuses are saved. They count from now on.",
        "Zapisano proponowane statusy. Obowiązują od teraz.",
    ),
    "suggested_rest": Text(
        "The suggested statuses are saved; your other changes on this page are not yet.",
        "Zapisano proponowane statusy; pozostałe zmiany na tej stronie jeszcze nie.",
    ),
    "wrong": Text(
        "Nothing was saved. Correct what is marked below, then save again.",
        "Niczego nie zapisano. Popraw zaznaczone miejsca i zapisz ponownie.",
    ),
    "refused": Text(
        "Nothing was saved. {reason}",
        "Niczego nie zapisano. {reason}",
    ),
    "overtaken": Text(
        "Nothing was saved: meanwhile somebody else changed {parts}. What you see there is what "
        "you chose. Save again to put it in the place of theirs, or reload the page to see theirs.",
        "Niczego nie zapisano: w międzyczasie ktoś inny zmienił: {parts}. Na stronie są Twoje "
        "wybory. Zapisz ponownie, aby zastąpić nimi tamte, albo odśwież stronę, aby zobaczyć "
        "tamte.",
    ),
    "unreadable": Text(
        "The settings of this channel cannot be read: {reason} Correct them in the plugin's form.",
        "Nie można odczytać ustawień tego kanału: {reason} Popraw je w formularzu wtyczki.",
    ),
    "to_form": Text("To the plugin's form", "Do formularza wtyczki"),
}
#: Part of the form -> how it is called.
PARTS: Final[Mapping[str, Text]] = {
    "statuses": Text("the statuses told", "przekazywane statusy")
} | {field.name: Text(f"“{field.label.english}”", f"„{field.label.polish}”") for field in FIELDS}
#: Of Allegro's lists, and how they are read.
LIST_WORDS: Final[Words] = {
    "never": Text(
        "Allegro's carriers and delivery methods can be chosen by name once they were read.",
        "Przewoźników i metody dostawy Allegro można wybierać z nazwy, gdy zostaną pobrane.",
    ),
    "read_at": Text(
        "Allegro's carriers and delivery methods, as read:",
        "Przewoźnicy i metody dostawy Allegro, stan na:",
    ),
    "read": Text("Read Allegro's lists", "Pobierz listy z Allegro"),
    "reading": Text(
        "Allegro's carriers and delivery methods are being read…",
        "Pobieramy przewoźników i metody dostawy z Allegro…",
    ),
    "done_unsaved": Text(
        "Allegro's lists were read. They appear once your changes are saved.",
        "Listy zostały pobrane z Allegro. Pojawią się po zapisaniu Twoich zmian.",
    ),
    "failed": Text(
        "Allegro's lists could not be read: {reason}",
        "Nie udało się pobrać list z Allegro: {reason}",
    ),
}
