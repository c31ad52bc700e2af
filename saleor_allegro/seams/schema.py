"""Our queries, our mutations and `Order.allegro` are part of Saleor's one GraphQL schema.

`saleor.graphql.api` builds it when it is imported, from bases that it lists itself. So the class
that it builds it with is wrapped; by then every type of Saleor's is there, whoever imported what
before. `/graphql/`, `get_graphql_schema`, the federation's `_service` and subscription queries
all see that one schema. Other schemas are built as before.
"""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, Final

import graphene
from django.core.checks import CheckMessage, Error

from saleor_allegro.seams.wrapping import wrap_once

_API: Final = "saleor.graphql.api"
_PARAMETERS: Final = (
    *("self", "query", "mutation", "subscription"),
    *("directives", "types", "auto_camelcase"),
)


def install() -> None:
    """Wrap the class, unless it is not what we know; then `check` says so."""
    wrap_once(graphene.Schema, "__init__", _with_allegro, _PARAMETERS)


def check(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.E006` where the schema was built without us."""
    from saleor_allegro.graphql.schema import missing_fields

    missing = missing_fields(import_module(_API).schema)
    if not missing:
        return []
    return [
        Error(
            f"Saleor's GraphQL schema has no {', '.join(missing)}.",
            hint="Another app imports saleor.graphql.api while Django starts: put saleor_allegro "
            "before it in INSTALLED_APPS. Else install a release of saleor-allegro made for this "
            "Saleor.",
            id="saleor_allegro.E006",
        )
    ]


def _with_allegro(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def init(self: Any, query: Any = None, mutation: Any = None, *args: Any, **kwargs: Any) -> None:
        # Once: the federation builds a second schema, from the roots of the first.
        if getattr(query, "__module__", None) == _API:
            from saleor_allegro.graphql.schema import joined

            query, mutation = joined(query, mutation)
        original(self, query, mutation, *args, **kwargs)

    return init
