"""`AllegroRun`: one pass over an account."""

from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.connections import AllegroConnection
from saleor_allegro.graphql.dataloaders import AccountLoader
from saleor_allegro.graphql.enums import AllegroRunKind, AllegroRunOutcome
from saleor_allegro.models import Run


class AllegroRun(BaseObjectType):
    id = graphene.GlobalID(required=True, description="ID of the run.")
    account = graphene.Field(
        "saleor_allegro.graphql.types.account.AllegroAccount",
        required=True,
        description="The account it worked for.",
    )
    kind = graphene.Field(AllegroRunKind, required=True, description="What it was for.")
    outcome = graphene.Field(AllegroRunOutcome, required=True, description="How it ended.")
    started_at = DateTime(required=True, description="When it began.")
    finished_at = DateTime(description="When it ended; null while it is at work.")
    imported = graphene.Int(required=True, description="Purchases that became orders.")
    updated = graphene.Int(required=True, description="Orders that followed their purchases.")
    failed = graphene.Int(required=True, description="Purchases and orders that failed.")
    flagged = graphene.Int(required=True, description="Orders with a new flag.")
    told = graphene.Int(required=True, description="Statuses and parcels that Allegro was told.")
    events = graphene.Int(required=True, description="Events read in Allegro's journal.")
    calls = graphene.Int(required=True, description="Calls made to Allegro.")
    error_code = graphene.String(description="Why it stopped, in one word; null: it did not.")
    error_message = graphene.String(description="Why it stopped; null: it did not.")

    class Meta:
        description = "One import, recheck, audit or push of an account."
        doc_category = CATEGORY

    @staticmethod
    def resolve_account(root: Run, info: Any) -> Any:
        return AccountLoader(info.context).load(root.account_id)

    @staticmethod
    def resolve_error_code(root: Run, info: Any) -> str | None:
        return root.error_code or None

    @staticmethod
    def resolve_error_message(root: Run, info: Any) -> str | None:
        return root.error_message or None


class AllegroRunCountableConnection(AllegroConnection):
    class Meta:
        node = AllegroRun
