"""Queries that ask for everything there is, read off the schema that is served."""

from collections.abc import Collection
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType
from saleor.graphql import api

#: Saleor's own types are only entered for these.
_OF_SALEOR = {"Money": "{ amount currency }", "Order": "{ number }", "PageInfo": "{ hasNextPage }"}


def whole(type_name: str, *, without: Collection[str] = ()) -> str:
    """A selection of every field of a type of ours, and of those within it.

    Args:
        without: Names of types that are not entered.
    """
    fields = api.schema.get_type(type_name).fields
    chosen = (select(name, field, {*without, type_name}) for name, field in fields.items())
    return "{ " + " ".join(filter(None, chosen)) + " }"


def select(name: str, field: Any, without: Collection[str]) -> str:
    """One field with all that is in it; "" where it would lead in a circle."""
    kind = field.type
    while hasattr(kind, "of_type"):
        kind = kind.of_type
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return name
    if kind.name in _OF_SALEOR:
        return f"{name} {_OF_SALEOR[kind.name]}"
    return "" if kind.name in without else f"{name} {whole(kind.name, without=without)}"
