"""The parts of `AllegroOrder`."""

from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.sync.reason_texts import reason_text


class AllegroDeliveryMethod(BaseObjectType):
    id = graphene.String(description="Allegro's id of the method.")
    name = graphene.String(description="The method's name on Allegro.")

    class Meta:
        description = "How the buyer wants an order delivered."
        doc_category = CATEGORY


class AllegroPickupPoint(BaseObjectType):
    id = graphene.String(description="The point's id, such as `POZ08A`.")
    name = graphene.String(description="The point's name.")
    description = graphene.String(description="How to find it.")
    address = graphene.String(description="Its address, in one line.")

    class Meta:
        description = "Where the buyer picks an order up."
        doc_category = CATEGORY


class AllegroInvoice(BaseObjectType):
    wanted = graphene.Boolean(required=True, description="Whether the buyer wants an invoice.")
    tax_id = graphene.String(description="The tax number of the company, where it gave one.")
    company = graphene.String(description="The company's name, where an invoice is wanted for one.")

    class Meta:
        description = "What the buyer said about an invoice."
        doc_category = CATEGORY


class AllegroFailure(BaseObjectType):
    code = graphene.String(required=True, description="What went wrong, in one word.")
    message = graphene.String(required=True, description="What went wrong, and what to do.")
    attempts = graphene.Int(required=True, description="How often it was tried.")
    since = DateTime(description="Since when it fails.")
    next_try_at = DateTime(description="When it is tried again; null: not by itself.")

    class Meta:
        description = "Why something could not be done."
        doc_category = CATEGORY


class AllegroPush(BaseObjectType):
    told_status = graphene.String(description="The status that Allegro last had from us.")
    told_at = DateTime(description="When Allegro was told.")
    due_at = DateTime(description="When the order is looked at next; null: nothing is to be told.")
    operations = graphene.Int(
        required=True,
        description="How many statuses were sent; Allegro takes 100 of an order, for ever.",
    )
    error = graphene.Field(AllegroFailure, description="Why Allegro could not be told something.")

    class Meta:
        description = "What Allegro was told about an order, and is still to be told."
        doc_category = CATEGORY

    @staticmethod
    def resolve_told_status(root: Any, info: Any) -> str | None:
        return root.told_status or None

    @staticmethod
    def resolve_error(root: Any, info: Any) -> AllegroFailure | None:
        return failure_of(root, next_try_at=root.due_at)


def failure_of(row: Any, *, next_try_at: Any) -> AllegroFailure | None:
    """The failure on a row of ours, which names its columns alike everywhere."""
    if not row.error_code:
        return None
    return AllegroFailure(
        code=row.error_code,
        # What was decided has a code alone.
        message=row.error_message or reason_text(row.error_code).english,
        attempts=row.attempts,
        since=row.failed_since,
        next_try_at=next_try_at,
    )
