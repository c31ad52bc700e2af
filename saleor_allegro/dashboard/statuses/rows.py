"""Rows of carriers and of delivery methods as they are drawn."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saleor_allegro.config import Language, Text
from saleor_allegro.dashboard.statuses.lists import Choice, Lists
from saleor_allegro.dashboard.statuses.pairs import Pair
from saleor_allegro.rules.carriers import OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a select of a row has chosen: `value` as it is stored, whatever the lists say."""

    value: str
    label: str
    #: The choice in the list that it is; "": the list does not have it.
    listed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    #: Tells the row's elements from those of other rows; the script's new rows have none.
    number: int
    left: Chosen
    right: Chosen
    #: Of a carrier that is none of Allegro's.
    name: str
    is_other: bool
    problem: str


def carrier_rows(
    pairs: Sequence[Pair], lists: Lists, problems: Mapping[int, Text], language: Language
) -> Sequence[Row]:
    return [
        _carrier_row(number, pair, lists, _said(problems, number, language))
        for number, pair in enumerate(pairs)
    ]


def method_rows(
    pairs: Sequence[Pair], lists: Lists, problems: Mapping[int, Text], language: Language
) -> Sequence[Row]:
    methods = _by_word(lists.shipping_methods)
    deliveries = {choice.value: choice for choice in lists.delivery_methods}
    return [
        Row(
            number=number,
            left=_chosen(pair.left, deliveries.get(pair.left)),
            # By name or by id, as `rules` of the shop match it.
            right=_chosen(pair.right, methods.get(pair.right.casefold())),
            name="",
            is_other=False,
            problem=_said(problems, number, language),
        )
        for number, pair in enumerate(pairs)
    ]


def _carrier_row(number: int, pair: Pair, lists: Lists, problem: str) -> Row:
    carrier, _, name = pair.right.partition(":")
    listed = next((choice for choice in lists.carriers if choice.value == carrier), None)
    right = _chosen(carrier if lists.carriers else pair.right, listed)
    return Row(
        number=number,
        left=Chosen(value=pair.left, label=pair.left, listed=""),
        right=right,
        name=name if lists.carriers else "",
        is_other=carrier == OTHER,
        problem=problem,
    )


def _by_word(methods: Sequence[Choice]) -> Mapping[str, Choice]:
    """A shipping method by what a setting may call it: its name, its id, its id in the schema."""
    names = {choice.name.casefold(): choice for choice in methods}
    for choice in methods:
        names[choice.value.casefold()] = names[_pk(choice.value)] = choice
    return names


def _pk(global_id: str) -> str:
    """ "12" of "ShippingMethod:12" in base64; Saleor's own are always so."""
    try:
        return b64decode(global_id, validate=True).decode().rpartition(":")[2]
    except ValueError:
        return global_id.casefold()


def _chosen(value: str, choice: Choice | None) -> Chosen:
    if choice is None:
        return Chosen(value=value, label=value, listed="")
    return Chosen(value=value, label=choice.label, listed=choice.value)


def _said(problems: Mapping[int, Text], number: int, language: Language) -> str:
    problem = problems.get(number)
    return problem.in_language(language) if problem else ""
