"""`allegroSettings` and `allegroStatusMapping`."""

from typing import Any

import graphene
from saleor.graphql.core.fields import PermissionsField
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.config import Settings, WrongSettings, read_settings
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.errors import UnreadableSettings
from saleor_allegro.graphql.reading import channel_of
from saleor_allegro.graphql.types.settings import AllegroSettings, ShownSettings
from saleor_allegro.graphql.types.status_mapping import AllegroStatusMapping, shown_mapping
from saleor_allegro.shop.port import ShopChannel


def _channel() -> Any:
    return graphene.Argument(graphene.String, required=True, description="Slug of a channel.")


class AllegroSettingsQueries(graphene.ObjectType):
    allegro_settings = PermissionsField(
        AllegroSettings,
        channel=_channel(),
        description="The settings of the Allegro plugin in a channel.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=CATEGORY,
    )
    allegro_status_mapping = PermissionsField(
        AllegroStatusMapping,
        channel=_channel(),
        description="Which status Allegro is told about the orders of a channel.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_settings(_root: Any, info: Any, *, channel: str) -> ShownSettings:
        found = _seen(channel, info)
        return ShownSettings(channel=found, settings=_read(found))

    @staticmethod
    def resolve_allegro_status_mapping(_root: Any, info: Any, *, channel: str) -> Any:
        found = _seen(channel, info)
        return shown_mapping(found.slug, _read(found).status_mapping)


def _seen(slug: str, info: Any) -> ShopChannel:
    """
    Raises:
        UnknownChannel: There is no such channel.
        PermissionDenied: The viewer has no access to it.
    """
    found = channel_of(slug, info)
    require_access(found.slug, info)
    return found


def _read(channel: ShopChannel) -> Settings:
    try:
        return read_settings(channel)
    except WrongSettings as error:
        raise UnreadableSettings(str(error)) from error
