"""`AllegroJob`: what somebody asked for, and a worker does meanwhile."""

from collections.abc import Sequence
from typing import Any

import graphene
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import accessible_channels
from saleor_allegro.graphql.dataloaders import AccountLoader
from saleor_allegro.graphql.enums import AllegroJobKind, AllegroJobState
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.graphql.types.audit import AllegroAuditResult
from saleor_allegro.graphql.types.draft import AllegroOrderDraft, AllegroReason
from saleor_allegro.models import Job


class AllegroJob(BaseObjectType):
    id = graphene.GlobalID(required=True, description="ID of the job.")
    kind = graphene.Field(AllegroJobKind, required=True, description="What it is for.")
    state = graphene.Field(AllegroJobState, required=True, description="How far it is.")
    channel = graphene.String(
        description="Slug of the channel that it was asked for in; of a retry that of the orders, "
        "or else the one that takes purchases of their currency and marketplace. Null: a retry of "
        "purchases of several channels, or of none that is known or that staff have access to."
    )
    account = graphene.Field(
        AllegroAccount,
        description="The seller it is done for; null until a device has connected one.",
    )
    created_at = DateTime(required=True, description="When it was asked for.")
    started_at = DateTime(description="When a worker began it; null while it waits.")
    finished_at = DateTime(description="When it was over; null before.")
    expires_at = DateTime(
        required=True,
        description="Until when it is tried; of a device: until when its code is good.",
    )
    looked_at = graphene.Int(required=True, description="Purchases looked at so far.")
    to_look_at = graphene.Int(
        required=True,
        description="Purchases to look at, as far as is known; 0 while it is not.",
    )
    imported = graphene.Int(
        required=True,
        description="Purchases that became orders; of a dry run: that would become some.",
    )
    updated = graphene.Int(required=True, description="Orders that followed their purchases.")
    failed = graphene.Int(
        required=True, description="Purchases and orders that failed; of a dry run: that would."
    )
    told = graphene.Int(
        description="What Allegro was told by a push (statuses and parcels) or a sending of stock "
        "(offers); null before it is done, and for other kinds."
    )
    unknown_offers = NonNullList(
        graphene.String,
        required=True,
        description="Offers that were named for a sending of stock and that Allegro does not "
        "list; empty before it is done.",
    )
    audit = graphene.Field(
        AllegroAuditResult,
        description="What an audit found; null before it is done, and for other kinds.",
    )
    errors = NonNullList(
        AllegroReason,
        required=True,
        description="Why it failed, or why it has not been begun yet.",
    )
    drafts = NonNullList(
        AllegroOrderDraft,
        required=True,
        description="What an import would make of each purchase, first bought first, 1000 at "
        "most; empty unless it is a dry run that is done. Staff see the channels that they have "
        "access to.",
    )
    drafts_left_out = graphene.Int(
        required=True, description="How many purchases more there were than `drafts` tells of."
    )
    user_code = graphene.String(
        description="The code that the seller confirms at `verificationUrl`; null before Allegro "
        "gave one, and when the job is over."
    )
    verification_url = graphene.String(description="Where the seller enters the code.")
    verification_url_complete = graphene.String(description="The same, with the code in it.")

    class Meta:
        description = (
            "Something that was asked for and that a worker does meanwhile; it is forgotten a "
            "day after it is over."
        )
        doc_category = CATEGORY

    @staticmethod
    def resolve_channel(root: Job, info: Any) -> str | None:
        return root.channel_slug or None

    @staticmethod
    def resolve_account(root: Job, info: Any) -> Any:
        return root.account_id and AccountLoader(info.context).load(root.account_id)

    @staticmethod
    def resolve_errors(root: Job, info: Any) -> Sequence[AllegroReason]:
        if not root.error_code:
            return []
        return [AllegroReason(code=root.error_code, message=root.error_message)]

    @staticmethod
    def resolve_drafts(root: Job, info: Any) -> Sequence[dict[str, Any]]:
        drafts: Sequence[dict[str, Any]] = _result(root).get("drafts", ())
        accessible = accessible_channels(info)
        if accessible is None:
            return drafts
        # A purchase without an order belongs to every channel of its seller.
        return [draft for draft in drafts if draft.get("channel") in {None, *accessible}]

    @staticmethod
    def resolve_drafts_left_out(root: Job, info: Any) -> int:
        left_out: int = _result(root).get("left_out", 0)
        return left_out

    @staticmethod
    def resolve_told(root: Job, info: Any) -> int | None:
        return _result(root).get("told")

    @staticmethod
    def resolve_unknown_offers(root: Job, info: Any) -> Sequence[str]:
        unknown: Sequence[str] = _result(root).get("unknown_offers", ())
        return unknown

    @staticmethod
    def resolve_audit(root: Job, info: Any) -> dict[str, Any] | None:
        return _result(root).get("audit")

    @staticmethod
    def resolve_user_code(root: Job, info: Any) -> str | None:
        return _result(root).get("user_code")

    @staticmethod
    def resolve_verification_url(root: Job, info: Any) -> str | None:
        return _result(root).get("verification_url")

    @staticmethod
    def resolve_verification_url_complete(root: Job, info: Any) -> str | None:
        return _result(root).get("verification_url_complete")


def _result(job: Job) -> dict[str, Any]:
    """Read when it is asked for: that of a dry run is long."""
    result: dict[str, Any] = job.result
    return result
