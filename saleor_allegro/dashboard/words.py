"""Texts by name, for templates: `{{ words.title }}`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from saleor_allegro.config import Language, Text

Words = Mapping[str, Text]


#: The language of what is being rendered, for filters, which are given a value alone.
_spoken_now: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    token = _spoken_now.set(language)
    try:
        yield
    finally:
        _spoken_now.reset(token)


def spoken_now() -> Language:
    return _spoken_now.get()


def spoken(words: Words, language: Language) -> dict[str, str]:
    return {name: text.in_language(language) for name, text in words.items()}


def language_of(locale: str) -> Language:
    """The language for a locale such as "pl" or "pl-PL,en;q=0.5": Polish or English."""
    return Language.POLISH if locale.strip().lower().startswith("pl") else Language.ENGLISH
