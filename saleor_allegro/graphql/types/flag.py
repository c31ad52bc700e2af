"""`AllegroFlag`: something about an order that a person should look at."""

from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType

from saleor_allegro.config import Language
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import AllegroFlagKind, AllegroLanguage
from saleor_allegro.models import OrderFlag
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind


class AllegroFlag(BaseObjectType):
    id = graphene.GlobalID(required=True, description="ID of the flag.")
    kind = graphene.Field(AllegroFlagKind, required=True, description="What it is.")
    subject = graphene.String(
        description="What it is about where an order can have several, such as a line item id."
    )
    message = graphene.String(
        required=True,
        language=graphene.Argument(
            AllegroLanguage,
            description="The language of the message; English unless given.",
        ),
        description="What was found, and what to do about it.",
    )
    raised_at = DateTime(required=True, description="When it was raised, or last changed.")
    resolved_at = DateTime(description="When it was resolved; null while it is open.")
    resolved_alone = graphene.Boolean(
        required=True,
        description="Nobody resolved it: Allegro or the shop no longer shows what it was about.",
    )
    note = graphene.String(description="What the person who resolved it noted.")

    class Meta:
        description = "Something about an order that a person should look at, until resolved."
        doc_category = CATEGORY

    @staticmethod
    def resolve_subject(root: OrderFlag, info: Any) -> str | None:
        return root.subject or None

    @staticmethod
    def resolve_note(root: OrderFlag, info: Any) -> str | None:
        return root.note or None

    @staticmethod
    def resolve_message(root: OrderFlag, info: Any, *, language: str | None = None) -> str:
        flag = Flag(kind=FlagKind(root.kind), subject=root.subject, details=root.details)
        return flag_text(flag, language or Language.ENGLISH)
