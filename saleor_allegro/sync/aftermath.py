"""What a run that was stopped leaves behind: when the account is next, and with which token."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import RateLimited
from saleor_allegro.sync.stops import Stop, Then

#: Beat ticks this often.
TICK: Final = timedelta(minutes=1)
#: When Allegro refuses for now and does not say for how long (RFC 6585 leaves it open).
DEFAULT_PAUSE: Final = timedelta(seconds=60)


def follow(
    stop: Stop,
    error: Exception,
    account_pk: int,
    *,
    refused: str,
    now: datetime,
    put_off: Callable[[datetime], None],
    next_regular: datetime,
) -> None:
    """Do what the stop says.

    Args:
        refused: The access token that the run used last; "" when it came to use none.
        put_off: Says when such a run is due again.
        next_regular: When the account would be next by its own interval.
    """
    match stop.then:
        case Then.TRY_A_FRESH_TOKEN:
            ledger.expire_access_token(account_pk, refused)
        case Then.RECONNECT:
            ledger.reconnect_needed(account_pk, refused=refused)
        case Then.PAUSE:
            seconds = error.retry_after if isinstance(error, RateLimited) else None
            pause = DEFAULT_PAUSE if seconds is None else timedelta(seconds=seconds)
            ledger.pause(account_pk, now + pause)
    is_soon = stop.then is not Then.AFTER_THE_INTERVAL
    put_off(now + TICK if is_soon else next_regular)
