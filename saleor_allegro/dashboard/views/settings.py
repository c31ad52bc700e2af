"""A channel's settings, with controls that fit them."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from saleor_allegro.connect_link import page_url
from saleor_allegro.connect_page import CALLBACK_PATH
from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.channels import channels_of, chosen_channel
from saleor_allegro.dashboard.settings.content import Answer, content_of, page_of
from saleor_allegro.dashboard.settings.state import State, state_of
from saleor_allegro.dashboard.settings.words import WORDS
from saleor_allegro.dashboard.views.settings_actions import ACTIONS, look
from saleor_allegro.dashboard.views.settings_queries import CHANNELS
from saleor_allegro.dashboard.views.settings_reading import read_stored

_TEMPLATE: Final = "settings.html"


def show_settings(asked: Asked) -> Shown:
    found = _read_channels(asked)
    channels = channels_of([*found.values()])
    page = page_of(channels, asked.language)
    channel = chosen_channel(channels, asked.text("channel"))
    if channel is None:
        return Shown(template=_TEMPLATE, content=page)
    stored = read_stored(asked.api, channel.slug, asked.language)
    # What was entered for a channel that is gone must not be saved in another.
    is_meant = channel.slug == asked.text("channel")
    action = ACTIONS.get(asked.action.partition(":")[0]) if is_meant else None
    answer, stored = (action or look)(asked, channel, stored)
    if action:
        found = _read_channels(asked)
    minutes = stored.texts["import_every_minutes"]
    state = state_of(found[channel.slug], minutes, asked.language)
    content = content_of(
        answer,
        stored,
        state,
        computed={"redirect_uri": page_url(CALLBACK_PATH)},
        language=asked.language,
    )
    return Shown(
        template=_TEMPLATE,
        content={**page, **content, "channel": channel},
        notices=_notices(asked, answer, state, is_meant=is_meant),
        route=f"settings?{urlencode({'channel': channel.slug})}",
    )


def _notices(asked: Asked, answer: Answer, state: State, *, is_meant: bool) -> tuple[Notice, ...]:
    if asked.action and not is_meant:
        return (Notice(Tone.BAD, WORDS["channel_gone"].in_language(asked.language)),)
    if answer.is_saved:
        said = WORDS["saved"].filled(state=state.text).in_language(asked.language)
        return (Notice(Tone.GOOD, said),)
    return (Notice(Tone(answer.tone), answer.said),) if answer.said else ()


def _read_channels(asked: Asked) -> Mapping[str, Mapping[str, Any]]:
    """Slug -> `AllegroChannel`, of those that the person may see."""
    found = asked.api.ask(CHANNELS, language=asked.language.name)["allegroChannels"]
    return {each["slug"]: each for each in found}
