"""`allegroConnectDevicePoll`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import PluginsPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import enqueue
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.errors import InvalidId
from saleor_allegro.graphql.mutations.base import AllegroMutation, ErrorCode, refuse
from saleor_allegro.graphql.reading import pk_of
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job


class AllegroConnectDevicePoll(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The connection as it stands now.")

    class Arguments:
        id = graphene.ID(
            required=True, description="ID of the job that `allegroConnectDevice` gave."
        )

    class Meta:
        description = (
            "Ask whether the seller has confirmed the code. Workers ask Allegro, as often as it "
            "allows; polling faster than once in five seconds shows nothing sooner. Asking "
            "`allegroJob` is enough: a poll only wakes a worker that is due."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(cls, _root: Any, info: Any, /, *, id: str) -> "AllegroConnectDevicePoll":
        try:
            pk = pk_of(id, "AllegroJob")
        except InvalidId as error:
            refuse("id", str(error), ErrorCode.GRAPHQL_ERROR)
        job = ledger.job(pk)
        if job is None or job.kind != Job.Kind.CONNECT_DEVICE:
            message = "There is no such connection by a code, or no more."
            refuse("id", message, ErrorCode.NOT_FOUND)
        require_access(job.channel_slug, info)
        if ledger.is_job_due(job, timezone.now()):
            enqueue(job)
        return cls(job=job)
