"""The shop's channels and the plugin configuration stored for each."""

from collections.abc import Sequence

from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.shop.port import ChannelNotFound, ShopChannel

PLUGIN_ID = "saleor_allegro"


def read_channels() -> Sequence[ShopChannel]:
    """Every channel, in two statements."""
    configurations = {
        row.channel_id: row
        for row in PluginConfiguration.objects.filter(identifier=PLUGIN_ID, channel__isnull=False)
    }
    found = []
    for channel in Channel.objects.order_by("slug"):
        row = configurations.get(channel.pk)
        stored = row.configuration if row and isinstance(row.configuration, list) else []
        found.append(
            ShopChannel(
                slug=channel.slug,
                currency=channel.currency_code,
                country=channel.default_country.code,
                is_active=channel.is_active,
                configuration={item["name"]: item["value"] for item in stored},
                plugin_active=bool(row and row.active),
            )
        )
    return found


def get_channel(slug: str) -> Channel:
    """The channel itself.

    Raises:
        ChannelNotFound: It was deleted or renamed.
    """
    try:
        return Channel.objects.get(slug=slug)
    except Channel.DoesNotExist as error:
        raise ChannelNotFound(slug) from error
