"""`AllegroOrderDraft`: what an import would make of a purchase, see `sync.preview_document`."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import graphene
from graphene import Node
from saleor.graphql.core import scalars
from saleor.graphql.core.types import BaseObjectType, Money, NonNullList

from saleor_allegro.allegro import documents
from saleor_allegro.config import Language
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import (
    AllegroFlagKind,
    AllegroInitialStatus,
    AllegroLanguage,
    AllegroLineKind,
    AllegroWouldBecome,
)
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind

Document = Mapping[str, Any]


def _told(name: str, default: object, root: Document, info: Any, **_: Any) -> Any:
    """What the document says under that name; "" stands for what there is none of."""
    value = root.get(name)
    return None if value == "" else value


class AllegroReason(BaseObjectType):
    code = graphene.String(required=True, description="What is wrong, in one word.")
    message = graphene.String(
        required=True,
        description="What is wrong, and what to do, in the language of the channel's settings.",
    )

    class Meta:
        description = "Why something was not done, or would not be."
        doc_category = CATEGORY


class AllegroOrderDraftFlag(BaseObjectType):
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

    class Meta:
        description = "Something that a person would have to look at."
        doc_category = CATEGORY
        default_resolver = _told

    @staticmethod
    def resolve_message(root: Document, info: Any, *, language: str | None = None) -> str:
        flag = Flag(kind=FlagKind(root["kind"]), subject=root["subject"], details=root["details"])
        return flag_text(flag, language or Language.ENGLISH)


class AllegroOrderDraftLine(BaseObjectType):
    kind = graphene.Field(AllegroLineKind, required=True, description="What it stands for.")
    name = graphene.String(required=True, description="The name of the offer or the service.")
    offer_id = graphene.String(description="Allegro's number of the offer.")
    key = graphene.String(description="What the variant is looked up by; null: nothing.")
    quantity = graphene.Int(required=True, description="Pieces.")
    unit_price = graphene.Field(
        Money, required=True, description="The gross price of a piece, as Allegro says."
    )
    tax_rate = scalars.Decimal(
        required=True, description="The rate of VAT as a fraction, such as 0.23."
    )
    variant_id = graphene.ID(description="ID of the variant; null: no variant, or no single one.")
    allocated = graphene.Int(required=True, description="Pieces that would be taken from stock.")

    class Meta:
        description = "A line of an order that an import would create."
        doc_category = CATEGORY
        default_resolver = _told

    @staticmethod
    def resolve_unit_price(root: Document, info: Any) -> Any:
        return _money(root["unit_price"], root["currency"])

    @staticmethod
    def resolve_tax_rate(root: Document, info: Any) -> Decimal:
        return Decimal(root["tax_rate"])

    @staticmethod
    def resolve_variant_id(root: Document, info: Any) -> str | None:
        pk = root["variant_id"]
        return Node.to_global_id("ProductVariant", pk) if pk else None


class AllegroOrderDraft(BaseObjectType):
    checkout_form_id = graphene.String(
        required=True, description="Allegro's id of the purchase (checkout form)."
    )
    becomes = graphene.Field(
        AllegroWouldBecome, required=True, description="What an import would make of it."
    )
    reason = graphene.Field(AllegroReason, description="Why it would not become an order.")
    channel = graphene.String(description="Slug of the channel of the order.")
    order_number = graphene.String(description="The number of an order that is there already.")
    status = graphene.Field(AllegroInitialStatus, description="The status it would start with.")
    bought_at = scalars.DateTime(description="When it was bought.")
    buyer_login = graphene.String(
        description="The buyer's login on Allegro; nothing else is told of the buyer."
    )
    total = graphene.Field(Money, description="What the buyer pays, as Allegro says.")
    paid = graphene.Field(Money, description="The sum of the payments received, as Allegro says.")
    delivery_method = graphene.String(description="How the buyer wants it delivered.")
    delivery_price = graphene.Field(Money, description="What the delivery costs.")
    lines = NonNullList(
        AllegroOrderDraftLine, required=True, description="Its lines; none of no order."
    )
    flags = NonNullList(
        AllegroOrderDraftFlag,
        required=True,
        description="What a person would have to look at.",
    )

    class Meta:
        description = "What an import would make of a purchase."
        doc_category = CATEGORY
        default_resolver = _told

    @staticmethod
    def resolve_checkout_form_id(root: Document, info: Any) -> str:
        form_id: str = root["form_id"]
        return form_id

    @staticmethod
    def resolve_reason(root: Document, info: Any) -> AllegroReason | None:
        return AllegroReason(**root["reason"]) if "reason" in root else None

    @staticmethod
    def resolve_bought_at(root: Document, info: Any) -> datetime | None:
        moment = root.get("bought_at")
        return datetime.fromisoformat(moment) if moment else None

    @staticmethod
    def resolve_total(root: Document, info: Any) -> Any:
        return _money(root.get("total"), root.get("currency"))

    @staticmethod
    def resolve_paid(root: Document, info: Any) -> Any:
        return _money(root.get("paid"), root.get("currency"))

    @staticmethod
    def resolve_delivery_price(root: Document, info: Any) -> Any:
        return _money(root.get("delivery"), root.get("currency"))

    @staticmethod
    def resolve_lines(root: Document, info: Any) -> Any:
        return [line | {"currency": root["currency"]} for line in root.get("lines", ())]

    @staticmethod
    def resolve_flags(root: Document, info: Any) -> Any:
        return root.get("flags", ())


def _money(amount: str | None, currency: str | None) -> documents.Money | None:
    if not amount or not currency:
        return None
    return documents.Money(amount=Decimal(amount), currency=currency)
