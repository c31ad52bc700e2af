"""What the Settings view says."""

from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

WORDS: Final[Words] = {
    "title": Text("Settings", "Ustawienia"),
    "channel": Text("Channel", "Kanał"),
    "no_channel": Text(
        "This shop has no channel yet. Make one under Configuration, Channels.",
        "Ten sklep nie ma jeszcze żadnego kanału. Utwórz go w Konfiguracji, w Kanałach.",
    ),
    "channel_gone": Text(
        "Nothing was saved: the channel is not there any more. This is another one.",
        "Niczego nie zapisano: tego kanału już nie ma. To inny kanał.",
    ),
    "statuses_link": Text(
        "Statuses, tracking numbers, delivery methods and notifications are under Statuses",
        "Statusy, numery przesyłek, metody dostawy i powiadomienia są w zakładce Statusy",
    ),
    # How the channel is
    "inactive": Text(
        "No orders come in: the plugin is not active in this channel.",
        "Zamówienia nie są pobierane: wtyczka nie jest aktywna w tym kanale.",
    ),
    "missing": Text(
        "No orders come in. Fill in and save: {labels}.",
        "Zamówienia nie są pobierane. Uzupełnij i zapisz: {labels}.",
    ),
    "switched_off": Text(
        "No orders come in: “{label}” is switched off.",
        "Zamówienia nie są pobierane: nie włączono „{label}”.",
    ),
    "not_connected": Text(
        "No orders come in: no seller is connected to this channel.",
        "Zamówienia nie są pobierane: z tym kanałem nie połączono sprzedawcy.",
    ),
    "reconnect": Text(
        "No orders come in: Allegro no longer accepts the seller's consent.",
        "Zamówienia nie są pobierane: Allegro nie uznaje już zgody sprzedawcy.",
    ),
    "running": Text(
        "Orders of {login} are imported every {minutes} min. Changes count from the next import.",
        "Zamówienia z konta {login} są pobierane co {minutes} min. Zmiany obowiązują od "
        "najbliższego pobrania.",
    ),
    "to_connections": Text("To the connections", "Do połączeń"),
    # Filling in from another channel
    "fill": Text("Fill in from another channel", "Uzupełnij z innego kanału"),
    "fill_from": Text("Settings of", "Ustawienia kanału"),
    "fill_help": Text(
        "Fills in this page and saves nothing. What belongs to a channel alone stays: the "
        "switches under “On and off”, the client secret, warehouses, marketplaces and the "
        "environment.",
        "Uzupełnia tę stronę i niczego nie zapisuje. Bez zmian zostaje to, co należy tylko do "
        "jednego kanału: przełączniki w części „Włączanie”, Client Secret, magazyny, serwisy "
        "Allegro i środowisko.",
    ),
    "fill_button": Text("Fill in", "Uzupełnij"),
    "fill_ask": Text(
        "Replace what is on this page with the other channel's settings? Nothing is saved yet.",
        "Zastąpić to, co jest na stronie, ustawieniami drugiego kanału? Jeszcze nic nie zostanie "
        "zapisane.",
    ),
    "fill_yes": Text("Replace", "Zastąp"),
    "filled": Text(
        "Filled in from the other channel. Nothing is saved yet: look through it, then save.",
        "Uzupełniono z drugiego kanału. Jeszcze nic nie zapisano: sprawdź i zapisz.",
    ),
    "filled_same": Text(
        "Both channels have the same settings.", "Oba kanały mają te same ustawienia."
    ),
    "fill_gone": Text(
        "Nothing was filled in: the settings of that channel cannot be read.",
        "Niczego nie uzupełniono: nie można odczytać ustawień tamtego kanału.",
    ),
    # Controls
    "is_set": Text("Set", "Ustawiony"),
    "not_set": Text("Not set", "Nieustawiony"),
    "replace_with": Text("Type a new one to replace it", "Wpisz nowy, aby go zastąpić"),
    "type_again": Text(
        "It was not saved; type it again.", "Nie został zapisany; wpisz go jeszcze raz."
    ),
    "clear": Text("Clear", "Wyczyść"),
    "clear_ask": Text(
        "Clear what is stored? It cannot be shown again; whoever needs it takes it from Allegro.",
        "Wyczyścić zapisaną wartość? Nie da się jej już wyświetlić; w razie potrzeby znajdziesz "
        "ją w Allegro.",
    ),
    "clear_yes": Text("Clear", "Wyczyść"),
    "needed": Text("needed", "wymagane"),
    "copy": Text("Copy", "Kopiuj"),
    "copied": Text("Copied.", "Skopiowano."),
    "up": Text("Move up", "Przesuń w górę"),
    "down": Text("Move down", "Przesuń w dół"),
    "moved": Text("Moved.", "Przesunięto."),
    "unknown": Text("not in the list", "nie ma na liście"),
    "unlisted_warehouses": Text(
        "This channel has no warehouses; type slugs, separated by commas.",
        "Ten kanał nie ma magazynów; wpisz identyfikatory (slug) oddzielone przecinkami.",
    ),
    "unlisted_marketplaces": Text(
        "Allegro's list was not read yet; type ids such as allegro-pl, separated by commas.",
        "Lista z Allegro nie została jeszcze pobrana; wpisz identyfikatory, np. allegro-pl, "
        "oddzielone przecinkami.",
    ),
    "read_lists": Text(
        "Have Allegro's lists read under Statuses", "Pobierz listy z Allegro w zakładce Statusy"
    ),
    # Saving
    "save": Text("Save", "Zapisz"),
    "saved": Text("Saved. {state}", "Zapisano. {state}"),
    "unchanged": Text("Nothing was changed.", "Niczego nie zmieniono."),
    "cleared": Text("Cleared: {label}.", "Wyczyszczono: {label}."),
    "cleared_rest": Text(
        "Cleared: {label}. Your other changes on this page are not saved yet.",
        "Wyczyszczono: {label}. Pozostałe zmiany na tej stronie nie są jeszcze zapisane.",
    ),
    "wrong": Text(
        "Nothing was saved. Correct this, then save again:",
        "Niczego nie zapisano. Popraw i zapisz ponownie:",
    ),
    "wrong_stored": Text(
        "Some of what is stored cannot be used, so no orders come in. Correct this, then save:",
        "Części zapisanych ustawień nie można użyć, więc zamówienia nie są pobierane. Popraw "
        "i zapisz:",
    ),
    "not_in_channel": Text(
        "This channel has no {names}. Take it out, or add the channel to the warehouse.",
        "Ten kanał nie ma: {names}. Usuń zaznaczenie albo dodaj kanał do magazynu.",
    ),
    "overtaken": Text(
        "Meanwhile somebody else changed this to “{theirs}”. Save again to put yours in its place.",
        "W międzyczasie ktoś inny zmienił to na „{theirs}”. Zapisz ponownie, aby zastąpić to "
        "swoim.",
    ),
    "nothing": Text("nothing", "puste"),
    "on": Text("on", "włączone"),
    "off": Text("off", "wyłączone"),
}
