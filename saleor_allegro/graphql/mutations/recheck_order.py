"""`allegroOrderRecheck`."""

from typing import Any

import graphene
from django.utils import timezone
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.asked import enqueue, working_seller_or_refuse
from saleor_allegro.graphql.mutations.base import AllegroMutation
from saleor_allegro.graphql.order_of_allegro import order_or_refuse
from saleor_allegro.graphql.types.job import AllegroJob
from saleor_allegro.models import Job
from saleor_allegro.sync.queue_job import queue_account_job


class AllegroOrderRecheck(AllegroMutation):
    job = graphene.Field(AllegroJob, description="The recheck; ask `allegroJob` how far it is.")

    class Arguments:
        id = graphene.ID(required=True, description="ID of an order that was bought on Allegro.")

    class Meta:
        description = (
            "Have a worker compare an order with its purchase on Allegro now, and repair what "
            "differs."
        )
        permissions = (OrderPermissions.MANAGE_ORDERS,)

    @classmethod
    def perform_mutation(cls, _root: Any, info: Any, /, *, id: str) -> "AllegroOrderRecheck":
        named = order_or_refuse(cls, info, id)
        account = working_seller_or_refuse(named.link.account_id, named.order.channel.slug, "id")
        asked = ledger.Asked(form_ids=(named.link.form_id,))
        job = queue_account_job(
            Job.Kind.RECHECK, account, named.order.channel.slug, asked, timezone.now()
        )
        return cls(job=enqueue(job))
