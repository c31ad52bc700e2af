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
        """The message with its marks replaced, in every language; by a text in the same one."""
        english = {name: _of(word, Language.ENGLISH) for name, word in words.items()}
        polish = {name: _of(word, Language.POLISH) for name, word in words.items()}
        return Text(self.english.format(**english), self.polish.format(**polish))


def _of(word: object, language: Language) -> object:
    return word.in_language(language) if isinstance(word, Text) else word
