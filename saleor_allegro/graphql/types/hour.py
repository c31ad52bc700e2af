"""`AllegroHour`: what an account did in an hour."""

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType

from saleor_allegro.graphql.category import CATEGORY


class AllegroHour(BaseObjectType):
    starts_at = DateTime(required=True, description="When the hour begins.")
    runs = graphene.Int(required=True, description="Runs that began in it.")
    stopped = graphene.Int(required=True, description="How many of them stopped early.")
    calls = graphene.Int(required=True, description="Calls they made to Allegro.")
    imported = graphene.Int(required=True, description="Purchases that became orders.")
    updated = graphene.Int(required=True, description="Orders that followed their purchases.")
    told = graphene.Int(required=True, description="What Allegro was told of.")
    failed = graphene.Int(required=True, description="Purchases and orders that failed.")

    class Meta:
        description = "The runs of an account in one hour, added up."
        doc_category = CATEGORY
