"""What `allegro_import` says, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

# Wrong options
ONE_CHOICE: Final = Text(
    "Give only one of --form, --failed and --since.",
    "Podaj tylko jedno z: --form, --failed, --since.",
)
NO_DATE: Final = Text(
    "{given} is no date. Give one such as 2026-11-20, or 2026-11-20T08:00 (UTC).",
    "{given} nie jest datą. Podaj np. 2026-11-20 albo 2026-11-20T08:00 (UTC).",
)
FUTURE: Final = Text(
    "{given} is still to come: nothing was bought since then.",
    "{given} jest w przyszłości: od tej chwili nic nie kupiono.",
)

# Nothing to do
NOTHING_DUE: Final = Text("Nothing is due now.", "Teraz nie ma nic do pobrania.")
NEXT: Final = Text("{login}: next import {at}", "{login}: następne pobieranie {at}")
ALREADY: Final = Text(
    "Form {form_id} is order {number} already; it was left as it is.",
    "Formularz {form_id} to już zamówienie {number}; pozostało bez zmian.",
)

# What happened
IMPORTED: Final = Text(
    "Form {form_id} is now order {number}.", "Formularz {form_id} to teraz zamówienie {number}."
)
WAITING: Final = Text("Form {form_id} waits: {reason}.", "Formularz {form_id} czeka: {reason}.")
SKIPPED: Final = Text(
    "Form {form_id} was skipped: {reason}.", "Formularz {form_id} pominięto: {reason}."
)
NOT_ALL: Final = Text(
    "Not everything was imported; what is said above tells why.",
    "Nie wszystko pobrano; powód podano wyżej.",
)
INTERRUPTED: Final = Text(
    "Interrupted. What was imported stays; the rest is imported the next time.",
    "Przerwano. Co pobrano, zostaje; resztę pobierzemy następnym razem.",
)

# A dry run
READING: Final = Text(
    "Reading from Allegro: {read} forms …", "Czytamy z Allegro: {read} formularzy …"
)
WOULD_NOT_ALL: Final = Text(
    "Not everything could be imported; what is said above tells why.",
    "Nie wszystko da się pobrać; powód podano wyżej.",
)
WRITTEN_NOTHING: Final = Text(
    "Dry run: nothing was written. It would be: imported {imported}, updated 0, failed {failed}, "
    "flagged {flagged}; waiting {waiting}, skipped {skipped}",
    "Na próbę: niczego nie zapisano. Byłoby: pobrane {imported}, zmienione 0, błędy {failed}, "
    "z uwagami {flagged}; czekają {waiting}, pominięte {skipped}",
)
ORDER: Final = Text(
    "Form {form_id}, bought {bought_at}", "Formularz {form_id}, kupiony {bought_at}"
)
ORDER_IN: Final = Text(
    "order in {channel}: {status}, total {total}", "zamówienie w {channel}: {status}, razem {total}"
)
EXISTS: Final = Text(
    "order {number} of the shop has this form already: it would be taken over as it is",
    "zamówienie {number} w sklepie ma już ten formularz: przejęlibyśmy je bez zmian",
)
CUSTOMER: Final = Text("customer {login}: {which}", "klient {login}: {which}")
CUSTOMER_KNOWN: Final = Text("known to the shop", "znany w sklepie")
CUSTOMER_NEW: Final = Text("new", "nowy")
CUSTOMER_ABOVE: Final = Text("made by an order above", "utworzony przez zamówienie powyżej")
VAT: Final = Text("VAT {rate}", "VAT {rate}")
SERVICE: Final = Text("additional service", "usługa dodatkowa")
DEPOSIT: Final = Text("deposit", "kaucja")
MATCHED: Final = Text(
    "key {key}: variant {variant}, {allocated} of {quantity} taken from stock",
    "klucz {key}: wariant {variant}, ze stanu {allocated} z {quantity}",
)
CHOSEN: Final = Text(
    "chosen by a person: variant {variant}, {allocated} of {quantity} taken from stock",
    "wybór osoby: wariant {variant}, ze stanu {allocated} z {quantity}",
)
NOT_MATCHED: Final = Text(
    "key {key}: no variant, takes no stock", "klucz {key}: brak wariantu, bez zdejmowania stanu"
)
DELIVERY: Final = Text("delivery {price}  {method}", "dostawa {price}  {method}")
NO_DELIVERY: Final = Text("no delivery chosen yet", "dostawy jeszcze nie wybrano")
PAID: Final = Text("paid {amount}  {name}, {at}", "wpłata {amount}  {name}, {at}")
NOT_PAID: Final = Text("nothing paid yet", "jeszcze bez wpłaty")
WOULD_WAIT: Final = Text(
    "Form {form_id} would wait: {reason}", "Formularz {form_id} czekałby: {reason}"
)
WOULD_SKIP: Final = Text(
    "Form {form_id} would be skipped: {reason}", "Formularz {form_id} byłby pominięty: {reason}"
)
WOULD_FAIL: Final = Text(
    "Form {form_id} would fail:", "Formularz {form_id} zakończyłby się błędem:"
)
