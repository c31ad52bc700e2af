"""`allegroOrderPush`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import TELLING_SCOPE, has_scope
from saleor_allegro.graphql.asked import enqueue, granted_or_refuse, working_seller_or_refuse
from saleor_allegro.graphql.mutations.base import AllegroMutation
from saleor_allegro.graphql.order_of_allegro import order_or_refuse
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job
from saleor_allegro.sync.queue_job import queue_account_job


class AllegroOrderPush(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The push; ask `allegroJob` how far it is.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of an order that was bought on Allegro.")

    class Meta:
        description = (
            "Have a worker tell Allegro now what became of an order in the shop: its status, by "
            "the channel's table of statuses, and its parcels, also those that Allegro refused "
            "before."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(cls, _root: Any, info: Any, /, *, id: str) -> "AllegroOrderPush":
        named = order_or_refuse(cls, info, id)
        slug = named.order.channel.slug
        account = working_seller_or_refuse(named.link.account_id, slug, "id")
        granted_or_refuse(account, has_scope(account.scope, TELLING_SCOPE), "id")
        asked = ledger.Asked(form_ids=(named.link.form_id,))
        job = queue_account_job(Job.Kind.PUSH, account, slug, asked, timezone.now())
        return cls(job=enqueue(job))
