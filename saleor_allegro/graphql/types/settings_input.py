"""`AllegroSettingsInput`: the settings of one channel to change, each by its own type."""

from collections.abc import Mapping
from typing import Any, Final

import graphene
from saleor.graphql.core.types import BaseInputObjectType

from saleor_allegro.config import Field, written
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.types.settings import SECRETS, SHOWN, type_of

ACTIVE: Final = "active"


class AllegroPairInput(BaseInputObjectType):
    left = graphene.String(required=True, description="What is mapped.")
    right = graphene.String(required=True, description="What it is mapped to.")

    class Meta:
        description = "A line of a setting that maps one name to another."
        doc_category = CATEGORY


def _setting(field: Field) -> graphene.InputField:
    return graphene.InputField(
        type_of(field.name, AllegroPairInput),
        description=f"{field.label.english}. {field.help.english}",
    )


def _secret(field: Field) -> graphene.InputField:
    return graphene.InputField(
        graphene.String,
        description=f"{field.label.english}. Null clears it; it is kept and never told.",
    )


class _Meta:
    description = (
        "The settings to change. What is left out stays, and null sets the default again. Give "
        "the whole input as one variable: within an input written out, a variable that is not "
        "given counts as null."
    )
    doc_category = CATEGORY


AllegroSettingsInput: Final = type(
    "AllegroSettingsInput",
    (BaseInputObjectType,),
    {
        ACTIVE: graphene.InputField(
            graphene.Boolean, description="Whether the plugin is active in the channel."
        ),
        **{field.name: _setting(field) for field in SHOWN},
        **{field.name: _secret(field) for field in SECRETS},
        "Meta": _Meta,
    },
)


def form_values(given: Mapping[str, Any]) -> dict[str, str | bool]:
    """What an input says, as the form keeps it: name of a field -> value."""
    return {
        field.name: written(field, _plain(given[field.name]))
        for field in (*SHOWN, *SECRETS)
        if field.name in given
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [(each.left, each.right) if hasattr(each, "left") else each for each in value]
    return value
