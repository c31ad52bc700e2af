"""`allegroOffers`."""

from typing import Any

import graphene
from saleor.graphql.core.connection import create_connection_slice
from saleor.graphql.core.fields import ConnectionField
from saleor.permission.enums import OrderPermissions, ProductPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.offer_filters import AllegroOfferFilterInput, wanted_offers
from saleor_allegro.graphql.reading import database_of
from saleor_allegro.graphql.sorting import AllegroOfferSortingInput
from saleor_allegro.graphql.types.offer import AllegroOfferCountableConnection


class AllegroOfferQueries(graphene.ObjectType):
    allegro_offers = ConnectionField(
        AllegroOfferCountableConnection,
        filter=AllegroOfferFilterInput(description="Which offers are shown."),
        sort_by=AllegroOfferSortingInput(
            description="How they are sorted; unless given, the one known longest comes first."
        ),
        description=(
            "The offers that were seen on Allegro while stock was sent, and those that a person "
            "chose a variant for."
        ),
        permissions=[OrderPermissions.MANAGE_ORDERS, ProductPermissions.MANAGE_PRODUCTS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_offers(_root: Any, info: Any, **arguments: Any) -> Any:
        wanted = wanted_offers(arguments.pop("filter", None) or {})
        offers = ledger.seen_offers(wanted, database=database_of(info))
        return create_connection_slice(offers, info, arguments, AllegroOfferCountableConnection)
