"""What is said of something that a worker does: what it is, how far, and what came of it."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.words import Words

#: `AllegroJobKind` -> what is done.
KINDS: Final[Mapping[str, Text]] = {
    "IMPORT": Text("Importing from Allegro", "Pobieranie z Allegro"),
    "PREVIEW": Text("Looking at what would be imported", "Sprawdzanie, co byłoby pobrane"),
    "RECHECK": Text("Comparing an order with Allegro", "Sprawdzanie zamówienia w Allegro"),
    "RETRY": Text("Trying again what failed", "Ponawianie nieudanych"),
    "PUSH": Text("Telling Allegro of an order", "Przekazywanie zamówienia do Allegro"),
    "STOCK": Text("Sending stock to Allegro", "Wysyłanie stanów do Allegro"),
    "AUDIT": Text("Comparing all purchases with Allegro", "Porównywanie zakupów z Allegro"),
}
#: `AllegroJobState` -> mark and words.
STATES: Final[Mapping[str, tuple[str, Text]]] = {
    "QUEUED": ("", Text("Waiting", "Czeka")),
    "RUNNING": ("info", Text("Running", "W toku")),
    "DONE": ("good", Text("Done", "Gotowe")),
    "FAILED": ("bad", Text("Not done", "Nie udało się")),
}
PARTLY: Final = ("warn", Text("Done, with failures", "Gotowe, z błędami"))

JOB_WORDS: Final[Words] = {
    "jobs": Text("In progress", "W toku"),
    "asked_at": Text("asked for", "zlecono"),
    "progress": Text("Progress", "Postęp"),
    "hide": Text("Hide", "Ukryj"),
    "forgotten": Text(
        "This was over more than a day ago, and nothing is kept of it.",
        "To skończyło się ponad dobę temu i nic już o tym nie wiadomo.",
    ),
    "show_drafts": Text("Show each purchase", "Pokaż każdy zakup"),
    "missing": Text("Missing in the shop", "Brak w sklepie"),
    "stale": Text("Different in the shop", "Inaczej w sklepie"),
    "no_worker": Text(
        "This has waited for more than a minute, so no worker seems to be running. Have whoever "
        "looks after the shop start Saleor's Celery workers and Celery beat. It then begins by "
        "itself; there is no need to ask for it again.",
        "To czeka już ponad minutę, więc wygląda na to, że procesy w tle nie działają. Poproś "
        "osobę, która opiekuje się sklepem, o uruchomienie procesów Celery i Celery beat Saleora. "
        "Zacznie się wtedy samo; nie trzeba zlecać tego ponownie.",
    ),
}

# How far it is
LOOKED_AT: Final = Text("purchases looked at: {done} of {all}", "sprawdzone zakupy: {done} z {all}")
LOOKED_AT_SO_FAR: Final = Text("purchases looked at: {done}", "sprawdzone zakupy: {done}")
IMPORTED: Final = Text("new orders: {count}", "nowe zamówienia: {count}")
UPDATED: Final = Text("brought up to date: {count}", "zaktualizowane: {count}")
FAILED: Final = Text("failed: {count}", "nieudane: {count}")
WOULD_IMPORT: Final = Text("would become orders: {count}", "byłyby zamówieniami: {count}")
WOULD_FAIL: Final = Text("would fail: {count}", "nie udałoby się: {count}")

# What came of it
NOTHING_NEW: Final = Text(
    "There was nothing to import: the shop has everything.",
    "Nie było nic do pobrania: sklep ma już wszystko.",
)
AS_IT_IS: Final = Text("The order is as Allegro has it.", "Zamówienie jest takie, jak w Allegro.")
CAUGHT_UP: Final = Text("The order was brought up to date.", "Zamówienie zostało zaktualizowane.")
STILL_FAILS: Final = Text(
    "Failed again: {count}. The reason is in the list.",
    "Znów nieudane: {count}. Powód jest na liście.",
)
NO_FAILURES: Final = Text("No failures this time.", "Tym razem bez błędów.")
TOLD_ALREADY: Final = Text(
    "There was nothing to tell: Allegro knows already.",
    "Nie było nic do przekazania: Allegro już to wie.",
)
TOLD: Final = Text("Statuses and parcels told: {count}.", "Przekazane statusy i paczki: {count}.")
EQUAL: Final = Text(
    "The shop has all {allegro} purchases as Allegro has them.",
    "Sklep ma wszystkie zakupy ({allegro}) tak, jak Allegro.",
)
NOT_EQUAL: Final = Text(
    "On Allegro: {allegro}. In the shop: {saleor}. Missing: {missing}, different: {stale}. The "
    "failed ones are in the list, with the reason.",
    "W Allegro: {allegro}. W sklepie: {saleor}. Brakuje: {missing}, inaczej: {stale}. Nieudane "
    "są na liście, z powodem.",
)
