"""What every query reads with: the database Saleor would ask, and the ids of our rows."""

from typing import Any

from graphene import Node
from saleor.graphql.core.context import get_database_connection_name

from saleor_allegro.graphql.errors import InvalidId, UnknownChannel
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.shop.saleor.channels import read_channel


def database_of(info: Any) -> str:
    """The alias to ask: the replica for a query, the writer within a mutation."""
    name: str = get_database_connection_name(info.context)
    return name


def pk_of(global_id: str, type_name: str) -> int:
    """The primary key behind an id such as "QWxsZWdyb1J1bjox".

    Raises:
        InvalidId: It is no id, or one of another type.
    """
    try:
        found, pk = Node.from_global_id(global_id)
        if found == type_name and pk.isascii() and pk.isdecimal() and len(pk) < 19:
            return int(pk)
    except ValueError:  # no base64, or no text in it
        pass
    raise InvalidId(global_id, type_name)


def channel_of(slug: str, info: Any) -> ShopChannel:
    """
    Raises:
        UnknownChannel: There is no such channel.
    """
    channel = read_channel(slug, database=database_of(info))
    if channel is None:
        raise UnknownChannel(slug)
    return channel
