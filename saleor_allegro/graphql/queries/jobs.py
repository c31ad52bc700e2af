"""`allegroJob`, and who may see which job."""

from typing import Any, Final

import graphene
from saleor.core.exceptions import PermissionDenied
from saleor.graphql.core.fields import PermissionsField
from saleor.graphql.utils import get_user_or_app_from_context
from saleor.permission.enums import OrderPermissions, PluginsPermissions
from saleor.permission.utils import has_one_of_permissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import accessible_channels, may_access
from saleor_allegro.graphql.reading import database_of, pk_of
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job

#: Connecting is the business of those who configure; the rest is about orders.
_PERMISSIONS: Final = {
    Job.Kind.CONNECT_DEVICE.value: PluginsPermissions.MANAGE_PLUGINS,
    Job.Kind.DIRECTORY.value: PluginsPermissions.MANAGE_PLUGINS,
}


class AllegroJobQueries(graphene.ObjectType):
    allegro_job = PermissionsField(
        AllegroJob,
        id=graphene.Argument(graphene.ID, required=True, description="ID of a job."),
        description=(
            "A job, and how far it is; null where there is none, no more, or one of a channel "
            "that the viewer has no access to. Jobs that connect a seller or read Allegro's lists "
            "are for MANAGE_PLUGINS, all others for MANAGE_ORDERS."
        ),
        permissions=[OrderPermissions.MANAGE_ORDERS, PluginsPermissions.MANAGE_PLUGINS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_job(_root: Any, info: Any, *, id: str) -> Job | None:
        job = ledger.seen_job(pk_of(id, "AllegroJob"), database=database_of(info))
        if job is None:
            return None
        permission = _PERMISSIONS.get(job.kind, OrderPermissions.MANAGE_ORDERS)
        requestor = get_user_or_app_from_context(info.context)
        if not has_one_of_permissions(requestor, [permission]):
            raise PermissionDenied(permissions=[permission])
        return job if _may_see(job, info) else None


def _may_see(job: Job, info: Any) -> bool:
    """A job of no single channel belongs to every channel of its seller."""
    if job.channel_slug or job.account_id is None:
        return may_access(job.channel_slug, info)
    accessible = accessible_channels(info)
    if accessible is None:
        return True
    found = ledger.channels_of_accounts([job.account_id], database=database_of(info))
    return any(slug in accessible for slug in found.get(job.account_id, ()))
