"""Commands about many offers whose results are not known yet."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from saleor_allegro.ledger.accounts import is_due_at
from saleor_allegro.ledger.leases import free, has_come
from saleor_allegro.models import Account, StockCommand
from saleor_allegro.rules.retry import retry_delay

#: Allegro carries a command out in the background; its result is read no sooner.
RESULT_AFTER: Final = timedelta(minutes=1)


def due_for_stock(now: datetime, scope: str) -> list[int]:
    """Accounts whose stock is to be looked at now; connected and free, see `due_accounts`.

    Args:
        scope: What the seller must have granted, see `scopes.has_scope`.
    """
    commands = StockCommand.objects.filter(has_come("due_at", now), account=OuterRef("pk"))
    accounts = Account.objects.filter(
        connection=Account.Connection.CONNECTED, backfill=Account.Backfill.DONE
    )
    accounts = accounts.filter(Q(scope="") | Q(scope__contains=scope))
    accounts = accounts.filter(is_due_at("next_stock_at", now) | Exists(commands))
    return list(accounts.filter(free(now)).order_by("pk").values_list("pk", flat=True))


def due_commands(account_pk: int, now: datetime) -> list[StockCommand]:
    """Those whose result is read now, oldest first."""
    commands = StockCommand.objects.filter(has_come("due_at", now), account_id=account_pk)
    return list(commands.order_by("created_at", "pk"))


def awaited_offers(account_pk: int) -> set[str]:
    """Offers that a command is about whose result is not known."""
    commands = StockCommand.objects.filter(account_id=account_pk)
    return {
        each for offer_ids in commands.values_list("offer_ids", flat=True) for each in offer_ids
    }


def begin_command(
    account_pk: int,
    kind: StockCommand.Kind,
    offer_ids: Sequence[str],
    now: datetime,
    *,
    quantity: int | None = None,
) -> StockCommand:
    """Write down what is about to be sent; in the caller's transaction."""
    return StockCommand.objects.create(
        account_id=account_pk,
        kind=kind,
        quantity=quantity,
        offer_ids=list(offer_ids),
        created_at=now,
        due_at=now + RESULT_AFTER,
    )


def mark_command_sent(command: StockCommand, now: datetime) -> None:
    """Allegro has it; in the caller's transaction."""
    StockCommand.objects.filter(pk=command.pk).update(sent_at=now, due_at=now + RESULT_AFTER)


def keep_waiting(command: StockCommand, offer_ids: Sequence[str], now: datetime) -> None:
    """These offers of it are not done yet; in the caller's transaction."""
    command = copy(command)
    command.attempts += 1
    command.sent_at = command.sent_at or command.created_at
    command.offer_ids = list(offer_ids)
    command.due_at = now + retry_delay(command.attempts)
    command.save()


def forget_commands(account_pk: int) -> None:
    """Nobody asks any more what became of them."""
    StockCommand.objects.filter(account_id=account_pk).delete()


def end_command(command: StockCommand) -> None:
    """Its result is known, or there is none; in the caller's transaction."""
    StockCommand.objects.filter(pk=command.pk).delete()
