"""What a job says when it could not be done, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

EXPIRED: Final = Text(
    "It could not be done in time. {reason}", "Nie udało się tego zrobić na czas. {reason}"
)
WORKER_DIED: Final = Text(
    "The workers that did it ended in the middle of it, {times} times. What was done until then "
    "stays. Look into their logs; ask for less at a time.",
    "Procesy, które to robiły, zakończyły się w trakcie, i to {times} razy. To, co zrobiono, "
    "zostaje. Sprawdź ich logi; poproś o mniej naraz.",
)
# Why it waits
BUSY: Final = Text(
    "Another worker is busy with this seller; it begins by itself.",
    "Tym sprzedawcą zajmuje się właśnie inny proces; zacznie się samo.",
)
PAUSED: Final = Text(
    "Allegro asked for a pause; it begins by itself.",
    "Allegro prosi o przerwę; zacznie się samo.",
)

# Why it cannot be done
NOT_CONNECTED: Final = Text(
    "The seller is not connected to Allegro now. Connect the seller again.",
    "Sprzedawca nie jest teraz połączony z Allegro. Połącz go ponownie.",
)
NOT_GRANTED: Final = Text(
    "The seller did not allow this on Allegro. Connect the seller again and accept every "
    "permission asked for.",
    "Sprzedawca nie zezwolił na to w Allegro. Połącz go ponownie i zaakceptuj wszystkie "
    "uprawnienia.",
)
NO_TAKER: Final = Text(
    "No channel of this seller takes orders. Switch on the plugin and “{setting}” in the "
    "plugin's form.",
    "Żaden kanał tego sprzedawcy nie pobiera zamówień. Włącz wtyczkę i „{setting}” "
    "w formularzu wtyczki.",
)
NOT_COMPARED: Final = Text(
    "Nothing was compared: the channel {channel} takes no orders of this seller now. Connect the "
    "seller to it, or switch on the plugin and “{setting}” there.",
    "Niczego nie porównano: kanał {channel} nie pobiera teraz zamówień tego sprzedawcy. Połącz "
    "z nim sprzedawcę albo włącz w nim wtyczkę i „{setting}”.",
)
NO_SENDER: Final = Text(
    "No channel of this seller sends stock. Switch on “{setting}” in the plugin's form.",
    "Żaden kanał tego sprzedawcy nie wysyła stanów. Włącz „{setting}” w formularzu wtyczki.",
)
CHANNEL_GONE: Final = Text(
    "The channel {channel} is no longer in the shop.", "Kanału {channel} nie ma już w sklepie."
)
