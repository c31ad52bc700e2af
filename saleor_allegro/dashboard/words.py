"""Texts by name, for templates: `{{ words.title }}`."""

from collections.abc import Mapping

from saleor_allegro.config import Language, Text

Words = Mapping[str, Text]


def spoken(words: Words, language: Language) -> dict[str, str]:
    return {name: text.in_language(language) for name, text in words.items()}


def language_of(locale: str) -> Language:
    """The language for a locale such as "pl" or "pl-PL,en;q=0.5": Polish or English."""
    return Language.POLISH if locale.strip().lower().startswith("pl") else Language.ENGLISH
