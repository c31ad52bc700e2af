"""What our mutations have in common: their errors, and how they refuse."""

from enum import Enum
from typing import Any, Final, NoReturn

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from saleor.graphql.core.mutations import BaseMutation
from saleor.graphql.core.types.common import Error

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import described
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.shop.saleor.channels import read_channel

#: So much of a wrong value is said again.
_LONGEST: Final = 100


class ErrorCode(Enum):
    """Why a mutation changed nothing; Saleor's own words where it has them."""

    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
    UNIQUE = "unique"
    PLUGIN_MISCONFIGURED = "plugin-misconfigured"
    NOT_ACTIVE = "not_active"
    NOT_CONNECTED = "not_connected"
    NOT_GRANTED = "not_granted"
    SWITCHED_OFF = "switched_off"
    TOO_MANY = "too_many"


AllegroErrorCode: Final = described(
    "AllegroErrorCode",
    "Why nothing was changed.",
    {
        ErrorCode.GRAPHQL_ERROR: "An id is malformed, or is one of another type.",
        ErrorCode.INVALID: "A value is not one the field takes.",
        ErrorCode.NOT_FOUND: "What is named does not exist.",
        ErrorCode.REQUIRED: "A value is missing.",
        ErrorCode.UNIQUE: "Something is named twice.",
        ErrorCode.PLUGIN_MISCONFIGURED: "The plugin cannot be active with these settings.",
        ErrorCode.NOT_ACTIVE: "The plugin is not active in the channel.",
        ErrorCode.NOT_CONNECTED: "No seller is connected, or only one who has to connect again.",
        ErrorCode.NOT_GRANTED: "The seller did not allow it on Allegro: connect again.",
        ErrorCode.SWITCHED_OFF: "The settings of no channel of the seller want it.",
        ErrorCode.TOO_MANY: "More was named than is done at once.",
    },
)


class AllegroError(Error):
    code = AllegroErrorCode(description="The error code.", required=True)

    class Meta:
        description = "Why a mutation changed nothing."
        doc_category = CATEGORY


class AllegroMutation(BaseMutation):
    """A mutation whose errors are `AllegroError`s.

    Subclasses give `Meta.description` and `Meta.permissions`, and raise with `refuse`.
    """

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        options.setdefault("error_type_class", AllegroError)
        options.setdefault("doc_category", CATEGORY)
        super().__init_subclass_with_meta__(**options)
        # Saleor describes none of its own.
        cls._meta.fields["errors"].description = "Why nothing was done; empty: it was done."


def refuse(field: str, message: str, code: ErrorCode) -> NoReturn:
    """Change nothing, and say why at the argument or input field.

    Args:
        field: In snake_case.

    Raises:
        ValidationError: Always.
    """
    raise ValidationError({field: ValidationError(message, code=code.value)})


def channel_or_refuse(slug: str, field: str = "channel") -> ShopChannel:
    """The channel of that slug, read from the writer.

    Raises:
        ValidationError: There is none.
    """
    channel = read_channel(slug, database=DEFAULT_DB_ALIAS)
    if channel is None:
        shown = slug if len(slug) <= _LONGEST else f"{slug[:_LONGEST]}…"
        refuse(field, f"Channel with '{shown}' slug does not exist.", ErrorCode.NOT_FOUND)
    return channel
