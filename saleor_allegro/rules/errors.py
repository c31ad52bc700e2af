"""Why a form cannot become an order, said so that the merchant knows what to do.

    RuleError
      UnusableForm   the form itself: money or words we cannot read safely
      NoChannel      the settings: no channel of the shop takes this form

Neither is retried by changing nothing: the text names the cause and the cure, in English
(`str(error)`) and in Polish (`error.text("pl")`).
"""

from collections.abc import Mapping
from typing import Final

# reason -> (English, Polish); `{...}` are the error's values.
TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "mixed_currencies": (
        "Form {form_id} mixes currencies ({currencies}). Open it in Allegro and enter the order"
        " by hand.",
        "Formularz {form_id} miesza waluty ({currencies}). Otwórz go w Allegro i wprowadź"
        " zamówienie ręcznie.",
    ),
    "no_lines": (
        "Form {form_id} has no items. It is read again when Allegro changes it.",
        "Formularz {form_id} nie ma pozycji. Odczytamy go ponownie, gdy Allegro go zmieni.",
    ),
    "repeated_line": (
        "Form {form_id} names item {line_item_id} twice. Compare it with Allegro and enter the"
        " order by hand.",
        "Formularz {form_id} zawiera pozycję {line_item_id} dwa razy. Porównaj go z Allegro"
        " i wprowadź zamówienie ręcznie.",
    ),
    "unknown_status": (
        "Form {form_id} has the status {status!r}, which this version does not know. Update"
        " saleor-allegro, then import the form again.",
        "Formularz {form_id} ma status {status!r}, którego ta wersja nie zna. Zaktualizuj"
        " saleor-allegro i zaimportuj formularz ponownie.",
    ),
    "unreadable_money": (
        "Form {form_id}: {field} is {amount}, which is not an amount of {currency}. Open the"
        " form in Allegro and enter the order by hand.",
        "Formularz {form_id}: {field} to {amount}, a nie kwota w {currency}. Otwórz formularz"
        " w Allegro i wprowadź zamówienie ręcznie.",
    ),
    "no_purchase_date": (
        "Form {form_id} does not say when it was bought. It is read again when Allegro changes it.",
        "Formularz {form_id} nie podaje daty zakupu. Odczytamy go ponownie, gdy Allegro go zmieni.",
    ),
    "no_channel": (
        "No channel takes form {form_id}: it is in {currency} from {marketplace}. Connect the"
        " seller in a channel with that currency, or add the marketplace to the setting"
        " “Marketplaces” of one.",
        "Żaden kanał nie przyjmuje formularza {form_id}: jest w {currency} z {marketplace}."
        " Połącz sprzedawcę w kanale z tą walutą albo dodaj serwis do ustawienia"
        " „Serwisy Allegro”.",
    ),
    "ambiguous_channel": (
        "Several channels take form {form_id} ({currency}, {marketplace}): {channels}. Set"
        " “Marketplaces” so that only one does.",
        "Kilka kanałów przyjmuje formularz {form_id} ({currency}, {marketplace}): {channels}."
        " Ustaw „Serwisy Allegro” tak, by był tylko jeden.",
    ),
}


class RuleError(Exception):
    """Base of what the rules raise.

    Attributes:
        code: The reason, a key of `TEXTS`; stored beside the message.
        form_id: The checkout form concerned.
    """

    def __init__(self, code: str, form_id: str, **values: object) -> None:
        self.code = code
        self.form_id = form_id
        self.values: Mapping[str, object] = values
        super().__init__(self.text())

    def text(self, language: str = "en") -> str:
        """The message in Polish for a language that starts with "pl", else in English."""
        english, polish = TEXTS[self.code]
        template = polish if language.lower().startswith("pl") else english
        return template.format(form_id=self.form_id, **self.values)


class UnusableForm(RuleError):
    """The form cannot become an order without guessing at money or meaning."""


class NoChannel(RuleError):
    """No channel, or more than one, takes orders like this form."""
