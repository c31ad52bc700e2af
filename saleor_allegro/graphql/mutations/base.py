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


class ErrorCode(Enum):
    """Why a mutation changed nothing; Saleor's own words where it has them."""

    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    REQUIRED = "required"
    UNIQUE = "unique"
    PLUGIN_MISCONFIGURED = "plugin-misconfigured"
    CHANNEL_TAKEN = "channel_taken"
    NOT_ACTIVE = "not_active"
    NOT_CONNECTED = "not_connected"
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
        ErrorCode.CHANNEL_TAKEN: "The channel is connected to another seller.",
        ErrorCode.NOT_ACTIVE: "The plugin is not active in the channel.",
        ErrorCode.NOT_CONNECTED: "No seller is connected, or only one who has to connect again.",
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
        # Saleor makes the field itself, and gives it no description.
        cls._meta.fields["errors"].description = "Why nothing was changed; empty: it was."


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
        refuse(field, f"Channel with '{slug}' slug does not exist.", ErrorCode.NOT_FOUND)
    return channel
