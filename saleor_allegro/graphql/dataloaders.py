"""Dataloaders: however many orders a query shows, each question is asked once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from saleor.graphql.core.dataloaders import DataLoader

from saleor_allegro import ledger
from saleor_allegro.models import Run
from saleor_allegro.shop.saleor.channels import active_channels


class _Loader(DataLoader):
    """Asks a function of the ledger for all keys at once."""

    read: Callable[..., Mapping[Any, Any]]
    #: What stands for a key that was not found.
    absent: Any = None

    def batch_load(self, keys: Sequence[Any]) -> list[Any]:
        found = type(self).read(keys, database=self.database_connection_name)
        return [found.get(key, self.absent) for key in keys]


class LinkByOrderIdLoader(_Loader):
    """`UUID` -> `OrderLink | None`."""

    context_key = "allegro_link_by_order_id"
    read = staticmethod(ledger.links_of_all_orders)


class FlagsByLinkLoader(_Loader):
    """Primary key of a link -> its flags."""

    context_key = "allegro_flags_by_link"
    read = staticmethod(ledger.flags_of_links)
    absent = ()


class PushByLinkLoader(_Loader):
    """Primary key of a link -> `OrderPush | None`."""

    context_key = "allegro_push_by_link"
    read = staticmethod(ledger.pushes_of_links)


class AccountLoader(_Loader):
    """Primary key -> `Account | None`."""

    context_key = "allegro_account"
    read = staticmethod(ledger.accounts_of_pks)


class ChannelsByAccountLoader(_Loader):
    """Primary key of an account -> slugs of its channels."""

    context_key = "allegro_channels_by_account"
    read = staticmethod(ledger.channels_of_accounts)
    absent = ()


class CountsByAccountLoader(_Loader):
    """Primary key of an account -> `AccountCounts`."""

    context_key = "allegro_counts_by_account"
    read = staticmethod(ledger.counts_of_accounts)


class ConcernsByAccountLoader(_Loader):
    """Primary key of an account -> `AccountConcerns`."""

    context_key = "allegro_concerns_by_account"
    read = staticmethod(ledger.concerns_of_accounts)


class ConnectedChannelLoader(_Loader):
    """Slug of a channel -> `AccountChannel | None`, with its account."""

    context_key = "allegro_connected_channel"
    read = staticmethod(ledger.connected_channels)


class HoursByAccountLoader(DataLoader):
    """Primary key of an account -> its last 24 hours."""

    context_key = "allegro_hours_by_account"

    def batch_load(self, keys: Sequence[int]) -> list[Sequence[ledger.Hour]]:
        found = ledger.hours_of_accounts(
            keys, timezone.now(), database=self.database_connection_name
        )
        return [found[pk] for pk in keys]


class StoppedRunsByAccountLoader(DataLoader):
    """Primary key of an account -> its runs of the last day that stopped early."""

    context_key = "allegro_stopped_runs_by_account"

    def batch_load(self, keys: Sequence[int]) -> list[Sequence[Run]]:
        found = ledger.stopped_runs_of_accounts(
            keys, timezone.now(), database=self.database_connection_name
        )
        return [found.get(pk, ()) for pk in keys]


class LastRunLoader(DataLoader):
    """Primary key of an account and kind of run -> `Run | None`."""

    context_key = "allegro_last_run"

    def batch_load(self, keys: Sequence[tuple[int, str]]) -> list[Run | None]:
        accounts = {account_pk for account_pk, _ in keys}
        found = ledger.last_runs_of_accounts(accounts, database=self.database_connection_name)
        return [found.get(key) for key in keys]


class IsActiveByChannelLoader(DataLoader):
    """Primary key of a channel -> whether the plugin is active in it."""

    context_key = "allegro_is_active_by_channel"

    def batch_load(self, keys: Sequence[int]) -> list[bool]:
        active = active_channels(keys, database=self.database_connection_name)
        return [pk in active for pk in keys]
