"""The door that Saleor opens: the configuration form, the pages and the hooks."""

from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from saleor.core.db.connection import allow_writer
from saleor.plugins.base_plugin import BasePlugin
from saleor.plugins.models import PluginConfiguration

from saleor_allegro import ledger, plugin_form
from saleor_allegro.allegro.oauth import TokenPair
from saleor_allegro.config import Settings
from saleor_allegro.connect_link import connect_link, page_url
from saleor_allegro.connect_news import note_failure
from saleor_allegro.connect_page import CALLBACK_PATH, ConnectPages
from saleor_allegro.connection_text import connection_text
from saleor_allegro.dashboard.routes import answer_dashboard
from saleor_allegro.icon import answer_icon
from saleor_allegro.models import Account
from saleor_allegro.plugin_check import find_problems, with_summary
from saleor_allegro.plugin_hooks import OrderHooks
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.shop.saleor.shop import SaleorShop
from saleor_allegro.sync.connect_account import connect_account


class AllegroPlugin(OrderHooks, BasePlugin):
    """Orders bought on Allegro, in one channel."""

    PLUGIN_ID = "saleor_allegro"
    PLUGIN_NAME = "Allegro"
    PLUGIN_DESCRIPTION = (
        "Orders bought on Allegro become orders of this channel. / "
        "Zakupy z Allegro stają się zamówieniami tego kanału."
    )
    CONFIGURATION_PER_CHANNEL = True
    # The dashboard links to no inactive plugin; the form's own main switch is off by default.
    DEFAULT_ACTIVE = True
    DEFAULT_CONFIGURATION = plugin_form.defaults()
    CONFIG_STRUCTURE = plugin_form.structure()

    def get_plugin_configuration(self, configuration: Any) -> list[plugin_form.Item]:
        """The form in its own order and language, whatever an older release stored."""
        return plugin_form.drawn(configuration or [])

    def resolve_plugin_configuration(self, request: Any) -> list[plugin_form.Item]:
        """The form with its read-only lines, which are computed at each look."""
        computed = self._computed() if self.channel else {}
        return [item | computed.get(item["name"], {}) for item in self.configuration]

    def _computed(self) -> dict[str, dict[str, str]]:
        """Field name -> what is known of it only now."""
        values = plugin_form.values_of(self.configuration)
        text = connection_text(
            values,
            _account(self.channel.slug),
            is_active=self.active,
            language=plugin_form.language_of(values),
        )
        return {
            "connection": {"value": text.state, "help_text": text.advice},
            "connect_link": {"value": "", "help_text": text.no_link}
            if text.missing
            else {"value": connect_link(self.channel.slug, datetime.now(UTC))},
            "redirect_uri": {"value": page_url(CALLBACK_PATH)},
        }

    def webhook(self, request: HttpRequest, path: str, previous_value: Any) -> HttpResponse:
        """The pages that connect a seller, those in the dashboard, and the icon; Saleor asks any
        instance, whatever its channel.
        """
        now = datetime.now(UTC)
        pages = ConnectPages(
            callback_url=page_url(CALLBACK_PATH),
            channel=_channel,
            connect=_connect,
            note_failure=note_failure,
        )
        return (
            answer_icon(request, path)
            or pages.answer(request, path, now)
            or answer_dashboard(request, path, now)
            or HttpResponseNotFound()
        )

    @classmethod
    def save_plugin_configuration(
        cls, plugin_configuration: PluginConfiguration, cleaned_data: dict[str, Any]
    ) -> PluginConfiguration:
        """Save the changes a person made, all or none.

        Raises:
            ValidationError: One error a wrong field.
        """
        if not plugin_configuration.name:
            cls._settle(plugin_configuration)
        plugin_configuration.before = plugin_form.values_of(plugin_configuration.configuration)
        return super().save_plugin_configuration(plugin_configuration, cleaned_data)

    @classmethod
    def _settle(cls, row: PluginConfiguration) -> None:
        """Give a row that Saleor has just made what the form showed before it existed.

        Saleor makes the row at the first save, switched off even where the form was on, and
        keeps it when the save is refused. A row without a name has never been through here.
        """
        row.name = cls.PLUGIN_NAME
        row.description = cls.PLUGIN_DESCRIPTION
        row.active = cls.get_default_active()
        row.configuration = plugin_form.stored(row.configuration)
        row.save()

    @classmethod
    def _update_config_items(
        cls, configuration_to_update: list[dict[str, Any]], current_config: list[dict[str, Any]]
    ) -> None:
        """Saleor's own, which leaves a cleared secret as it was, and then the cleared secrets."""
        super()._update_config_items(configuration_to_update, current_config)
        cleared = plugin_form.cleared_secrets(configuration_to_update)
        for item in current_config:
            if item["name"] in cleared:
                item["value"] = ""

    @classmethod
    def validate_plugin_configuration(
        cls, plugin_configuration: PluginConfiguration, **_version_specific: Any
    ) -> None:
        """Refuse values the form does not take; completeness counts once orders are wanted.

        Raises:
            ValidationError: Field name -> what is allowed, in the form's language.
        """
        problems, code = find_problems(
            plugin_form.values_of(plugin_configuration.configuration),
            is_active=plugin_configuration.active,
            channel_pk=plugin_configuration.channel_id,
        )
        if problems:
            raise ValidationError(
                {
                    name: ValidationError(message, code=code.value)
                    for name, message in with_summary(problems)
                }
            )

    @classmethod
    def pre_save_plugin_configuration(cls, plugin_configuration: PluginConfiguration) -> None:
        """Store names and values alone, without what is computed, and suggestions if wanted."""
        before = getattr(plugin_configuration, "before", {})
        items = plugin_form.with_suggestions(plugin_configuration.configuration, before)
        plugin_configuration.configuration = plugin_form.stored(items)

    @classmethod
    def _append_config_structure(cls, configuration: list[plugin_form.Item]) -> None:
        """What Saleor answers to a save: the whole form again, in its own language."""
        configuration[:] = plugin_form.drawn(configuration)


@allow_writer()
def _account(slug: str) -> Account | None:
    """The seller of a channel; from the writer, so that a new one is seen at once."""
    return ledger.account_of_channel(slug)


def _channel(slug: str) -> ShopChannel | None:
    return next((channel for channel in SaleorShop().channels() if channel.slug == slug), None)


def _connect(channel: ShopChannel, settings: Settings, tokens: TokenPair, now: datetime) -> str:
    return connect_account(channel.slug, settings, tokens, now).login
