"""What a person can do in the Statuses view.

Each answers how the view goes on, and what is stored then. Whatever is done, what a person chose
and did not save stays in the form.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from saleor_allegro.config import Text
from saleor_allegro.dashboard.asked import Asked
from saleor_allegro.dashboard.asking import Api
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.statuses.changes import Changes, changes_of
from saleor_allegro.dashboard.statuses.content import Answer, Stored
from saleor_allegro.dashboard.statuses.form import STATUSES, marks_sent, sent_form, stored_form
from saleor_allegro.dashboard.statuses.lists import lists_of
from saleor_allegro.dashboard.statuses.pairs import problems_of
from saleor_allegro.dashboard.statuses.reading import Reading, reading_of
from saleor_allegro.dashboard.statuses.words import PARTS, WORDS
from saleor_allegro.dashboard.views.statuses_queries import CHANNEL, READ_LISTS
from saleor_allegro.dashboard.views.statuses_saving import save, use_suggested

Action = Callable[[Asked, ShownChannel, Stored], tuple[Answer, Stored]]


def read_stored(api: Api, channel: str) -> Stored:
    """
    Raises:
        Refused: A stored setting is not one the form takes (any more).
    """
    found = api.ask(CHANNEL, channel=channel)
    settings = found["allegroSettings"]
    return Stored(
        form=stored_form(found["allegroStatusMapping"], settings),
        lists=lists_of(found["allegroChoices"]),
    )


def look(asked: Asked, channel: ShownChannel, stored: Stored) -> tuple[Answer, Stored]:
    """Nothing is changed; old lists are read again by the way."""
    reading = Reading()
    if channel.may_read_lists and stored.lists.is_old(asked.now):
        begun = _begin_reading(asked, channel)
        # Nobody asked for it, so nobody is told that it cannot be.
        reading = begun if begun.job else Reading()
    return Answer(form=stored.form, marks=stored.form.marks, reading=reading), stored


def save_all(asked: Asked, channel: ShownChannel, stored: Stored) -> tuple[Answer, Stored]:
    changes = _changes(asked, stored)
    answer = Answer(form=changes.form, marks=changes.marks)
    if not changes.wanted:
        return _said(asked, answer, WORDS["unchanged"]), stored
    if changes.overtaken:
        parts = [PARTS[name].in_language(asked.language) for name in changes.overtaken]
        said = WORDS["overtaken"].filled(parts=", ".join(parts))
        # Whoever saves again knows of it.
        return _said(asked, replace(answer, marks=stored.form.marks), said, "bad"), stored
    found = {
        name: problems_of(name, getattr(changes.form, name))
        for name in ("carriers", "shipping_methods")
        if name in changes.wanted
    }
    if any(found.values()):
        return _said(asked, replace(answer, problems=found), WORDS["wrong"], "bad"), stored
    if errors := save(asked.api, channel.slug, changes.form, changes.wanted):
        return _refused(asked, answer, errors), stored
    saved = read_stored(asked.api, channel.slug)
    answer = Answer(form=saved.form, marks=saved.form.marks)
    return _said(asked, answer, WORDS["saved"], "good"), saved


def suggest(asked: Asked, channel: ShownChannel, stored: Stored) -> tuple[Answer, Stored]:
    """The suggested statuses are saved at once, and nothing else is."""
    if errors := use_suggested(asked.api, channel.slug):
        changes = _changes(asked, stored)
        return _refused(asked, Answer(form=changes.form, marks=changes.marks), errors), stored
    saved = read_stored(asked.api, channel.slug)
    changes = _changes(asked, saved)
    form = replace(changes.form, statuses=saved.form.statuses)
    marks = {**changes.marks, STATUSES: saved.form.marks[STATUSES]}
    said = WORDS["suggested" if form == saved.form else "suggested_rest"]
    return _said(asked, Answer(form=form, marks=marks), said, "good"), saved


def read_lists(asked: Asked, channel: ShownChannel, stored: Stored) -> tuple[Answer, Stored]:
    """Have a worker read Allegro's lists."""
    changes = _changes(asked, stored)
    reading = _begin_reading(asked, channel)
    return Answer(form=changes.form, marks=changes.marks, reading=reading), stored


#: Name of a button -> what it does.
ACTIONS: Final[Mapping[str, Action]] = {
    "save": save_all,
    "suggest": suggest,
    "read_lists": read_lists,
}


def _changes(asked: Asked, stored: Stored) -> Changes:
    return changes_of(sent_form(asked.fields), stored.form, marks_sent(asked.fields))


def _begin_reading(asked: Asked, channel: ShownChannel) -> Reading:
    """One that goes on already is given again."""
    begun = asked.api.ask(READ_LISTS, channel=channel.slug)["asked"]
    if begun["errors"]:
        return Reading(reason=" ".join(error["message"] for error in begun["errors"]))
    return reading_of(begun["job"])


def _refused(asked: Asked, answer: Answer, errors: Mapping[str, str]) -> Answer:
    said = WORDS["refused"].filled(reason=" ".join(errors.values()))
    return _said(asked, replace(answer, errors=errors), said, "bad")


def _said(asked: Asked, answer: Answer, said: Text, tone: str = "plain") -> Answer:
    return replace(answer, said=said.in_language(asked.language), tone=tone)
