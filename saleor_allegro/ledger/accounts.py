"""The sellers connected to Allegro, and when they are looked at next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from saleor_allegro.ledger.leases import Lease, free, has_come, writing
from saleor_allegro.ledger.tokens import locked_tokens
from saleor_allegro.models import Account, AccountChannel, OrderLink

#: How often the list is compared with our links.
SWEEP_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A seller who has just agreed, as Allegro tells about them."""

    seller_id: str
    login: str
    marketplace: str
    environment: str
    client_id: str
    scope: str


class ChannelTaken(Exception):
    """The channel takes orders of another seller."""

    def __init__(self, slug: str, login: str) -> None:
        super().__init__(f"channel {slug!r} is connected to the seller {login!r}")
        self.slug = slug
        self.login = login


def account(pk: int) -> Account | None:
    return Account.objects.filter(pk=pk).first()


def accounts() -> list[Account]:
    """Every account, oldest first."""
    return list(Account.objects.order_by("pk"))


def account_of_channel(slug: str) -> Account | None:
    return Account.objects.filter(channels__channel_slug=slug).first()


def connected_since(channel_slug: str, since: datetime) -> int | None:
    """The account that was connected to the channel then or later, and still is."""
    channels = AccountChannel.objects.filter(
        channel_slug=channel_slug,
        connected_at__gte=since,
        account__connection=Account.Connection.CONNECTED,
    )
    return channels.values_list("account_id", flat=True).first()


def seller_of_order(order_id: UUID) -> Account | None:
    """The connected seller an order was bought from; `None`: it is not from Allegro (any more).

    One statement by the index of the orders. A seller who must reconnect is still connected:
    what Allegro is to be told waits.
    """
    return (
        Account.objects.exclude(connection=Account.Connection.DISCONNECTED)
        .filter(links__order_id=order_id)
        .first()
    )


def channels_of(account_pk: int) -> list[str]:
    """Slugs of the channels that take the account's orders."""
    return list(
        AccountChannel.objects.filter(account_id=account_pk)
        .order_by("channel_slug")
        .values_list("channel_slug", flat=True)
    )


def due_accounts(now: datetime) -> list[int]:
    """Accounts to import from now: connected, due, not paused and not being imported."""
    return list(
        Account.objects.filter(connection=Account.Connection.CONNECTED)
        .filter(has_come("next_import_at", now) & free(now))
        .order_by("next_import_at")
        .values_list("pk", flat=True)
    )


def due_for_recheck(now: datetime) -> list[int]:
    """Accounts whose orders are to be compared with Allegro now; free and connected as above."""
    return list(
        Account.objects.filter(
            connection=Account.Connection.CONNECTED, backfill=Account.Backfill.DONE
        )
        .filter(is_due_at("next_recheck_at", now) | is_due_at("next_sweep_at", now))
        .filter(free(now))
        .order_by("next_recheck_at", "pk")
        .values_list("pk", flat=True)
    )


def is_due_at(column: str, now: datetime) -> Q:
    """The moment in the column has come, or was never set."""
    return Q(**{column: None}) | has_come(column, now)


def connect(
    connection: Connection, channel_slug: str, *, import_since: datetime, now: datetime
) -> Account:
    """Store a seller who agreed, for a channel; in the caller's transaction, with the tokens.

    A seller known already keeps cursor, orders and backfill: only the connection is renewed.

    Raises:
        ChannelTaken: The channel belongs to another seller who is still connected.
    """
    row, _ = Account.objects.select_for_update(no_key=True).get_or_create(
        environment=connection.environment,
        seller_id=connection.seller_id,
        defaults={
            "login": connection.login,
            "marketplace": connection.marketplace,
            "client_id": connection.client_id,
            "connected_at": now,
            "import_since": import_since,
            "next_import_at": now,
        },
    )
    row.login = connection.login
    row.marketplace = connection.marketplace
    row.client_id = connection.client_id
    row.scope = connection.scope
    row.connection = Account.Connection.CONNECTED
    row.next_import_at = now
    row.paused_until = None
    row.save()
    _take_channel(row, channel_slug, now)
    return row


def _take_channel(row: Account, slug: str, now: datetime) -> None:
    taken = AccountChannel.objects.select_related("account").filter(channel_slug=slug).first()
    if taken is None:
        AccountChannel.objects.create(account=row, channel_slug=slug, connected_at=now)
        return
    if taken.account_id != row.pk:
        if taken.account.connection == Account.Connection.CONNECTED:
            raise ChannelTaken(slug, taken.account.login)
        taken.account = row
    taken.connected_at = now
    taken.save()


def next_import(account_pk: int, at: datetime) -> None:
    """When the account is due again."""
    Account.objects.filter(pk=account_pk).update(next_import_at=at)


def next_recheck(account_pk: int, at: datetime) -> None:
    """When orders that wait for payment are compared again."""
    Account.objects.filter(pk=account_pk).update(next_recheck_at=at)


def put_off_recheck(account_pk: int, at: datetime) -> None:
    """Nothing can be compared before: what is due by then is due then, the rest as it was."""
    Account.objects.filter(pk=account_pk).update(
        **{
            name: Case(When(is_due_at(name, at), then=Value(at)), default=F(name))
            for name in ("next_recheck_at", "next_sweep_at")
        }
    )


def no_later_recheck(lease: Lease, at: datetime, now: datetime) -> None:
    """Whoever made the interval shorter does not wait for the end of the longer one.

    Raises:
        LeaseLost: Another worker has the account; nothing is written.
    """
    with writing(lease, now):
        Account.objects.filter(pk=lease.account_pk, next_recheck_at__gt=at).update(
            next_recheck_at=at
        )
        OrderLink.objects.filter(account_id=lease.account_pk, next_check_at__gt=at).update(
            next_check_at=at
        )


def next_sweep(account_pk: int, at: datetime) -> None:
    """When the list is compared with our links again."""
    Account.objects.filter(pk=account_pk).update(next_sweep_at=at)


def next_stock(account_pk: int, at: datetime) -> None:
    """When the shop's stock is compared with the offers again."""
    Account.objects.filter(pk=account_pk).update(next_stock_at=at)


def next_stock_after(account_pk: int, planned: datetime | None, at: datetime) -> None:
    """Likewise after a comparison, unless somebody had it planned anew meanwhile.

    Args:
        planned: When it was planned for.
    """
    Account.objects.filter(pk=account_pk, next_stock_at=planned).update(next_stock_at=at)


def set_scope(account_pk: int, scope: str) -> None:
    """What the seller allows us to do, as it turned out."""
    Account.objects.filter(pk=account_pk).update(scope=scope)


def mark_swept(account_pk: int, until: datetime, *, is_whole: bool) -> None:
    """The list was compared with our links up to then; `is_whole`: over the longer window."""
    whole = {"swept_whole_at": until} if is_whole else {}
    Account.objects.filter(pk=account_pk).update(swept_until=until, **whole)


def pause(account_pk: int, until: datetime) -> None:
    """Keep every worker from calling Allegro for the account until then."""
    Account.objects.filter(pk=account_pk).update(paused_until=until)


def reconnect_needed(account_pk: int, *, refused: str | None = None) -> None:
    """Stop the account's runs until a person connects the seller again; keep its data.

    Args:
        refused: The access token of the connection that was refused. Where another one is
            stored by now, the seller has connected again already, and that stands.

    Raises:
        encryption.Undecipherable: The key was changed.
    """
    with locked_tokens(account_pk) as row:
        if refused is None or row.read().access_token == refused:
            Account.objects.filter(pk=account_pk, connection=Account.Connection.CONNECTED).update(
                connection=Account.Connection.RECONNECT_NEEDED
            )


def disconnect(account_pk: int, channel_slug: str) -> None:
    """Take the account's orders into this channel no more; without channels it is disconnected."""
    with transaction.atomic():
        row = Account.objects.select_for_update(no_key=True).get(pk=account_pk)
        AccountChannel.objects.filter(account=row, channel_slug=channel_slug).delete()
        if not row.channels.exists():
            row.connection = Account.Connection.DISCONNECTED
            row.access_token = row.refresh_token = ""
            row.token_expires_at = None
            row.save()


def finish_backfill(account_pk: int, began_at: datetime) -> None:
    """The list has just been read; it need not be compared with our links at once again."""
    Account.objects.filter(pk=account_pk).update(
        backfill=Account.Backfill.DONE,
        swept_until=began_at,
        swept_whole_at=began_at,
        next_sweep_at=began_at + SWEEP_EVERY,
    )


def set_cursor(account_pk: int, cursor: str, occurred_at: datetime | None) -> None:
    """Where the journal is read on from; in the caller's transaction."""
    Account.objects.filter(pk=account_pk).update(cursor=cursor, cursor_occurred_at=occurred_at)
