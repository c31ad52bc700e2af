"""Which status Allegro is told, and what follows from it."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.channels import ShownChannel, channels_of, chosen_channel
from saleor_allegro.dashboard.filters import as_datetime
from saleor_allegro.dashboard.statuses.content import content_of, page_of, reading_content
from saleor_allegro.dashboard.statuses.reading import Reading, reading_of
from saleor_allegro.dashboard.statuses.words import WORDS
from saleor_allegro.dashboard.views.statuses_actions import ACTIONS, look, read_stored
from saleor_allegro.dashboard.views.statuses_queries import CHANNELS, READING

_TEMPLATE: Final = "statuses.html"


def show_statuses(asked: Asked) -> Shown:
    channels = _read_channels(asked)
    page = page_of(channels, asked.language)
    channel = chosen_channel(channels, asked.text("channel"))
    if channel is None:
        return Shown(template=_TEMPLATE, content=page)
    route = f"statuses?{urlencode({'channel': channel.slug})}"
    try:
        stored = read_stored(asked.api, channel.slug)
    except Refused as error:
        said = WORDS["unreadable"].filled(reason=error).in_language(asked.language)
        unreadable = {"channel": channel, "unreadable": said}
        return Shown(template=_TEMPLATE, content={**page, **unreadable}, route=route)
    # What was chosen for a channel that is gone must not be saved in another.
    is_meant = channel.slug == asked.text("channel")
    action = ACTIONS.get(asked.action) if is_meant else None
    answer, stored = (action or look)(asked, channel, stored)
    if action:  # which may have mended what stood in the way
        channel = chosen_channel(_read_channels(asked), channel.slug) or channel
    content = content_of(answer, stored, channel=channel, language=asked.language)
    notices = (Notice(Tone(answer.tone), answer.said),) if answer.said else ()
    if asked.action and not is_meant:
        notices = (Notice(Tone.BAD, WORDS["channel_gone"].in_language(asked.language)),)
    return Shown(template=_TEMPLATE, content={**page, **content}, notices=notices, route=route)


def show_lists(asked: Asked) -> Shown:
    """The line about Allegro's lists, asked for again while a worker reads them."""
    slug = asked.text("channel")
    read_at = None
    try:
        found = asked.api.ask(READING, id=asked.text("job"), channel=slug)
        reading = reading_of(found["allegroJob"])
        read_at = as_datetime(found["allegroChoices"]["readAt"])
    except Refused as error:
        reading = Reading(reason=str(error))
    content = reading_content(reading, slug, read_at, may_read=True, language=asked.language)
    return Shown(template="statuses_lists.html", content=content)


def _read_channels(asked: Asked) -> Sequence[ShownChannel]:
    """Those that the person may see."""
    found = asked.api.ask(CHANNELS, language=asked.language.name)
    return channels_of(found["allegroChannels"])
