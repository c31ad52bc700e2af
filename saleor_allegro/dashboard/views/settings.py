"""A channel's settings, with controls that fit them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from saleor_allegro.config import FIELDS, Field, Language
from saleor_allegro.connect_link import page_url
from saleor_allegro.connect_page import CALLBACK_PATH
from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone
from saleor_allegro.dashboard.settings.changes import Changes, changes_of
from saleor_allegro.dashboard.settings.controls import SHOWN, Values, sections, stored_texts
from saleor_allegro.dashboard.settings.words import WORDS
from saleor_allegro.dashboard.views.settings_saving import save_settings, settings_channel
from saleor_allegro.dashboard.words import spoken
from saleor_allegro.shop.port import ShopChannel

_CHANNELS: Final = "{ allegroChannels { slug name account { connection } } }"
_CHOICES: Final = """
query ($channel: String!) {
  allegroChoices(channel: $channel) { warehouses { id name } marketplaces { id name } }
}
"""
_SECRET: Final = "client_secret"
_ACTIVE: Final = "active"
_BY_NAME: Final[Mapping[str, Field]] = {each.name: each for each in FIELDS}


def show_settings(asked: Asked) -> Shown:
    channels = asked.api.ask(_CHANNELS)["allegroChannels"]
    slug = _chosen(asked.text("channel"), channels)
    content: dict[str, Any] = {
        "words": spoken(WORDS, asked.language),
        "channels": channels,
        "slug": slug,
    }
    if not slug:
        return Shown(template="settings.html", content=content, route="settings")
    changes, notices, errors = _act(asked, slug)
    channel = settings_channel(slug)
    if channel is not None:
        content |= _filled(asked, channel, changes, errors)
        notices = (*notices, *_copied(asked, content, channels))
    route = f"settings?{urlencode({'channel': slug})}"
    return Shown(template="settings.html", content=content, notices=notices, route=route)


def _chosen(wanted: str, channels: Sequence[Mapping[str, Any]]) -> str:
    """The channel to show: the wanted one, one with a seller, or the first; "": there is none."""
    slugs = [each["slug"] for each in channels]
    connected = [each["slug"] for each in channels if each["account"]]
    return wanted if wanted in slugs else next(iter([*connected, *slugs]), "")


def _act(asked: Asked, slug: str) -> tuple[Changes | None, tuple[Notice, ...], Mapping[str, str]]:
    """Save where that is asked for. What was typed comes back where nothing was saved."""
    language = asked.language
    if asked.action not in ("save", "clear") or asked.text("channel") != slug:
        return None, (), {}
    if asked.action == "clear":
        errors = save_settings(slug, {_SECRET: ""}, None)
        return None, (_ended(errors, language),), errors
    changes = changes_of(asked.fields, language)
    active = _switched(asked)
    if not changes.changed and active is None:
        return None, (Notice(Tone.PLAIN, WORDS["unchanged"].in_language(language)),), {}
    errors = changes.errors or save_settings(slug, changes.changed, active)
    return changes if errors else None, (_ended(errors, language),), errors


def _switched(asked: Asked) -> bool | None:
    """Whether the plugin is to be switched on or off; `None`: as it was."""
    if f"was_{_ACTIVE}" not in asked.fields:
        return None
    wanted = bool(asked.text(_ACTIVE))
    return None if wanted == (asked.text(f"was_{_ACTIVE}") == "true") else wanted


def _ended(errors: Mapping[str, str], language: Language) -> Notice:
    if not errors:
        return Notice(Tone.GOOD, WORDS["saved"].in_language(language))
    said = WORDS["not_saved"].in_language(language)
    labels = [_label(name, language) or message for name, message in errors.items()]
    return Notice(Tone.BAD, f"{said} {', '.join(labels)}.")


def _label(name: str, language: Language) -> str:
    each = _BY_NAME.get(name)
    return each.label.in_language(language) if each else ""


def _filled(
    asked: Asked, channel: ShopChannel, changes: Changes | None, errors: Mapping[str, str]
) -> dict[str, Any]:
    """What fills the page of a channel."""
    stored = stored_texts(channel.configuration)
    source = settings_channel(asked.text("from")) if asked.text("from") else None
    typed = {**stored, **(changes.typed if changes else {}), **_taken(source)}
    listed = asked.api.ask(_CHOICES, channel=channel.slug)["allegroChoices"]
    values = Values(stored=stored, typed=typed, errors=errors, listed=listed)
    is_active = channel.plugin_active
    return {
        "sections": sections(
            values, asked.language, has_secret=bool(channel.configuration.get(_SECRET))
        ),
        "was_active": "true" if is_active else "false",
        "is_active": bool(asked.text(_ACTIVE)) if changes else is_active,
        "is_changed": typed != stored or bool(changes),
        "redirect": page_url(CALLBACK_PATH),
        "source": source.slug if source else "",
        "others": errors.get("active", ""),
    }


def _taken(source: ShopChannel | None) -> Mapping[str, str]:
    """What one channel can take from another."""
    if source is None:
        return {}
    texts = stored_texts(source.configuration)
    return {
        each.name: texts[each.name]
        for each in SHOWN
        if each.name in texts and not each.is_channels_own
    }


def _copied(
    asked: Asked, content: Mapping[str, Any], channels: Sequence[Mapping[str, Any]]
) -> tuple[Notice, ...]:
    names = {each["slug"]: each["name"] for each in channels}
    if not content.get("source"):
        return ()
    text = WORDS["copied"].in_language(asked.language)
    return (Notice(Tone.PLAIN, text.format(channel=names.get(content["source"], ""))),)
