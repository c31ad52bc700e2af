"""`allegroOrderRetry`."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import graphene
from django.utils import timezone
from saleor.core.exceptions import PermissionDenied
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import (
    MOST_FORMS,
    enqueue,
    form_ids_or_refuse,
    working_seller_or_refuse,
)
from saleor_allegro.graphql.channel_access import accessible_channels, may_access
from saleor_allegro.graphql.mutations.base import AllegroMutation, ErrorCode, refuse
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job, OrderLink
from saleor_allegro.sync.channel_of_purchases import channel_of_purchases
from saleor_allegro.sync.queue_job import queue_account_job


class AllegroOrderRetry(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The new try; ask `allegroJob` how far it is.")

    class Arguments:
        form_ids = NonNullList(
            graphene.String,
            required=True,
            description="The purchases (ids of checkout forms), all of one seller; "
            f"{MOST_FORMS} at most.",
        )

    class Meta:
        description = (
            "Have a worker try purchases again now, whenever their next try is: those that could "
            "not be imported, and orders that could not follow Allegro."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(
        cls, _root: Any, info: Any, /, *, form_ids: Sequence[str]
    ) -> "AllegroOrderRetry":
        wanted = form_ids_or_refuse(form_ids)
        links = _links_or_refuse(wanted, info)
        account_pk = _one_seller_or_refuse(links, wanted)
        sold = [link for link in links if link.account_id == account_pk]
        slug = _channel_of(account_pk, sold, info)
        account = working_seller_or_refuse(account_pk, slug or None, "form_ids")
        asked = ledger.Asked(form_ids=wanted)
        job = queue_account_job(Job.Kind.RETRY, account, slug, asked, timezone.now())
        return cls(job=enqueue(job))


def _links_or_refuse(wanted: Sequence[str], info: Any) -> list[OrderLink]:
    """
    Raises:
        ValidationError: This shop has never heard of one of the purchases.
        PermissionDenied: One is of a channel that the viewer has no access to.
    """
    found = ledger.links_of_forms(wanted, channels=None)
    known = {link.form_id for link in found}
    for form_id in wanted:
        if form_id not in known:
            message = f"This shop has not heard of the purchase {form_id}."
            refuse("form_ids", message, ErrorCode.NOT_FOUND)
    accessible = accessible_channels(info)
    if accessible is None:
        return found
    seen = ledger.links_of_forms(wanted, channels=accessible)
    if {link.form_id for link in seen} != known:
        raise PermissionDenied(message="You don't have access to some objects' channel.")
    return seen


def _one_seller_or_refuse(links: Sequence[OrderLink], wanted: Sequence[str]) -> int:
    """The account that sold all of them."""
    sold = Counter(link.account_id for link in links)
    sellers = [account_pk for account_pk, forms in sold.items() if forms == len(wanted)]
    if not sellers:
        refuse("form_ids", "Several sellers sold these; name those of one.", ErrorCode.INVALID)
    return sellers[0]


def _channel_of(account_pk: int, links: Sequence[OrderLink], info: Any) -> str:
    """The one they belong to; "" where there is none, or the viewer has no access to it."""
    slug = channel_of_purchases(account_pk, links)
    return slug if may_access(slug, info) else ""
