"""A setting as the template draws it: its control with what is in it, its help, its error."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from saleor_allegro.config import Field, Language
from saleor_allegro.config.controls import Control, Listed, Selection, Slugs
from saleor_allegro.dashboard.settings.choices import Choices, Item, items_of
from saleor_allegro.dashboard.settings.texts import Texts
from saleor_allegro.dashboard.settings.words import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    label: str
    help: str
    control: Control
    text: str
    #: What the person knows to be stored.
    seen: str
    default: str
    #: What is wrong with it; "": nothing.
    problem: str
    #: Whether it has to be filled in, and is not.
    is_needed: bool
    #: Of a secret: whether one is stored.
    is_set: bool
    #: Whether Allegro's list for it was never read.
    is_unread: bool
    options: Sequence[Option] = ()
    items: Sequence[Item] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Draws one row after the other."""

    texts: Texts
    seen: Texts
    problems: Mapping[str, str]
    #: Names of the secrets that are stored.
    secrets: Collection[str]
    choices: Choices
    language: Language

    def row(self, field: Field) -> Row:
        text, control, is_set = self.texts[field.name], field.control, field.name in self.secrets
        return Row(
            name=field.name,
            label=field.label.in_language(self.language),
            help=self._help(field),
            control=control,
            text=text,
            seen=self.seen[field.name],
            default=str(field.default),
            problem=self.problems.get(field.name, ""),
            is_needed=field.is_required and not text and not is_set,
            is_set=is_set,
            is_unread=isinstance(control, Slugs)
            and control.listed is Listed.MARKETPLACES
            and not self.choices[control.listed],
            options=self._options(control, text),
            items=items_of(control, text, self.choices) if isinstance(control, Slugs) else (),
        )

    def _help(self, field: Field) -> str:
        said = [field.page_help or field.help]
        control = field.control
        if isinstance(control, Slugs) and not self.choices[control.listed]:
            said.append(WORDS[f"unlisted_{control.listed}"])
        return " ".join(text.in_language(self.language) for text in said)

    def _options(self, control: Control, text: str) -> Sequence[Option]:
        """The choices in words, and what is stored though it is none of them."""
        if not isinstance(control, Selection):
            return ()
        words = {} if text in control.choices else {text: text}
        words |= {word: label.in_language(self.language) for word, label in control.choices.items()}
        return [
            Option(value=value, label=label, is_chosen=value == text)
            for value, label in words.items()
        ]
