"""`AllegroChoices`: what a channel's settings can name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.models import Directory
from saleor_allegro.shop.saleor.form_names import shipping_methods_of, warehouses_of

Named = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChoices:
    slug: str
    #: `None`: Allegro was never asked.
    directory: Directory | None
    database: str


class AllegroChoice(BaseObjectType):
    id = graphene.String(required=True, description="What a setting keeps.")
    name = graphene.String(required=True, description="What people call it.")

    class Meta:
        description = "Something that a setting can name."
        doc_category = CATEGORY


def _listed(description: str) -> NonNullList:
    return NonNullList(AllegroChoice, required=True, description=description)


class AllegroChoices(BaseObjectType):
    warehouses = _listed("The channel's warehouses, by their slugs.")
    shipping_methods = _listed("The channel's shipping methods, by their ids.")
    delivery_methods = _listed("Allegro's delivery methods; empty before they were read.")
    carriers = _listed("Allegro's carriers; empty before they were read.")
    marketplaces = _listed("Allegro's marketplaces; empty before they were read.")
    read_at = DateTime(description="When Allegro's lists were read; null: never.")

    class Meta:
        description = "What the settings of a channel can name: here, and on Allegro."
        doc_category = CATEGORY

    @staticmethod
    def resolve_warehouses(root: ShownChoices, info: Any) -> Sequence[Named]:
        return warehouses_of(root.slug, database=root.database)

    @staticmethod
    def resolve_shipping_methods(root: ShownChoices, info: Any) -> Sequence[Named]:
        return shipping_methods_of(root.slug, database=root.database)

    @staticmethod
    def resolve_delivery_methods(root: ShownChoices, info: Any) -> Sequence[Named]:
        return root.directory.delivery_methods if root.directory else []

    @staticmethod
    def resolve_carriers(root: ShownChoices, info: Any) -> Sequence[Named]:
        return root.directory.carriers if root.directory else []

    @staticmethod
    def resolve_marketplaces(root: ShownChoices, info: Any) -> Sequence[Named]:
        return root.directory.marketplaces if root.directory else []

    @staticmethod
    def resolve_read_at(root: ShownChoices, info: Any) -> datetime | None:
        return root.directory.read_at if root.directory else None
