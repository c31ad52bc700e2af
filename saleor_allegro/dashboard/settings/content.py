"""All that the template shows of one channel's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from saleor_allegro.config import FIELDS, Language
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.settings.choices import Choices
from saleor_allegro.dashboard.settings.fields import ELSEWHERE, HERE, READ_ONLY, SECTIONS
from saleor_allegro.dashboard.settings.rows import Row, Rows
from saleor_allegro.dashboard.settings.state import State
from saleor_allegro.dashboard.settings.texts import Texts
from saleor_allegro.dashboard.settings.words import WORDS
from saleor_allegro.dashboard.words import spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the shop holds of a channel."""

    texts: Texts
    #: Names of the secrets that are stored.
    secrets: frozenset[str]
    choices: Choices
    #: Name of a setting -> what is wrong with it, where the settings cannot be read.
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of what a person did, and how the view goes on."""

    #: What is shown, of which some may not be saved.
    texts: Texts
    #: What the person knows to be stored.
    seen: Texts
    #: What is said of it, and in which tone; "": nothing.
    said: str = ""
    tone: str = "plain"
    #: Whether all was kept: how the channel is then is said with it.
    is_saved: bool = False
    #: Name of a setting -> what is wrong with it.
    problems: Mapping[str, str] = field(default_factory=dict)
    #: What stands above the problems.
    problem_title: str = ""


class Problem(NamedTuple):
    """A line of the summary on top, which leads to the field or to the view that has it."""

    label: str
    text: str
    name: str = ""
    view: str = ""


class Part(NamedTuple):
    name: str
    title: str
    rows: Sequence[Row]
    read_only: Sequence[Mapping[str, str]]


_LABELS: Final = {field.name: field for field in (*HERE, *FIELDS)}


def page_of(channels: Sequence[ShownChannel], language: Language) -> Mapping[str, Any]:
    """What the template shows whatever the channel; without one, this is all."""
    return {"words": spoken(WORDS, language), "channels": channels}


def content_of(
    answer: Answer,
    stored: Stored,
    state: State,
    *,
    computed: Mapping[str, str],
    language: Language,
) -> Mapping[str, Any]:
    """What the template shows besides `page_of`.

    Args:
        computed: Name of a field that is only looked at -> what it says.
    """
    rows = Rows(
        texts=answer.texts,
        seen=answer.seen,
        problems=answer.problems,
        secrets=stored.secrets,
        choices=stored.choices,
        language=language,
    )
    return {
        "state": state,
        "parts": _parts(rows, computed),
        "problems": _problems(answer.problems, language),
        "problem_title": answer.problem_title,
        "is_changed": answer.texts != stored.texts,
    }


def _parts(rows: Rows, computed: Mapping[str, str]) -> Sequence[Part]:
    language = rows.language
    return [
        Part(
            name=section.value,
            title=title.in_language(language),
            rows=[rows.row(field) for field in HERE if field.section is section],
            read_only=[
                {
                    "name": field.name,
                    "label": field.label.in_language(language),
                    "help": field.help.in_language(language),
                    "text": computed[field.name],
                }
                for field in READ_ONLY
                if field.section is section
            ],
        )
        for section, title in SECTIONS.items()
    ]


def _problems(problems: Mapping[str, str], language: Language) -> Sequence[Problem]:
    """In the order of the view; then what is wrong in another, and what is of no field."""
    known = [
        Problem(
            label=field.label.in_language(language),
            text=problems[name],
            name=name,
            view=ELSEWHERE.get(field.section, ""),
        )
        for name, field in _LABELS.items()
        if name in problems
    ]
    rest = [Problem(label="", text=text) for name, text in problems.items() if name not in _LABELS]
    return [*known, *rest]
