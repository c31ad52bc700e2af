"""All that the template shows of one channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from saleor_allegro.config import FIELDS, Language, Text
from saleor_allegro.dashboard.channels import ShownChannel
from saleor_allegro.dashboard.statuses.form import Form
from saleor_allegro.dashboard.statuses.lists import Lists
from saleor_allegro.dashboard.statuses.notifying import Switches, outcomes
from saleor_allegro.dashboard.statuses.obstacles import obstacle
from saleor_allegro.dashboard.statuses.reading import Reading, reading_texts
from saleor_allegro.dashboard.statuses.rows import carrier_rows, method_rows
from saleor_allegro.dashboard.statuses.table import replaces_choices, status_table
from saleor_allegro.dashboard.statuses.words import WORDS
from saleor_allegro.dashboard.words import spoken
from saleor_allegro.rules.carriers import LONGEST_NAME

Problems = Mapping[str, Mapping[int, Text]]
_FIELDS: Final = {field.name: field for field in FIELDS}
_SWITCHES: Final = (
    "send_shop_notifications",
    "never_mail_masked_addresses",
    "send_tracking_numbers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the shop holds of a channel."""

    form: Form
    lists: Lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of what a person did, and how the view goes on."""

    #: What is shown, of which some may not be saved.
    form: Form
    #: `Form.marks` of what the person knows to be stored.
    marks: Mapping[str, str]
    #: What is said of it, on top, and in which tone; "": nothing.
    said: str = ""
    tone: str = "plain"
    #: Name of a setting -> number of a row -> what is wrong with it.
    problems: Problems = field(default_factory=dict)
    #: Part of the form -> what the shop says of it.
    errors: Mapping[str, str] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)


def content_of(
    answer: Answer,
    stored: Stored,
    *,
    channel: ShownChannel,
    language: Language,
) -> Mapping[str, Any]:
    """What the template shows besides `page_of`."""
    form, lists, found = answer.form, stored.lists, answer.problems
    obstructed = obstacle(channel, language)
    switches = Switches(
        sends_shop_notifications=form.send_shop_notifications,
        never_mails_masked_addresses=form.never_mail_masked_addresses,
        tells_statuses=bool(form.statuses) and obstructed is None,
    )
    return {
        "channel": channel,
        "obstacle": obstructed,
        "form": form,
        "marks": answer.marks,
        "is_changed": form != stored.form,
        "table": status_table(form.statuses, language),
        "replaces": replaces_choices(form.statuses),
        "outcomes": outcomes(switches, is_active=channel.is_active, language=language),
        "switches": {name: _switch(name, form, language) for name in _SWITCHES},
        "carriers": carrier_rows(form.carriers, lists, found.get("carriers", {}), language),
        "methods": method_rows(
            form.shipping_methods, lists, found.get("shipping_methods", {}), language
        ),
        "lists": lists,
        "longest_name": LONGEST_NAME,
        "errors": answer.errors,
        **reading_content(
            answer.reading,
            channel.slug,
            lists.read_at,
            may_read=channel.may_read_lists,
            language=language,
        ),
    }


def reading_content(
    reading: Reading, slug: str, read_at: datetime | None, *, may_read: bool, language: Language
) -> Mapping[str, Any]:
    """What is shown of the reading of Allegro's lists."""
    return {
        "reading": reading,
        "slug": slug,
        "read_at": read_at,
        "may_read": may_read,
        "list_words": reading_texts(reading, language),
    }


def page_of(channels: Sequence[ShownChannel], language: Language) -> Mapping[str, Any]:
    """What the template shows whatever the channel; without one, this is all."""
    return {"words": spoken(WORDS, language), "channels": channels}


def _switch(name: str, form: Form, language: Language) -> Mapping[str, Any]:
    field = _FIELDS[name]
    return {
        "name": name,
        "label": field.label.in_language(language),
        "help": field.help.in_language(language),
        "is_on": getattr(form, name),
    }
