"""Join an account with its shop, its settings and Allegro."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import requests
from django.apps import apps

from saleor_allegro import ledger
from saleor_allegro.allegro.client import AllegroClient
from saleor_allegro.allegro.oauth import OAuthApp
from saleor_allegro.config import Language, Settings, Text, read_settings
from saleor_allegro.models import Account
from saleor_allegro.rules.routing import ChannelRoute
from saleor_allegro.shop.port import ChannelNotFound, Shop, ShopChannel
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.token_provider import TokenProvider

Clock = Callable[[], datetime]

#: Seconds to connect, and between two bytes of an answer.
TIMEOUT: Final = (5.0, 30.0)

_OTHER_APPLICATION: Final = Text(
    "The settings no longer name the Client ID and environment that the seller was connected "
    "with. Put them back, or connect the seller again.",
    "Ustawienia nie zawierają już Client ID i środowiska, z którymi połączono sprzedawcę. "
    "Przywróć je albo połącz sprzedawcę ponownie.",
)
_NO_ADDRESS: Final = Text(
    "The custom environment needs addresses. Fill in “API address” and “OAuth address”.",
    "Środowisko custom wymaga adresów. Wypełnij „Adres API” i „Adres OAuth”.",
)
_NO_NAME: Final = Text(
    "Allegro wants to know which application calls. Fill in “Application name” and "
    "“Application address”.",
    "Allegro wymaga podania aplikacji, która się łączy. Wypełnij „Nazwa aplikacji” i „Adres "
    "aplikacji”.",
)


class NotConfigured(Exception):
    """The settings do not fit the account; the message says what to change."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.english)
        self.text = text


class SwitchedOff(Exception):
    """No channel of the account takes orders from Allegro any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """A channel that takes orders of the account now."""

    channel: ShopChannel
    settings: Settings

    @property
    def route(self) -> ChannelRoute:
        return ChannelRoute(self.channel.slug, self.channel.currency, self.settings.marketplaces)

    def next_check(self, now: datetime) -> datetime:
        """When an order that waits for payment is compared with its form again."""
        return now + timedelta(minutes=self.settings.recheck_every_minutes)


@dataclass(slots=True, kw_only=True)
class OpenRun:
    """Everything a use case works with, while the account's lease is ours."""

    account: Account
    lease: ledger.Lease
    client: AllegroClient
    shop: Shop
    clock: Clock
    started: datetime
    report: ImportReport
    #: Called whenever the report has grown.
    progress: Callable[[ImportReport], None]

    def takers(self) -> Sequence[Taker]:
        """Read anew each time, so that a switch turned off stops a run that is going on.

        Raises:
            SwitchedOff, ChannelNotFound, WrongSettings: The run must stop.
        """
        found = takers(self.shop, self.account.pk)
        if not found:
            raise SwitchedOff
        return found

    def heartbeat(self) -> None:
        """Keep the account, and say how far the run is to whoever waits for it.

        Raises:
            LeaseLost: Another worker took over.
        """
        ledger.heartbeat(self.lease, self.clock())
        self.progress(self.report)


def the_shop() -> Shop:
    """Saleor where it is installed, else the rehearsal shop."""
    if apps.is_installed("saleor.core"):
        from saleor_allegro.shop.saleor.shop import SaleorShop

        return SaleorShop()
    from saleor_allegro.shop.rehearsal.shop import RehearsalShop

    return RehearsalShop()


def channels_of(shop: Shop, account_pk: int) -> list[ShopChannel]:
    """The shop's channels that are connected to the account and still exist.

    Raises:
        ChannelNotFound: None of them exists any more.
    """
    slugs = set(ledger.channels_of(account_pk))
    found = [channel for channel in shop.channels() if channel.slug in slugs]
    if slugs and not found:
        raise ChannelNotFound(min(slugs))
    return found


def takers(shop: Shop, account_pk: int) -> list[Taker]:
    """The account's channels in which the merchant wants orders created.

    Raises:
        ChannelNotFound: None of the account's channels exists any more.
        WrongSettings: A channel's stored settings cannot be used.
    """
    found = [
        Taker(channel=channel, settings=read_settings(channel))
        for channel in channels_of(shop, account_pk)
        if channel.plugin_active
    ]
    return [taker for taker in found if taker.settings.create_orders]


def settings_of(shop: Shop, account: Account) -> Settings:
    """The settings that hold the application the seller was connected with.

    Raises:
        NotConfigured: No active channel of the account holds it (any more).
        ChannelNotFound: None of the account's channels exists any more.
        WrongSettings: A channel's stored settings cannot be used.
    """
    for channel in channels_of(shop, account.pk):
        if not channel.plugin_active:
            continue
        settings = read_settings(channel)
        if (
            settings.client_id == account.client_id
            and _environment(settings) == account.environment
        ):
            return settings
    raise NotConfigured(_OTHER_APPLICATION)


def oauth_app(settings: Settings, session: requests.Session | None = None) -> OAuthApp:
    """
    Raises:
        NotConfigured: The addresses of a custom environment are missing.
    """
    try:
        return OAuthApp(
            settings.allegro, settings.client_id, settings.client_secret, session, TIMEOUT
        )
    except ValueError as error:
        raise NotConfigured(_NO_ADDRESS) from error


def allegro_client(
    settings: Settings, token: Callable[[], str], session: requests.Session | None = None
) -> AllegroClient:
    """
    Raises:
        NotConfigured: Application name or address, or a custom environment's, is missing.
    """
    try:
        user_agent = settings.user_agent
    except ValueError as error:
        raise NotConfigured(_NO_NAME) from error
    try:
        environment = settings.allegro
    except ValueError as error:
        raise NotConfigured(_NO_ADDRESS) from error
    language = "pl-PL" if settings.language is Language.POLISH else "en-US"
    return AllegroClient(environment, token, user_agent, session, language, TIMEOUT)


def token_provider(
    account_pk: int, settings: Settings, clock: Clock, session: requests.Session | None = None
) -> TokenProvider:
    """
    Raises:
        NotConfigured: As `oauth_app`.
    """
    return TokenProvider(account_pk, oauth_app(settings, session), clock)


def _environment(settings: Settings) -> str:
    try:
        return settings.allegro.name
    except ValueError:
        return ""
