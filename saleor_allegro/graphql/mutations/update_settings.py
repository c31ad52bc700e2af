"""`allegroSettingsUpdate`."""

from collections.abc import Mapping
from typing import Any

import graphene
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.config import read_settings
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.saving import save_form
from saleor_allegro.graphql.types.settings import AllegroSettings, ShownSettings
from saleor_allegro.graphql.types.settings_input import (
    ACTIVE,
    AllegroSettingsInput,
    form_values,
)


class AllegroSettingsUpdate(AllegroMutation):
    settings = graphene.Field(AllegroSettings, description="All the settings as they are now.")

    class Arguments:
        channel = graphene.String(required=True, description="Slug of a channel.")
        input = AllegroSettingsInput(required=True, description="The settings to change.")

    class Meta:
        description = (
            "Change settings of the Allegro plugin in a channel, all of those given or none. They "
            "are those of the plugin's form in the dashboard."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: Any, /, *, channel: str, input: Mapping[str, Any]
    ) -> "AllegroSettingsUpdate":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        saved = save_form(found, form_values(input), **_switch(input))
        return cls(settings=ShownSettings(channel=saved, settings=read_settings(saved)))


def _switch(given: Mapping[str, Any]) -> dict[str, bool]:
    if ACTIVE not in given:
        return {}
    if given[ACTIVE] is None:
        refuse(ACTIVE, "Say true or false, or leave it out.", ErrorCode.REQUIRED)
    return {ACTIVE: given[ACTIVE]}
