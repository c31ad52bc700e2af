"""Ids of Saleor's API, as far as they can be judged without asking it."""

from base64 import b64decode


def key_in(text: str, kind: str, longest: int) -> str | None:
    """The key that an id of this kind names, such as "17" of "AllegroJob:17" in base64.

    Args:
        longest: A longer text is none.

    Returns:
        `None` where the text is no id, or one of another kind.
    """
    if not 0 < len(text) <= longest:
        return None
    try:
        found, _, key = b64decode(text, validate=True).decode().partition(":")
    except ValueError:
        return None
    return key if found == kind else None
