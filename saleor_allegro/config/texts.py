"""What a merchant reads, in the languages the form can be in."""

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    ENGLISH = "en"
    POLISH = "pl"


class Text(NamedTuple):
    """One message in every language of the form. `{name}` marks what `filled` puts in."""

    english: str
    polish: str

    def in_language(self, language: Language) -> str:
        return self.polish if language is Language.POLISH else self.english

    def filled(self, **words: object) -> "Text":
        """The message with its marks replaced, in every language."""
        return Text(self.english.format(**words), self.polish.format(**words))
