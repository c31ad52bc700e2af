"""`AllegroSettings`: what the merchant of one channel wants, a field for each setting."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final, get_origin

import graphene
from saleor.graphql.core import scalars
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro.config import FIELDS, STATUS_FIELDS, FieldKind, Language, Settings
from saleor_allegro.config.fields import EnvironmentName
from saleor_allegro.graphql import enums
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent
from saleor_allegro.shop.port import MatchBy, ShopChannel


class AllegroPair(BaseObjectType):
    left = graphene.String(required=True, description="What is mapped.")
    right = graphene.String(required=True, description="What it is mapped to.")

    class Meta:
        description = "A line of a setting that maps one name to another."
        doc_category = CATEGORY


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSettings:
    channel: ShopChannel
    settings: Settings


#: Type of a setting -> its type in the schema.
_TYPES: Final[Mapping[type, Any]] = {
    bool: graphene.Boolean,
    int: graphene.Int,
    str: graphene.String,
    Decimal: scalars.Decimal,
    EnvironmentName: enums.AllegroEnvironment,
    InitialStatus: enums.AllegroInitialStatus,
    Language: enums.AllegroLanguage,
    MatchBy: enums.AllegroMatchBy,
    WhenSent: enums.AllegroWhenSent,
}
#: Those without a field of their own: the table of statuses has its own query, filling it in is
#: something that is done, and no secret is ever told.
_ELSEWHERE: Final = frozenset({*STATUS_FIELDS.values(), "suggest_statuses"})
SHOWN: Final = tuple(
    field
    for field in FIELDS
    if field.kind not in (FieldKind.OUTPUT, FieldKind.SECRET) and field.name not in _ELSEWHERE
)
SECRETS: Final = tuple(field for field in FIELDS if field.kind is FieldKind.SECRET)
_SETTING_TYPES: Final[Mapping[str, Any]] = {field.name: field.type for field in fields(Settings)}


def type_of(name: str, pair: Any) -> Any:
    """The type of a setting in the schema.

    Args:
        pair: The type of a line where the setting maps names to others.
    """
    setting = _SETTING_TYPES[name]
    origin = get_origin(setting)
    if origin is tuple:
        return NonNullList(graphene.String)
    return NonNullList(pair) if origin is Mapping else _TYPES[setting]


def _shown_fields() -> dict[str, Any]:
    shown = {
        field.name: graphene.Field(
            type_of(field.name, AllegroPair),
            required=True,
            description=f"{field.label.english}. {field.help.english}",
        )
        for field in SHOWN
    }
    kept = {
        f"{field.name}_set": graphene.Boolean(
            required=True,
            description=f"{field.label.english}. Whether one is stored; itself it is never told.",
        )
        for field in SECRETS
    }
    return shown | kept


def _resolve(name: str, default: object, root: ShownSettings, info: Any, **_: Any) -> Any:
    if name.endswith("_set"):
        return bool(getattr(root.settings, name.removesuffix("_set")))
    value = getattr(root.settings, name)
    if isinstance(value, Decimal):
        return value * 100
    if isinstance(value, Mapping):
        return [AllegroPair(left=left, right=right) for left, right in value.items()]
    return value


class _Heading:
    channel = graphene.String(required=True, description="Slug of the channel.")
    active = graphene.Boolean(
        required=True, description="Whether the plugin is active in the channel."
    )

    @staticmethod
    def resolve_channel(root: ShownSettings, info: Any) -> str:
        return root.channel.slug

    @staticmethod
    def resolve_active(root: ShownSettings, info: Any) -> bool:
        return root.channel.plugin_active


class _Meta:
    description = "The settings of one channel, as in the plugin's form in the dashboard."
    doc_category = CATEGORY
    default_resolver = _resolve


AllegroSettings: Final = type(
    "AllegroSettings", (_Heading, BaseObjectType), {**_shown_fields(), "Meta": _Meta}
)
