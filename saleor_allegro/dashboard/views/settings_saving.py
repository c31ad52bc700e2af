"""Saving a channel's settings: what the form and `allegroSettingsUpdate` do as well."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from saleor_allegro.graphql.mutations.base import channel_or_refuse
from saleor_allegro.graphql.saving import save_form
from saleor_allegro.shop.port import ShopChannel


def save_settings(
    slug: str, values: Mapping[str, str | bool], active: bool | None
) -> Mapping[str, str]:
    """Save all of it, or nothing.

    Returns:
        Name of a field -> why nothing was saved; empty: it was.
    """
    switch = {} if active is None else {"active": active}
    try:
        save_form(channel_or_refuse(slug), values, **switch)
    except ValidationError as error:
        return _told(error)
    return {}


def settings_channel(slug: str) -> ShopChannel | None:
    try:
        return channel_or_refuse(slug)
    except ValidationError:
        return None


def _told(error: ValidationError) -> Mapping[str, str]:
    if not hasattr(error, "error_dict"):
        return {NON_FIELD_ERRORS: " ".join(error.messages)}
    return {
        name: " ".join(str(each) for each in found) for name, found in error.message_dict.items()
    }
