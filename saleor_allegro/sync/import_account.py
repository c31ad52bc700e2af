"""The import of one account from beginning to end: what beat, the commands and the demo call."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, OpenRun
from saleor_allegro.sync.decisions import WHATEVER_THEIR_AGE, Window
from saleor_allegro.sync.import_orders import (
    import_due,
    import_forms,
    import_orders,
    import_updated_since,
)
from saleor_allegro.sync.runs import Progress, conduct


def import_account(
    account_pk: int,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Import what is new and what is due. See `conduct` for what comes back."""
    return conduct(
        account_pk, Run.Kind.IMPORT, import_orders, shop=shop, clock=clock, progress=progress
    )


def import_named_forms(
    account_pk: int,
    form_ids: Sequence[str],
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Import these forms whatever their age: a person asked for them."""

    def work(run: OpenRun) -> None:
        import_forms(run, form_ids, WHATEVER_THEIR_AGE)

    return _conduct_asked(account_pk, work, shop, clock, progress)


def import_failed_forms(
    account_pk: int,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Try every failed form again now."""

    def work(run: OpenRun) -> None:
        ledger.make_failed_due(run.lease, run.clock())
        import_due(run)

    return _conduct_asked(account_pk, work, shop, clock, progress)


def window_since(account: Account, since: datetime) -> Window:
    """What a person asked for, and nothing less than what is imported anyway."""
    return Window(import_since=min(since, account.import_since), connected_at=account.connected_at)


def import_forms_since(
    account_pk: int,
    since: datetime,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Run | None:
    """Import what was changed since then and is no order yet.

    Bought since then, or since the day the account's own orders begin at.
    """

    def work(run: OpenRun) -> None:
        window = window_since(run.account, since)
        import_updated_since(run, since, window, is_news=True)
        import_due(run)

    return _conduct_asked(account_pk, work, shop, clock, progress)


def _conduct_asked(
    account_pk: int,
    work: Callable[[OpenRun], None],
    shop: Shop | None,
    clock: Clock,
    progress: Progress,
) -> Run | None:
    """What a person asked for is no import of all that is new: that is due when it was."""
    return conduct(
        account_pk,
        Run.Kind.IMPORT,
        work,
        shop=shop,
        clock=clock,
        progress=progress,
        is_scheduled=False,
    )
