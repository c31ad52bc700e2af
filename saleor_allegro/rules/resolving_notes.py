"""What an order's history says of a flag that a person resolved."""

from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag


def resolved_note(flag: Flag, by: str, note: str, language: str = "en") -> str:
    """In Polish for a language that starts with "pl", else in English.

    Args:
        by: Who resolved it.
        note: What they noted; "" where they noted nothing.
    """
    text = flag_text(flag, language)
    if language.lower().startswith("pl"):
        said = f"Allegro: rozwiązane przez {by}: „{text}”"
        return f"{said} Notatka: „{note}”" if note else said
    said = f"Allegro: resolved by {by}: “{text}”"
    return f"{said} Note: “{note}”" if note else said
