"""The examples of docs/graphql.md, and whether an answer is the one that is documented there."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PAGE: Final = Path(__file__).resolve().parents[2] / "docs/graphql.md"
PLACEHOLDERS: Final = (
    *("ORDER_ID", "ORDER_NUMBER", "FORM_ID", "OTHER_FORM_ID", "ACCOUNT_ID", "JOB_ID"),
    *("VARIANT_ID", "POINT_ID", "USER_CODE", "VERIFICATION_URL", "TICKET"),
)
_PLACEHOLDER: Final = re.compile(rf"\b({'|'.join(PLACEHOLDERS)})\b")
_EXAMPLE: Final = re.compile(
    r"^Asked by (?P<viewer>[^\n]+):\n\n"
    r"```graphql\n(?P<document>.*?)\n```\n\n"
    r"(?:```json\n(?P<variables>(?:(?!```).)*?)\n```\n\n(?=```json))?"
    r"```json\n(?P<answer>.*?)\n```\n",
    flags=re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    #: The headings that it stands below.
    section: str
    name: str
    #: As the page says it, e.g. "staff with `MANAGE_ORDERS`".
    viewer: str
    document: str
    variables: Any
    answer: Any


def examples(page: str) -> list[Example]:
    """
    Raises:
        AssertionError: A block of GraphQL is not followed by an answer, or a heading has two.
    """
    found = list(_examples(page))
    assert len(found) == page.count("```graphql"), "an example without viewer or answer"
    assert len({example.name for example in found}) == len(found), "two examples of one name"
    return found


def named(page: str) -> tuple[str, ...]:
    """The placeholders that the page explains."""
    [listed] = re.findall(r"stand for values of your shop:([^.]*)\.", page)
    return tuple(re.findall(r"`(\w+)`", listed))


def filled(documented: Any, known: Mapping[str, str]) -> Any:
    """With what the placeholders stand for, as far as that is known."""
    if isinstance(documented, dict):
        return {name: filled(value, known) for name, value in documented.items()}
    if isinstance(documented, list):
        return [filled(value, known) for value in documented]
    if isinstance(documented, str):
        return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[1]), documented)
    return documented


def learned(documented: Any, given: Any, known: Mapping[str, str]) -> dict[str, str]:
    """What the placeholders that are not known yet stand for, by an answer that was given.

    One that stands where the answer has no text, or another one, stays unknown.
    """
    if isinstance(documented, dict) and isinstance(given, dict):
        pairs = [(value, given.get(name)) for name, value in documented.items()]
    elif isinstance(documented, list) and isinstance(given, list):
        pairs = list(zip(documented, given, strict=False))
    elif isinstance(documented, str) and isinstance(given, str):
        return _learned_of_text(filled(documented, known), given)
    else:
        return {}
    found: dict[str, str] = {}
    for value, answer in pairs:
        found |= learned(value, answer, known | found)
    return found


def _learned_of_text(documented: str, given: str) -> dict[str, str]:
    names = _PLACEHOLDER.findall(documented)
    pattern = "(.+)".join(map(re.escape, _PLACEHOLDER.split(documented)[::2]))
    match = re.fullmatch(pattern, given)
    return dict(zip(names, match.groups(), strict=True)) if names and match else {}


def _examples(page: str) -> Iterator[Example]:
    for match in _EXAMPLE.finditer(page):
        before = page[: match.start()]
        yield Example(
            section=re.findall(r"^## (.+)$", before, flags=re.MULTILINE)[-1],
            name=re.findall(r"^### (.+)$", before, flags=re.MULTILINE)[-1],
            viewer=match["viewer"],
            document=match["document"],
            variables=json.loads(match["variables"] or "{}"),
            answer=json.loads(match["answer"]),
        )
