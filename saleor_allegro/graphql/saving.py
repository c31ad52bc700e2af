"""Saving a channel's settings: the same place as the dashboard's form, by the same way."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from saleor.plugins.manager import get_plugins_manager
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.graphql.mutations.base import ErrorCode, channel_or_refuse, refuse
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.shop.saleor.channels import PLUGIN_ID


def save_form(
    channel: ShopChannel, values: Mapping[str, str | bool], **switch: bool
) -> ShopChannel:
    """Save changes of the form, all or none, and read the channel again.

    Args:
        values: Name of a field -> what the form keeps.
        switch: `active`, where the plugin is to be switched on or off.

    Raises:
        ValidationError: One error a wrong field, as the form has it.
    """
    changes = {"configuration": [{"name": name, "value": value} for name, value in values.items()]}
    # One of its own: that of the request may have been made to read from a replica.
    manager = get_plugins_manager(allow_replica=False)
    try:
        # Saleor makes the row before it is known whether the form may be saved.
        with transaction.atomic():
            _lock(channel.slug)
            saved = manager.save_plugin_configuration(PLUGIN_ID, channel.slug, changes | switch)
    except ValidationError as error:
        raise _without_summary(error) from error
    if saved is None:
        refuse("channel", "Saleor's PLUGINS do not name this plugin.", ErrorCode.NOT_ACTIVE)
    return channel_or_refuse(channel.slug)


def _lock(slug: str) -> None:
    """Have whoever saves the same form wait, so that neither loses what the other changed."""
    rows = PluginConfiguration.objects.filter(identifier=PLUGIN_ID, channel__slug=slug)
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def _without_summary(error: ValidationError) -> ValidationError:
    """The errors without the one that says them all, which is for the dashboard."""
    fields = {name: found for name, found in error.error_dict.items() if name != NON_FIELD_ERRORS}
    return ValidationError(fields) if fields else error
