"""The merchant's settings: what the form asks, what is allowed, and what it means."""

from saleor_allegro.config.fields import FIELDS, STATUS_FIELDS, Field, FieldKind, Section, labels_of
from saleor_allegro.config.settings import (
    Settings,
    WrongSettings,
    check,
    is_true,
    language_of,
    problems_of,
    read_settings,
    settings_from,
)
from saleor_allegro.config.texts import Language, Text
from saleor_allegro.config.writing import written

__all__ = [
    "FIELDS",
    "STATUS_FIELDS",
    "Field",
    "FieldKind",
    "Language",
    "Section",
    "Settings",
    "Text",
    "WrongSettings",
    "check",
    "is_true",
    "labels_of",
    "language_of",
    "problems_of",
    "read_settings",
    "settings_from",
    "written",
]
