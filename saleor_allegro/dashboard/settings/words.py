"""What the Settings view says besides the labels and helps of the fields."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Section, Text
from saleor_allegro.dashboard.words import Words

WORDS: Final[Words] = {
    "title": Text("Settings", "Ustawienia"),
    "channel": Text("Channel", "Kanał"),
    "no_channels": Text("The shop has no channel yet.", "Sklep nie ma jeszcze żadnego kanału."),
    "active": Text("Plugin active in this channel", "Wtyczka aktywna w tym kanale"),
    "active_help": Text(
        "While it is off, nothing is imported, rechecked or told to Allegro in this channel.",
        "Gdy jest wyłączona, w tym kanale nic nie jest pobierane, sprawdzane ani przekazywane "
        "Allegro.",
    ),
    "save": Text("Save", "Zapisz"),
    "saved": Text(
        "Saved. What is new counts from the next import on.",
        "Zapisano. Zmiany obowiązują od następnego pobrania zamówień.",
    ),
    "unchanged": Text("Nothing was changed.", "Nic nie zmieniono."),
    "not_saved": Text(
        "Nothing was saved. Correct what is marked:",
        "Nic nie zapisano. Popraw zaznaczone pola:",
    ),
    "statuses": Text(
        "Statuses, parcels, delivery methods and notifications",
        "Statusy, przesyłki, metody dostawy i powiadomienia",
    ),
    "redirect": Text("Redirect address", "Adres przekierowania"),
    "redirect_help": Text(
        "Register it, word for word, with your application at apps.developer.allegro.pl.",
        "Zarejestruj go, znak w znak, w swojej aplikacji na apps.developer.allegro.pl.",
    ),
    "secret_set": Text(
        "One is stored. Type another to replace it.", "Zapisano. Wpisz nowy, aby go zastąpić."
    ),
    "secret_unset": Text("None is stored.", "Nie zapisano."),
    "clear": Text("Clear", "Usuń"),
    "ask_clear": Text(
        "Clear the stored secret? Sellers cannot be connected without one.",
        "Usunąć zapisany sekret? Bez niego nie można połączyć sprzedawców.",
    ),
    "up": Text("Up", "W górę"),
    "down": Text("Down", "W dół"),
    "unknown": Text("not known", "nieznany"),
    "copy_from": Text("Fill in from another channel", "Wypełnij jak w innym kanale"),
    "choose": Text("Choose a channel", "Wybierz kanał"),
    "copied": Text(
        "Filled in from the channel {channel}; nothing is saved yet. Secrets, addresses, "
        "warehouses and marketplaces stay as they are.",
        "Wypełniono jak w kanale {channel}; nic jeszcze nie zapisano. Sekrety, adresy, magazyny "
        "i serwisy zostają bez zmian.",
    ),
    "fill": Text("Fill in", "Wypełnij"),
}
SECTIONS: Final[Mapping[Section, Text]] = {
    Section.CREATING: Text("Importing orders", "Pobieranie zamówień"),
    Section.CONNECTING: Text("Connecting to Allegro", "Połączenie z Allegro"),
    Section.IMPORTING: Text("When and what is imported", "Kiedy i co jest pobierane"),
    Section.RECHECKING: Text("Rechecking", "Sprawdzanie"),
    Section.ORDER_STATUSES: Text("Status of new orders", "Status nowych zamówień"),
    Section.ORDER_CONTENT: Text("How an order is made", "Jak powstaje zamówienie"),
    Section.STOCK: Text("Stock", "Stany magazynowe"),
    Section.ENVIRONMENT: Text("Environment", "Środowisko"),
    Section.FORM: Text("Language", "Język"),
}
