"""What a merchant can do with the plugin's form in the dashboard."""

from typing import Any

import graphene
from saleor.channel.models import Channel
from saleor.plugins.models import PluginConfiguration

from tests.saleor.world import World

PLUGIN = """
query ($id: ID!) { plugin(id: $id) { id name channelConfigurations { active channel { slug }
  configuration { name value type label helpText } } } }
"""
SAVE = """
mutation ($id: ID!, $channel: ID!, $input: PluginUpdateInput!) {
  pluginUpdate(id: $id, channelId: $channel, input: $input) {
    errors { field code message }
    plugin { channelConfigurations { active channel { slug }
      configuration { name value type label helpText } } } } }
"""


class MerchantForm:
    """The form of one channel, read and saved through Saleor's own GraphQL."""

    def __init__(self, world: World, channel: Channel) -> None:
        self.world = world
        self.channel = channel

    def open(self) -> dict[str, Any]:
        """`{"active": ..., "fields": {name: {"value", "type", "label", "helpText"}}}`."""
        return self._of_channel(self.world.graphql(PLUGIN, {"id": "saleor_allegro"})["plugin"])

    def save(self, *, active: bool | None = None, **values: str | None) -> dict[str, Any]:
        """Save some values; the answer has `errors` and `plugin`."""
        changes: dict[str, Any] = {
            "configuration": [{"name": name, "value": value} for name, value in values.items()]
        }
        if active is not None:
            changes["active"] = active
        variables = {
            "id": "saleor_allegro",
            "channel": graphene.Node.to_global_id("Channel", self.channel.pk),
            "input": changes,
        }
        return self.world.graphql(SAVE, variables)["pluginUpdate"]

    def save_well(self, **changes: Any) -> dict[str, Any]:
        """Save, and give the form that is shown then."""
        answer = self.save(**changes)
        assert answer["errors"] == []
        return self._of_channel(answer["plugin"])

    @property
    def row(self) -> PluginConfiguration:
        return PluginConfiguration.objects.get(identifier="saleor_allegro", channel=self.channel)

    @property
    def stored(self) -> dict[str, Any]:
        return {item["name"]: item["value"] for item in self.row.configuration}

    def _of_channel(self, plugin: dict[str, Any]) -> dict[str, Any]:
        [found] = [
            each
            for each in plugin["channelConfigurations"]
            if each["channel"]["slug"] == self.channel.slug
        ]
        fields = {item["name"]: item for item in found["configuration"]}
        assert len(fields) == len(found["configuration"])
        return found | {"fields": fields}
