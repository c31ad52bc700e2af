"""`AllegroAuditResult`: what was found by an audit, see `sync.audit_account`."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.channel_access import accessible_channels
from saleor_allegro.graphql.reading import database_of
from saleor_allegro.sync.account_works import MOST_TOLD

Document = Mapping[str, Any]


def _told(name: str, default: object, root: Document, info: Any, **_: Any) -> Any:
    return root[name]


class AllegroAuditResult(BaseObjectType):
    allegro = graphene.Int(
        required=True, description="Purchases on Allegro that are to be orders of this shop."
    )
    saleor = graphene.Int(required=True, description="How many of them the shop has.")
    missing = NonNullList(
        graphene.String,
        required=True,
        description="Those that the shop lacks (ids of checkout forms), "
        f"{MOST_TOLD} at most. Staff see the channels that they have access to.",
    )
    missing_count = graphene.Int(required=True, description="How many the shop lacks.")
    stale = NonNullList(
        graphene.String,
        required=True,
        description="Those that the shop has otherwise than Allegro (ids of checkout forms), "
        f"{MOST_TOLD} at most. Staff see the channels that they have access to.",
    )
    stale_count = graphene.Int(
        required=True, description="How many the shop has otherwise than Allegro."
    )

    class Meta:
        description = "What an audit found, once everything that could be repaired was."
        doc_category = CATEGORY
        default_resolver = _told

    @staticmethod
    def resolve_missing(root: Document, info: Any) -> Sequence[str]:
        return _seen(root["missing"], info)

    @staticmethod
    def resolve_stale(root: Document, info: Any) -> Sequence[str]:
        return _seen(root["stale"], info)


def _seen(form_ids: Sequence[str], info: Any) -> Sequence[str]:
    accessible = accessible_channels(info)
    if accessible is None or not form_ids:
        return form_ids
    database = database_of(info)
    known = ledger.links_of_forms(form_ids, channels=None, database=database)
    seen = ledger.links_of_forms(form_ids, channels=accessible, database=database)
    # A purchase that this shop has not heard of belongs to every channel of its seller.
    hidden = {link.form_id for link in known} - {link.form_id for link in seen}
    return [form_id for form_id in form_ids if form_id not in hidden]
