"""`allegroChannels`, `allegroChoices` and `allegroSummary`."""

from datetime import datetime
from typing import Any

import graphene
from django.utils import timezone
from saleor.graphql.core.fields import PermissionsField
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions, PluginsPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import accessible_channels, require_access
from saleor_allegro.graphql.reading import channel_of, database_of
from saleor_allegro.graphql.types.channel import AllegroChannel, ShownChannel
from saleor_allegro.graphql.types.choices import AllegroChoices, ShownChoices
from saleor_allegro.graphql.types.summary import AllegroSummary, ShownSummary
from saleor_allegro.shop.saleor.channels import read_channels
from saleor_allegro.shop.saleor.packing import count_to_pack


class AllegroChannelQueries(graphene.ObjectType):
    allegro_channels = PermissionsField(
        NonNullList(AllegroChannel),
        description=(
            "Every channel of the shop, by slug. Staff see the channels that they have access to."
        ),
        permissions=[PluginsPermissions.MANAGE_PLUGINS, OrderPermissions.MANAGE_ORDERS],
        doc_category=CATEGORY,
    )
    allegro_choices = PermissionsField(
        AllegroChoices,
        channel=graphene.Argument(graphene.String, required=True, description="Slug of a channel."),
        description="What the settings of a channel can name: here, and on Allegro.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS],
        doc_category=CATEGORY,
    )
    allegro_summary = PermissionsField(
        AllegroSummary,
        since=graphene.Argument(
            DateTime, required=True, description="From when on purchases count as bought."
        ),
        description=(
            "A few numbers about the purchases on Allegro. Staff see those of the channels that "
            "they have access to."
        ),
        permissions=[OrderPermissions.MANAGE_ORDERS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_channels(_root: Any, info: Any) -> list[ShownChannel]:
        accessible = accessible_channels(info)
        channels = read_channels(database=database_of(info))
        return [
            ShownChannel(channel)
            for channel in channels
            if accessible is None or channel.slug in accessible
        ]

    @staticmethod
    def resolve_allegro_choices(_root: Any, info: Any, *, channel: str) -> ShownChoices:
        found = channel_of(channel, info)
        require_access(found.slug, info)
        database = database_of(info)
        directory = ledger.seen_directory(found.slug, database=database)
        return ShownChoices(slug=found.slug, directory=directory, database=database)

    @staticmethod
    def resolve_allegro_summary(_root: Any, info: Any, *, since: datetime) -> ShownSummary:
        database, channels = database_of(info), accessible_channels(info)
        summary = ledger.summarise(since, channels, database=database)
        to_send = ledger.orders_to_send(channels, database=database)
        packing = count_to_pack(to_send, timezone.now(), database=database)
        return ShownSummary(summary=summary, packing=packing)
