"""What `allegro_audit` says, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

NO_DAYS: Final = Text(
    "{given} is no number of days. Give one from 1 to 365: Allegro keeps purchases for a year.",
    "{given} nie jest liczbą dni. Podaj od 1 do 365: Allegro przechowuje zakupy przez rok.",
)
MISSING: Final = Text("missing: form {form_id}: {reason}", "brak: formularz {form_id}: {reason}")
STALE: Final = Text("stale: form {form_id}: {reason}", "nieaktualny: formularz {form_id}: {reason}")
MORE: Final = Text("… and {count} more", "… i jeszcze {count}")
NOT_EQUAL: Final = Text(
    "The shop does not have everything as Allegro has it; what is said above tells why.",
    "Sklep nie ma wszystkiego tak, jak Allegro; powód podano wyżej.",
)
INTERRUPTED: Final = Text(
    "Interrupted. What was repaired stays; nothing is proven. Run the audit again.",
    "Przerwano. Co naprawiono, zostaje; niczego nie wykazano. Uruchom audyt ponownie.",
)

# Why a form is missing or stale where its row does not say it itself
NOT_READ: Final = Text(
    "not read yet; run the audit again", "jeszcze nie odczytany; uruchom audyt ponownie"
)
DELETED: Final = Text(
    "its order {number} is no longer in the shop", "jego zamówienia {number} nie ma już w sklepie"
)
TAKES_NONE: Final = Text(
    "order {number}: the channel {channel} takes no orders from Allegro now",
    "zamówienie {number}: kanał {channel} nie pobiera teraz zamówień z Allegro",
)
CHANGED_AGAIN: Final = Text(
    "order {number}: changed on Allegro during the audit; run it again",
    "zamówienie {number}: zmieniło się w Allegro w trakcie audytu; uruchom go ponownie",
)
