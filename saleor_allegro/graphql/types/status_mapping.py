"""`AllegroStatusMapping`: which status Allegro is told at which stage of an order."""

import graphene
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import AllegroFulfillmentStatus, AllegroShopStage
from saleor_allegro.rules import status_mapping as rule


class AllegroStatusMappingEntry(BaseObjectType):
    stage = graphene.Field(
        AllegroShopStage, required=True, description="How far an order is in the shop."
    )
    status = graphene.Field(
        AllegroFulfillmentStatus, description="What Allegro is told then; null: nothing."
    )
    suggested = graphene.Field(
        AllegroFulfillmentStatus, description="What we suggest to tell; null: nothing."
    )

    class Meta:
        description = "A line of the table of statuses."
        doc_category = CATEGORY


class AllegroStatusMapping(BaseObjectType):
    channel = graphene.String(required=True, description="Slug of the channel.")
    entries = NonNullList(
        AllegroStatusMappingEntry,
        required=True,
        description="A line for every stage, those of which nothing is told included.",
    )

    class Meta:
        description = "Which status Allegro is told about a channel's orders; many to one."
        doc_category = CATEGORY


def shown_mapping(slug: str, mapping: rule.StatusMapping) -> AllegroStatusMapping:
    return AllegroStatusMapping(
        channel=slug,
        entries=[
            AllegroStatusMappingEntry(
                stage=stage, status=mapping.get(stage), suggested=rule.SUGGESTED.get(stage)
            )
            for stage in rule.ShopStage
        ],
    )
