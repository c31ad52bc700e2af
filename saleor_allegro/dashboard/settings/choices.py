"""What slugs can be chosen from, and the chosen ones among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from re import split
from typing import Any

from saleor_allegro.config.controls import Listed, Slugs

#: List -> slug -> name; empty: nobody knows what there is.
Choices = Mapping[Listed, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    slug: str
    name: str
    is_chosen: bool
    #: Whether the list has it; what it does not have was stored once.
    is_known: bool


def choices_of(found: Mapping[str, Any]) -> Choices:
    """
    Args:
        found: `AllegroChoices`.
    """
    return {listed: {each["id"]: each["name"] for each in found[listed.value]} for listed in Listed}


def slugs_in(text: str) -> Sequence[str]:
    """The slugs of a text, whether a field takes it or not, each once."""
    return list(dict.fromkeys(slug for slug in split(r"[\s,;]+", text) if slug))


def items_of(control: Slugs, text: str, choices: Choices) -> Sequence[Item]:
    """What can be chosen; none where nobody knows what there is.

    Where it matters which comes first, the chosen ones do, in their order.
    """
    known, chosen = choices[control.listed], slugs_in(text)
    if not known:
        return []
    unknown = [slug for slug in chosen if slug not in known]
    order = [*chosen, *known] if control.is_ordered else [*known, *unknown]
    return [
        Item(
            slug=slug,
            name=known.get(slug, slug),
            is_chosen=slug in chosen,
            is_known=slug in known,
        )
        for slug in dict.fromkeys(order)
    ]


def unknown_slugs(control: Slugs, text: str, choices: Choices) -> Sequence[str]:
    """The chosen ones that the list does not have."""
    known = choices[control.listed]
    return [slug for slug in slugs_in(text) if slug not in known]
