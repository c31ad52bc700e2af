"""The shop's channels and the plugin configuration stored for each."""

import re
from collections.abc import Collection, Sequence

from django.db import DEFAULT_DB_ALIAS
from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.shop.port import ChannelNotFound, ShopChannel

PLUGIN_ID = "saleor_allegro"
#: PostgreSQL has no text with it and refuses to look for one.
_NOT_STORED = re.compile(r"[\x00\ud800-\udfff]")


def read_channels(*, database: str = DEFAULT_DB_ALIAS) -> Sequence[ShopChannel]:
    """Every channel, in two statements."""
    rows = PluginConfiguration.objects.using(database).filter(identifier=PLUGIN_ID)
    configurations = {row.channel_id: row for row in rows.filter(channel__isnull=False)}
    return [
        _shop_channel(channel, configurations.get(channel.pk))
        for channel in Channel.objects.using(database).order_by("slug")
    ]


def read_channel(slug: str, *, database: str) -> ShopChannel | None:
    """One channel, from the database of that alias; `None`: there is no such."""
    if not can_be_slug(slug):
        return None
    channel = Channel.objects.using(database).filter(slug=slug).first()
    if channel is None:
        return None
    rows = PluginConfiguration.objects.using(database)
    return _shop_channel(channel, rows.filter(identifier=PLUGIN_ID, channel=channel).first())


def can_be_slug(text: str) -> bool:
    """Whether the database can be asked for it at all."""
    return not _NOT_STORED.search(text)


def active_channels(channel_pks: Collection[int], *, database: str) -> Collection[int]:
    """Those of the channels in which the plugin is active."""
    rows = PluginConfiguration.objects.using(database).filter(identifier=PLUGIN_ID, active=True)
    return set(rows.filter(channel__in=channel_pks).values_list("channel_id", flat=True))


def get_channel(slug: str) -> Channel:
    """The channel itself.

    Raises:
        ChannelNotFound: It was deleted or renamed.
    """
    try:
        return Channel.objects.get(slug=slug)
    except Channel.DoesNotExist as error:
        raise ChannelNotFound(slug) from error


def _shop_channel(channel: Channel, row: PluginConfiguration | None) -> ShopChannel:
    stored = row.configuration if row and isinstance(row.configuration, list) else []
    return ShopChannel(
        slug=channel.slug,
        currency=channel.currency_code,
        country=channel.default_country.code,
        is_active=channel.is_active,
        configuration={item["name"]: item["value"] for item in stored},
        plugin_active=bool(row and row.active),
        name=channel.name,
    )
