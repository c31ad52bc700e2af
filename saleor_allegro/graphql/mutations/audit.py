"""`allegroAudit`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import (
    MOST_AUDITED_DAYS,
    days_or_refuse,
    enqueue,
    seller_or_refuse,
)
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import AllegroMutation, channel_or_refuse
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job
from saleor_allegro.sync.queue_job import queue_account_job


class AllegroAudit(AllegroMutation):
    job = graphene.Field(
        AllegroJob,
        description="The audit; ask `allegroJob` how far it is, and then for its `audit`.",
    )

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel whose seller's purchases are compared."
        )
        days = graphene.Int(
            default_value=ledger.AUDITED_DAYS,
            description="Compare what was changed on Allegro in so many days, "
            f"{MOST_AUDITED_DAYS} at most.",
        )

    class Meta:
        description = (
            "Have a worker compare every purchase of the last days with the shop, in all channels "
            "of the seller, repair what differs, and say what could not be repaired."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(  # type: ignore[override, unused-ignore]
        cls, _root: Any, info: Any, /, *, channel: str, days: int | None = None
    ) -> "AllegroAudit":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        asked = ledger.Asked(days=ledger.AUDITED_DAYS if days is None else days_or_refuse(days))
        account = seller_or_refuse(found)
        job = queue_account_job(Job.Kind.AUDIT, account, found.slug, asked, timezone.now())
        return cls(job=enqueue(job))
