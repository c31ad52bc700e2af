"""What a person can do in the Settings view.

Each answers how the view goes on, and what is stored then. Whatever is done, what a person entered
and did not save stays in the form.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from saleor_allegro.config import Field, Text
from saleor_allegro.config.controls import Selection, Switch
from saleor_allegro.dashboard.asked import Asked
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.settings.changes import Changes, changes_of, filled_from
from saleor_allegro.dashboard.settings.content import Answer, Stored
from saleor_allegro.dashboard.settings.fields import SECRETS
from saleor_allegro.dashboard.settings.problems import problems_with
from saleor_allegro.dashboard.settings.texts import ON, Texts, seen_texts, sent_texts
from saleor_allegro.dashboard.settings.words import WORDS
from saleor_allegro.dashboard.views.saving import save_settings
from saleor_allegro.dashboard.views.settings_reading import read_stored

Outcome = tuple[Answer, Stored]


def look(asked: Asked, channel: ShownChannel, stored: Stored) -> Outcome:
    title = WORDS["wrong_stored"].in_language(asked.language) if stored.problems else ""
    answer = Answer(
        texts=stored.texts, seen=stored.texts, problems=stored.problems, problem_title=title
    )
    return answer, stored


def save(asked: Asked, channel: ShownChannel, stored: Stored) -> Outcome:
    changes = _changes(asked, stored)
    answer = Answer(texts=changes.texts, seen=changes.seen)
    if not changes.wanted:
        return _said(asked, answer, WORDS["unchanged"]), stored
    if changes.overtaken:
        found = {field.name: _overtaken(field, stored.texts) for field in changes.overtaken}
        # Whoever saves again knows of it.
        return _wrong(asked, replace(answer, seen=stored.texts), found), stored
    if wrong := problems_with(changes.texts, stored.secrets, stored.choices):
        return _wrong(asked, answer, wrong), stored
    if errors := save_settings(asked.api, channel.slug, changes.settings()):
        return _refused(asked, answer, errors), stored
    saved = read_stored(asked.api, channel.slug, asked.language)
    return Answer(texts=saved.texts, seen=saved.texts, is_saved=True), saved


def clear(asked: Asked, channel: ShownChannel, stored: Stored) -> Outcome:
    """A stored secret is cleared at once, and nothing else is saved."""
    name = asked.action.partition(":")[2]
    field = next((field for field in SECRETS if field.name == name), None)
    if field is None:
        return look(asked, channel, stored)
    changes = _changes(asked, stored)
    answer = Answer(texts={**changes.texts, name: ""}, seen=changes.seen)
    left = stored.secrets - {name}
    if wrong := problems_with({**stored.texts, name: ""}, left, stored.choices):
        return _wrong(asked, answer, wrong), stored
    if errors := save_settings(asked.api, channel.slug, {camel(name): None}):
        return _refused(asked, answer, errors), stored
    saved = replace(stored, secrets=left)
    is_all = answer.texts == saved.texts
    label = field.label.in_language(asked.language)
    said = WORDS["cleared" if is_all else "cleared_rest"].filled(label=label)
    return _said(asked, answer, said, "good"), saved


def fill(asked: Asked, channel: ShownChannel, stored: Stored) -> Outcome:
    """Show another channel's settings in this one's form; nothing is saved."""
    changes = _changes(asked, stored)
    answer = Answer(texts=changes.texts, seen=changes.seen)
    try:
        other = read_stored(asked.api, asked.text("from"), asked.language)
    except Refused:
        return _said(asked, answer, WORDS["fill_gone"], "bad"), stored
    if other.problems:
        return _said(asked, answer, WORDS["fill_gone"], "bad"), stored
    answer = replace(answer, texts=filled_from(changes.texts, other.texts), seen=stored.texts)
    is_new = answer.texts != stored.texts
    return _said(asked, answer, WORDS["filled" if is_new else "filled_same"]), stored


#: Name of a button, up to a colon -> what it does.
ACTIONS: Final[Mapping[str, Callable[[Asked, ShownChannel, Stored], Outcome]]] = {
    "save": save,
    "clear": clear,
    "fill": fill,
}


def _changes(asked: Asked, stored: Stored) -> Changes:
    return changes_of(sent_texts(asked.fields), seen_texts(asked.fields), stored.texts)


def _overtaken(field: Field, stored: Texts) -> Text:
    text, control = stored[field.name], field.control
    if isinstance(control, Switch):
        theirs = WORDS["on" if text == ON else "off"]
    elif isinstance(control, Selection) and text in control.choices:
        theirs = control.choices[text]
    else:
        theirs = Text(text, text) if text else WORDS["nothing"]
    return WORDS["overtaken"].filled(theirs=theirs)


def _wrong(asked: Asked, answer: Answer, found: Mapping[str, Text]) -> Answer:
    return _refused(
        asked, answer, {name: text.in_language(asked.language) for name, text in found.items()}
    )


def _refused(asked: Asked, answer: Answer, errors: Mapping[str, str]) -> Answer:
    title = WORDS["wrong"].in_language(asked.language)
    return replace(answer, problems=errors, problem_title=title)


def _said(asked: Asked, answer: Answer, said: Text, tone: str = "plain") -> Answer:
    return replace(answer, said=said.in_language(asked.language), tone=tone)
