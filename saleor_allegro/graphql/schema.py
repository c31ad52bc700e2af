"""What joins Saleor's schema: the composition of our part."""

from typing import Any, Final

from graphene.utils.str_converters import to_camel_case
from saleor.graphql.order.types import Order

from saleor_allegro.graphql.mutations.allegro_offer_match import AllegroOfferMutations
from saleor_allegro.graphql.mutations.jobs import AllegroJobMutations
from saleor_allegro.graphql.mutations.merchant import AllegroMerchantMutations
from saleor_allegro.graphql.order_field import ORDER_FIELD
from saleor_allegro.graphql.queries.accounts import AllegroAccountQueries
from saleor_allegro.graphql.queries.channels import AllegroChannelQueries
from saleor_allegro.graphql.queries.jobs import AllegroJobQueries
from saleor_allegro.graphql.queries.offers import AllegroOfferQueries
from saleor_allegro.graphql.queries.orders import AllegroOrderQueries
from saleor_allegro.graphql.queries.runs import AllegroRunQueries
from saleor_allegro.graphql.queries.settings import AllegroSettingsQueries

QUERIES: Final[tuple[type, ...]] = (
    AllegroSettingsQueries,
    AllegroAccountQueries,
    AllegroOrderQueries,
    AllegroRunQueries,
    AllegroJobQueries,
    AllegroOfferQueries,
    AllegroChannelQueries,
)
#: Classes of `Mutation.Field()`s, as Saleor groups its own.
MUTATIONS: Final[tuple[type, ...]] = (
    AllegroMerchantMutations,
    AllegroJobMutations,
    AllegroOfferMutations,
)
#: The name of our field on Saleor's `Order`.
ALLEGRO: Final = "allegro"


def joined(query: Any, mutation: Any) -> tuple[Any, Any]:
    """Saleor's roots with our fields after its own; `Order` gains its field.

    Args:
        query: Saleor's `Query`.
        mutation: Saleor's `Mutation`.
    """
    Order._meta.fields[ALLEGRO] = ORDER_FIELD
    return _extended(query, QUERIES), _extended(mutation, MUTATIONS)


def root_fields(parts: tuple[type, ...]) -> list[str]:
    """The names of these parts' fields in the schema."""
    return [to_camel_case(name) for part in parts for name in part._meta.fields]  # type: ignore[attr-defined]


def missing_fields(schema: Any) -> list[str]:
    """What a built schema has not of ours, such as "Order.allegro"."""
    ours = {
        "Query": root_fields(QUERIES),
        "Mutation": root_fields(MUTATIONS),
        "Order": [ALLEGRO],
    }
    return [
        f"{name}.{field}"
        for name, fields in ours.items()
        for field in fields
        if field not in schema.get_type(name).fields
    ]


def _extended(root: Any, parts: tuple[type, ...]) -> Any:
    # The schema has the fields of the last base first.
    return type(root.__name__, (*reversed(parts), root), {}) if parts else root
