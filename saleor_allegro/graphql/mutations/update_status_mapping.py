"""`allegroStatusMappingUpdate`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from saleor.graphql.core.types import BaseInputObjectType, NonNullList
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.config import STATUS_FIELDS, read_settings
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.enums import AllegroFulfillmentStatus, AllegroShopStage
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.saving import save_form
from saleor_allegro.graphql.types.status_mapping import AllegroStatusMapping, shown_mapping
from saleor_allegro.rules.status_mapping import SUGGESTED, ShopStage

#: Stage -> a word of Allegro's; what is not there is told nothing of.
_Table = Mapping[ShopStage, str]


class AllegroStatusMappingEntryInput(BaseInputObjectType):
    stage = AllegroShopStage(required=True, description="How far an order is in the shop.")
    status = AllegroFulfillmentStatus(description="What Allegro is told then; null: nothing.")

    class Meta:
        description = "A line of the table of statuses."
        doc_category = CATEGORY


class AllegroStatusMappingUpdate(AllegroMutation):
    mapping = graphene.Field(AllegroStatusMapping, description="The whole table as it is now.")

    class Arguments:
        channel = graphene.String(required=True, description="Slug of a channel.")
        entries = NonNullList(
            AllegroStatusMappingEntryInput,
            description="The whole table: of a stage that is not in it nothing is told.",
        )
        suggested = graphene.Boolean(
            description="Whether the whole table becomes the suggested one, instead of `entries`."
        )

    class Meta:
        description = (
            "Set which status Allegro is told about the orders of a channel: the whole table at "
            "once, many stages to one status if wanted."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(
        cls,
        _root: Any,
        info: Any,
        /,
        *,
        channel: str,
        entries: Sequence[Any] | None = None,
        suggested: bool | None = None,
    ) -> "AllegroStatusMappingUpdate":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        table = _table(entries, bool(suggested))
        values = {name: table.get(stage, "") for stage, name in STATUS_FIELDS.items()}
        saved = save_form(found, values)
        return cls(mapping=shown_mapping(saved.slug, read_settings(saved).status_mapping))


def _table(entries: Sequence[Any] | None, is_suggested: bool) -> _Table:
    if is_suggested and entries is not None:
        refuse("suggested", "Give either `entries` or `suggested`.", ErrorCode.INVALID)
    if is_suggested:
        return SUGGESTED
    if entries is None:
        refuse("entries", "Give either `entries` or `suggested: true`.", ErrorCode.REQUIRED)
    counts = Counter(ShopStage(entry.stage) for entry in entries)
    if twice := [stage.name for stage in ShopStage if counts[stage] > 1]:
        names = ", ".join(twice)
        refuse("entries", f"Name each stage once; more than once: {names}.", ErrorCode.UNIQUE)
    return {ShopStage(entry.stage): entry.status for entry in entries if entry.status}
