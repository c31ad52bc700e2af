"""`allegroConnectDevice`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import PluginsPermissions

from saleor_allegro.config import check
from saleor_allegro.graphql.asked import enqueue
from saleor_allegro.graphql.channel_access import require_access
from saleor_allegro.graphql.mutations.base import (
    AllegroMutation,
    ErrorCode,
    channel_or_refuse,
    refuse,
)
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.sync.queue_job import queue_device_job


class AllegroConnectDevice(AllegroMutation):
    job = graphene.Field(
        AllegroJob,
        description="The connection: `userCode` and `verificationUrl` are in it as soon as Allegro "
        "has given them; poll it with `allegroConnectDevicePoll`.",
    )

    class Arguments:
        channel = graphene.String(
            required=True, description="Slug of the channel that is to take the seller's orders."
        )

    class Meta:
        description = (
            "Connect a seller by a code that they confirm on Allegro, on whatever device. While a "
            "code of the channel is good, it is given again."
        )
        permissions = (PluginsPermissions.MANAGE_PLUGINS,)

    @classmethod
    def perform_mutation(cls, _root: Any, info: Any, /, *, channel: str) -> "AllegroConnectDevice":
        found = channel_or_refuse(channel)
        require_access(found.slug, info)
        if problems := check(found.configuration, active=True):
            message = " ".join(message for _, message in problems)
            refuse("channel", message, ErrorCode.PLUGIN_MISCONFIGURED)
        return cls(job=enqueue(queue_device_job(found.slug, timezone.now())))
