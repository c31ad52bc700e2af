"""Join a seller who agreed with a channel of the shop."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import (
    AuthorisationPending,
    DeviceCodeExpired,
    RateLimited,
    SlowDown,
    Unreachable,
)
from saleor_allegro.allegro.oauth import DeviceCode, TokenPair
from saleor_allegro.config import Settings
from saleor_allegro.models import Account
from saleor_allegro.sync.connection import Clock, allegro_client, oauth_app

SLOWER_BY: Final = timedelta(seconds=5)  # RFC 8628, 3.5


def connect_account(
    channel_slug: str, settings: Settings, tokens: TokenPair, now: datetime
) -> Account:
    """Store the seller whom the tokens belong to, with the tokens; their orders are due at once.

    Raises:
        AllegroError: Allegro does not tell who the seller is; nothing is stored.
        ChannelTaken: The channel takes the orders of another seller; nothing is stored.
        NotConfigured: The settings are not complete.
    """
    seller = allegro_client(settings, lambda: tokens.access_token).me()
    connection = ledger.Connection(
        seller_id=seller.id,
        login=seller.login,
        marketplace=seller.base_marketplace.id if seller.base_marketplace else "",
        environment=settings.allegro.name,
        client_id=settings.client_id,
        scope=tokens.scope,
    )
    since = now - timedelta(days=settings.backfill_days)
    with transaction.atomic():
        account = ledger.connect(connection, channel_slug, import_since=since, now=now)
        with ledger.locked_tokens(account.pk) as row:
            row.save(ledger.Tokens(tokens.access_token, tokens.refresh_token, tokens.expires_at))
    return account


def connect_by_device(
    channel_slug: str,
    settings: Settings,
    *,
    show: Callable[[DeviceCode], None],
    wait: Callable[[timedelta], None],
    clock: Clock,
) -> Account:
    """Have the seller confirm a code on another device, and connect them.

    Args:
        show: Tells the person the link and the code; called once.
        wait: Lets the time between two polls pass.

    Raises:
        AccessDenied: The seller said no.
        DeviceCodeExpired: Nobody confirmed in time.
        AllegroError, ChannelTaken, NotConfigured: As `connect_account`.

    Source: RFC 8628; Allegro's bodies in `allegro.oauth_answers`.
    """
    application = oauth_app(settings)
    code = application.start_device(now=clock())
    show(code)
    interval = code.interval
    while clock() + interval < code.expires_at:
        wait(interval)
        try:
            tokens = application.poll_device(code.device_code, now=clock())
        except SlowDown:
            interval += SLOWER_BY
        except RateLimited as error:
            interval = max(interval + SLOWER_BY, timedelta(seconds=error.retry_after or 0))
        except (AuthorisationPending, Unreachable):
            continue
        else:
            return connect_account(channel_slug, settings, tokens, clock())
    raise DeviceCodeExpired("nobody confirmed the code in time")
