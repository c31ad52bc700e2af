"""What the plugin's form says of a channel's connection, for whoever does not see the form."""

from saleor_allegro import plugin_form
from saleor_allegro.config import Language
from saleor_allegro.connection_text import ConnectionText, connection_text
from saleor_allegro.models import Account
from saleor_allegro.shop.port import ShopChannel


def connection_words(
    channel: ShopChannel, account: Account | None, language: Language
) -> ConnectionText:
    """In whatever language is asked for; the form itself has one of its own."""
    stored = ({"name": name, "value": value} for name, value in channel.configuration.items())
    return connection_text(
        plugin_form.values_of(plugin_form.stored(stored)),
        account,
        is_active=channel.plugin_active,
        language=language,
    )
