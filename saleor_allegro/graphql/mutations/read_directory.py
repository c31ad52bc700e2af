"""`allegroDirectoryRead`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.graphql.asked import enqueue, seller_or_refuse
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import AllegroMutation, channel_or_refuse
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.sync.queue_job import queue_directory_job


class AllegroDirectoryRead(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The reading; ask `allegroJob` how far it is.")

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel whose seller asks Allegro."
        )

    class Meta:
        description = (
            "Have a worker read Allegro's delivery methods, carriers and marketplaces, for "
            "`allegroChoices`."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(  # type: ignore[override, unused-ignore]
        cls, _root: Any, info: Any, /, *, channel: str
    ) -> "AllegroDirectoryRead":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        account = seller_or_refuse(found)
        return cls(job=enqueue(queue_directory_job(account, found.slug, timezone.now())))
