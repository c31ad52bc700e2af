"""`allegroOrders`."""

from typing import Any

import graphene
from saleor.graphql.core.connection import create_connection_slice
from saleor.graphql.core.fields import ConnectionField
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.filters import AllegroOrderFilterInput, wanted_orders
from saleor_allegro.graphql.reading import database_of
from saleor_allegro.graphql.shown_order import ShownOrder
from saleor_allegro.graphql.sorting import (
    AllegroOrderSortField,
    AllegroOrderSortingInput,
    newest_first,
)
from saleor_allegro.graphql.types.order import AllegroOrderCountableConnection


class AllegroOrderQueries(graphene.ObjectType):
    allegro_orders = ConnectionField(
        AllegroOrderCountableConnection,
        filter=AllegroOrderFilterInput(description="Which purchases are shown."),
        sort_by=AllegroOrderSortingInput(
            description="How they are sorted; unless given, the latest bought comes first."
        ),
        description=(
            "The purchases on Allegro that this shop heard of, those that have not become orders "
            "included. Staff see the channels that they have access to."
        ),
        permissions=[OrderPermissions.MANAGE_ORDERS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_orders(_root: Any, info: Any, **arguments: Any) -> Any:
        wanted = wanted_orders(arguments.pop("filter", None) or {}, info)
        if not arguments.get("sort_by"):
            arguments["sort_by"] = newest_first(
                AllegroOrderSortingInput, AllegroOrderSortField.BOUGHT_AT
            )
        links = ledger.seen_orders(wanted, database=database_of(info))
        page = create_connection_slice(links, info, arguments, AllegroOrderCountableConnection)
        for edge in page.edges:
            edge.node = ShownOrder(link=edge.node, is_whole=True)
        return page
