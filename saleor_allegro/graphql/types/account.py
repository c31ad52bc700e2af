"""`AllegroAccount`: a seller connected to Allegro, and how it goes."""

from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import graphene
from django.utils import timezone
from saleor.graphql.core.scalars import DateTime
from saleor.graphql.core.types import BaseObjectType, NonNullList

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.dataloaders import (
    ChannelsByAccountLoader,
    ConcernsByAccountLoader,
    CountsByAccountLoader,
    HoursByAccountLoader,
    LastRunLoader,
    StoppedRunsByAccountLoader,
)
from saleor_allegro.graphql.enums import AllegroConnectionState
from saleor_allegro.graphql.types.hour import AllegroHour
from saleor_allegro.graphql.types.run import AllegroRun
from saleor_allegro.ledger import AccountConcerns
from saleor_allegro.models import Account, Run

#: Counts that cost little; the others look at every purchase that there ever was.
_CONCERNS: Final = frozenset(field.name for field in fields(AccountConcerns))


def _count(name: str, default: object, root: Account, info: Any, **_: Any) -> Any:
    """The count of that name, or how many forms are in the state of that name."""
    if name in _CONCERNS:
        concerns = ConcernsByAccountLoader(info.context).load(root.pk)
        return concerns.then(lambda found: getattr(found, name))
    counts = CountsByAccountLoader(info.context).load(root.pk)
    return counts.then(
        lambda found: getattr(found, name) if hasattr(found, name) else found.forms.get(name, 0)
    )


class AllegroAccountCounts(BaseObjectType):
    due = graphene.Int(required=True, description="Purchases that wait to be imported.")
    waiting = graphene.Int(required=True, description="Purchases that wait to be paid.")
    imported = graphene.Int(required=True, description="Purchases that are orders.")
    failed = graphene.Int(required=True, description="Purchases that could not be imported.")
    skipped = graphene.Int(required=True, description="Purchases that are not for this shop.")
    merged = graphene.Int(required=True, description="Purchases paid in another one.")
    not_followed = graphene.Int(
        required=True, description="Orders that could not follow a change on Allegro."
    )
    unpaid = graphene.Int(
        required=True, description="Orders that wait for payment and are rechecked meanwhile."
    )
    gone = graphene.Int(required=True, description="Orders whose purchase Allegro has no more.")
    to_tell = graphene.Int(required=True, description="Orders that Allegro is to be told about.")
    not_told = graphene.Int(
        required=True, description="Orders of which Allegro could not be told something."
    )
    flagged = graphene.Int(required=True, description="Orders with open flags.")
    open_flags = graphene.Int(required=True, description="Open flags of all orders.")

    class Meta:
        description = "How many purchases and orders of an account stand how."
        doc_category = CATEGORY
        default_resolver = _count


class AllegroAccount(BaseObjectType):
    id = graphene.GlobalID(required=True, description="ID of the account.")
    seller_id = graphene.String(required=True, description="The seller's id on Allegro.")
    login = graphene.String(required=True, description="The seller's login on Allegro.")
    environment = graphene.String(
        required=True,
        description="`production`, `sandbox`, or the API address of a custom environment.",
    )
    marketplace = graphene.String(
        description="The seller's base marketplace, such as `allegro-pl`."
    )
    connection = graphene.Field(
        AllegroConnectionState, required=True, description="Whether the seller is connected."
    )
    connected = graphene.Boolean(
        required=True, description="Whether the seller is connected, and nothing is to be done."
    )
    connected_at = DateTime(required=True, description="When the seller was first connected.")
    token_expires_at = DateTime(
        description="Until when the present access is good; it is renewed by itself."
    )
    channels = NonNullList(
        graphene.String,
        required=True,
        description="Slugs of the channels that take the account's orders.",
    )
    import_since = DateTime(required=True, description="What was bought before is not imported.")
    next_import_at = DateTime(required=True, description="When the next import is due.")
    next_recheck_at = DateTime(description="When the next recheck is due; null: it is due already.")
    next_stock_at = DateTime(
        description="When the shop's stock is compared with the offers next; null: it is due "
        "already, where a channel sends it."
    )
    paused_until = DateTime(
        description="Allegro asked for a pause: it is not called before; null: it did not."
    )
    cursor_at = DateTime(
        description="When the last event read in Allegro's journal happened; null before the first."
    )
    cursor_age = graphene.Int(description="How many seconds ago that was; null before the first.")
    last_import = graphene.Field(AllegroRun, description="The latest import.")
    last_recheck = graphene.Field(AllegroRun, description="The latest recheck.")
    last_audit = graphene.Field(AllegroRun, description="The latest audit.")
    last_push = graphene.Field(AllegroRun, description="The latest push.")
    last_stock = graphene.Field(AllegroRun, description="When stock was sent last.")
    counts = graphene.Field(
        AllegroAccountCounts, required=True, description="How many purchases and orders stand how."
    )

    last_day = NonNullList(
        AllegroHour,
        required=True,
        description="The last 24 hours, those without a run included; the present one is last.",
    )
    calls_last_day = graphene.Int(
        required=True, description="Calls made to Allegro in these hours."
    )
    stopped_runs = NonNullList(
        AllegroRun,
        required=True,
        description=f"The runs of the last day that stopped early, {ledger.MOST_STOPPED} at most, "
        "the latest first.",
    )

    class Meta:
        description = "A seller connected to Allegro."
        doc_category = CATEGORY

    @staticmethod
    def resolve_marketplace(root: Account, info: Any) -> str | None:
        return root.marketplace or None

    @staticmethod
    def resolve_connected(root: Account, info: Any) -> bool:
        return root.connection == Account.Connection.CONNECTED

    @staticmethod
    def resolve_channels(root: Account, info: Any) -> Any:
        return ChannelsByAccountLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_cursor_at(root: Account, info: Any) -> datetime | None:
        return root.cursor_occurred_at

    @staticmethod
    def resolve_cursor_age(root: Account, info: Any) -> int | None:
        at = root.cursor_occurred_at
        return int((timezone.now() - at).total_seconds()) if at else None

    @staticmethod
    def resolve_last_import(root: Account, info: Any) -> Any:
        return _last_run(root, Run.Kind.IMPORT, info)

    @staticmethod
    def resolve_last_recheck(root: Account, info: Any) -> Any:
        return _last_run(root, Run.Kind.RECHECK, info)

    @staticmethod
    def resolve_last_audit(root: Account, info: Any) -> Any:
        return _last_run(root, Run.Kind.AUDIT, info)

    @staticmethod
    def resolve_last_push(root: Account, info: Any) -> Any:
        return _last_run(root, Run.Kind.PUSH, info)

    @staticmethod
    def resolve_last_stock(root: Account, info: Any) -> Any:
        return _last_run(root, Run.Kind.STOCK, info)

    @staticmethod
    def resolve_last_day(root: Account, info: Any) -> Any:
        return HoursByAccountLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_calls_last_day(root: Account, info: Any) -> Any:
        hours = HoursByAccountLoader(info.context).load(root.pk)
        return hours.then(lambda found: sum(hour.calls for hour in found))

    @staticmethod
    def resolve_stopped_runs(root: Account, info: Any) -> Any:
        return StoppedRunsByAccountLoader(info.context).load(root.pk)

    @staticmethod
    def resolve_counts(root: Account, info: Any) -> Account:
        return root


def _last_run(account: Account, kind: Run.Kind, info: Any) -> Any:
    return LastRunLoader(info.context).load((account.pk, kind.value))
