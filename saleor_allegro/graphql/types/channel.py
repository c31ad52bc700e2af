"""`AllegroChannel`: a channel of the shop, and whether orders from Allegro come into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro.config import FIELDS, Language, check, is_true
from saleor_allegro.config.parsers import NotAllowed
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.connection_words import connection_words
from saleor_allegro.graphql.dataloaders import ConnectedChannelLoader
from saleor_allegro.graphql.enums import AllegroLanguage
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.models import AccountChannel
from saleor_allegro.shop.port import ShopChannel


@dataclass(frozen=True, slots=True)
class ShownChannel:
    channel: ShopChannel


def _spoken(description: str) -> Any:
    """A text in the language that is asked for."""
    language = graphene.Argument(
        AllegroLanguage, description="The language of the text; English unless given."
    )
    return graphene.String(required=True, language=language, description=description)


class AllegroChannel(BaseObjectType):
    slug = graphene.String(required=True, description="Slug of the channel.")
    name = graphene.String(required=True, description="Name of the channel.")
    currency_code = graphene.String(required=True, description="Currency of the channel.")
    active = graphene.Boolean(
        required=True, description="Whether the plugin is switched on in the channel."
    )
    creates_orders = graphene.Boolean(
        required=True, description="Whether the settings want orders created from purchases."
    )
    account = graphene.Field(
        AllegroAccount, description="The seller whose orders come into it; null: none."
    )
    connected_at = DateTime(
        description="When that seller agreed last to be connected to it; null: no seller is."
    )
    missing = NonNullList(
        graphene.String,
        required=True,
        language=graphene.Argument(
            AllegroLanguage, description="The language of the labels; English unless given."
        ),
        description="Labels of the settings to complete before a seller can be connected.",
    )
    connection_state = _spoken(
        "Who is connected, and since when, in one line: what the plugin's form says."
    )
    connection_advice = _spoken(
        "Whether orders are imported, and what to do where they are not: what the plugin's form "
        "says, which has the link to connect a seller below that line."
    )

    class Meta:
        description = "A channel of the shop, and whether orders from Allegro come into it."
        doc_category = CATEGORY

    @staticmethod
    def resolve_slug(root: ShownChannel, info: Any) -> str:
        return root.channel.slug

    @staticmethod
    def resolve_name(root: ShownChannel, info: Any) -> str:
        return root.channel.name

    @staticmethod
    def resolve_currency_code(root: ShownChannel, info: Any) -> str:
        return root.channel.currency

    @staticmethod
    def resolve_active(root: ShownChannel, info: Any) -> bool:
        return root.channel.plugin_active

    @staticmethod
    def resolve_creates_orders(root: ShownChannel, info: Any) -> bool:
        try:
            return is_true(root.channel.configuration.get("create_orders") or False)
        except NotAllowed:  # stored by another release; `missing` names it
            return False

    @staticmethod
    def resolve_account(root: ShownChannel, info: Any) -> Any:
        return _connected(root, info, lambda row: row.account)

    @staticmethod
    def resolve_connected_at(root: ShownChannel, info: Any) -> Any:
        return _connected(root, info, lambda row: row.connected_at)

    @staticmethod
    def resolve_missing(
        root: ShownChannel, info: Any, *, language: str | None = None
    ) -> Sequence[str]:
        wrong = dict(check(root.channel.configuration, active=True))
        chosen = Language(language or Language.ENGLISH)
        return [field.label.in_language(chosen) for field in FIELDS if field.name in wrong]

    @staticmethod
    def resolve_connection_state(
        root: ShownChannel, info: Any, *, language: str | None = None
    ) -> Any:
        return _words(root, info, language).then(lambda words: words.state)

    @staticmethod
    def resolve_connection_advice(
        root: ShownChannel, info: Any, *, language: str | None = None
    ) -> Any:
        return _words(root, info, language).then(lambda words: words.advice)


def _words(root: ShownChannel, info: Any, language: str | None) -> Any:
    chosen = Language(language or Language.ENGLISH)
    connected = _loaded(root, info)
    return connected.then(
        lambda row: connection_words(root.channel, row.account if row else None, chosen)
    )


def _connected(root: ShownChannel, info: Any, what: Callable[[AccountChannel], Any]) -> Any:
    """What there is to say of the channel's seller; null: there is none."""
    return _loaded(root, info).then(lambda row: what(row) if row else None)


def _loaded(root: ShownChannel, info: Any) -> Any:
    return ConnectedChannelLoader(info.context).load(root.channel.slug)
