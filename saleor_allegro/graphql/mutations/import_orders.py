"""`allegroImport`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import graphene
from django.utils import timezone
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import (
    MOST_FORMS,
    enqueue,
    form_ids_or_refuse,
    seller_or_refuse,
    since_or_refuse,
)
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job
from saleor_allegro.sync.queue_job import queue_account_job


class AllegroImport(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The import; ask `allegroJob` how far it is.")

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel whose seller's purchases are imported."
        )
        since = DateTime(
            description="Import what was changed since then and is no order yet; a year ago at "
            "most. Unless given: what is new, and what waits."
        )
        form_ids = NonNullList(
            graphene.String,
            description="Import these purchases (ids of checkout forms), whatever their age; "
            f"{MOST_FORMS} at most.",
        )
        dry_run = graphene.Boolean(
            default_value=False,
            description="Import nothing, and say in the job's `drafts` what would be.",
        )

    class Meta:
        description = (
            "Have a worker import purchases of a seller now. An order goes to the channel that "
            "has its currency and marketplace."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(
        cls,
        _root: Any,
        info: Any,
        /,
        *,
        channel: str,
        since: datetime | None = None,
        form_ids: Sequence[str] | None = None,
        dry_run: bool | None = False,
    ) -> "AllegroImport":
        now = timezone.now()
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        if since is not None and form_ids is not None:
            refuse("form_ids", "Give either `since` or `formIds`.", ErrorCode.INVALID)
        asked = ledger.Asked(
            since=None if since is None else since_or_refuse(since, now),
            form_ids=() if form_ids is None else form_ids_or_refuse(form_ids),
        )
        account = seller_or_refuse(found)
        kind = Job.Kind.PREVIEW if dry_run else Job.Kind.IMPORT
        job = queue_account_job(kind, account, found.slug, asked, now)
        return cls(job=enqueue(job))
