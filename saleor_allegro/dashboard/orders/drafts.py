"""What an import would make of each purchase: a dry run, as it is shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.orders.flag_words import flag_marks
from saleor_allegro.dashboard.words import Words

#: So many are shown; what needs a person comes first.
MOST_DRAFTS: Final = 200

DRAFTS_QUERY: Final = """
query ($id: ID!, $language: AllegroLanguage) {
  job: allegroJob(id: $id) {
    kind state draftsLeftOut
    drafts {
      checkoutFormId becomes channel orderNumber boughtAt buyerLogin
      reason { code message }
      total { fractionalAmount fractionDigits currency }
      lines { name quantity }
      flags { kind message(language: $language) }
    }
  }
}
"""
#: `AllegroWouldBecome` -> mark and words, what needs a person first.
BECOMES: Final[Mapping[str, tuple[str, Text]]] = {
    "FAILED": ("bad", Text("Would fail", "Nie udałoby się")),
    "ORDER": ("good", Text("New order", "Nowe zamówienie")),
    "WAITING": ("warn", Text("Would wait until it is paid", "Czekałby na opłacenie")),
    "KNOWN_ORDER": ("", Text("Is in the shop already", "Jest już w sklepie")),
    "SKIPPED": ("", Text("Would be left out", "Zostałby pominięty")),
}
_ORDER: Final = list(BECOMES)

DRAFT_WORDS: Final[Words] = {
    "title": Text("What would be imported", "Co byłoby pobrane"),
    "help": Text(
        "Nothing was imported. This is what an import would have made of each purchase at that "
        "moment.",
        "Niczego nie pobrano. Tak pobieranie potraktowałoby każdy zakup w tamtej chwili.",
    ),
    "back": Text("Back to the orders", "Wróć do zamówień"),
    "becomes": Text("Would become", "Skutek"),
    "form": Text("Purchase", "Zakup"),
    "buyer": Text("Buyer", "Kupujący"),
    "bought": Text("Bought", "Kupiono"),
    "lines": Text("Lines", "Pozycje"),
    "total": Text("Total", "Suma"),
    "flags": Text("To look at", "Uwagi"),
    "none": Text(
        "There is nothing to import: the shop has everything.",
        "Nie ma nic do pobrania: sklep ma już wszystko.",
    ),
    "gone": Text(
        "This dry run is not there any more; ask for it again.",
        "Tego podglądu już nie ma; zleć go ponownie.",
    ),
    "more": Text("Not shown: {count} more.", "Nie pokazano jeszcze: {count}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDraft:
    form_id: str
    becomes: Mark
    channel: str
    number: str
    buyer: str
    bought_at: Any
    lines: Sequence[str]
    total: Any
    flags: Sequence[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDrafts:
    #: How many become what, as marks whose detail is the number.
    counts: Sequence[Mark]
    drafts: Sequence[ShownDraft]
    left_out: int


def show_drafts(job: Mapping[str, Any], language: Language) -> ShownDrafts:
    """
    Args:
        job: Of `DRAFTS_QUERY`.
    """
    drafts = sorted(job["drafts"], key=lambda draft: _ORDER.index(draft["becomes"]))
    found = Counter(draft["becomes"] for draft in drafts)
    return ShownDrafts(
        counts=[
            Mark(tone, text.in_language(language), str(found[name]))
            for name, (tone, text) in BECOMES.items()
            if name in found
        ],
        drafts=[_show(draft, language) for draft in drafts[:MOST_DRAFTS]],
        left_out=job["draftsLeftOut"] + max(len(drafts) - MOST_DRAFTS, 0),
    )


def _show(draft: Mapping[str, Any], language: Language) -> ShownDraft:
    tone, text = BECOMES[draft["becomes"]]
    reason = (draft["reason"] or {}).get("message", "")
    return ShownDraft(
        form_id=draft["checkoutFormId"],
        becomes=Mark(tone, text.in_language(language), reason),
        channel=draft["channel"] or "",
        number=draft["orderNumber"] or "",
        buyer=draft["buyerLogin"] or "",
        bought_at=draft["boughtAt"],
        lines=[f"{line['quantity']} × {line['name']}" for line in draft["lines"]],
        total=draft["total"],
        flags=flag_marks(draft["flags"], language),
    )
