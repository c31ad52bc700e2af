"""How each account is doing, and what a person has to do about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import (
    PAYMENTS_SCOPE,
    TELLING_SCOPE,
    has_scope,
    has_stock_scopes,
)
from saleor_allegro.config import (
    Language,
    Text,
    WrongSettings,
    labels_of,
    language_of,
    read_settings,
)
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.shop.port import Shop, ShopChannel
from saleor_allegro.sync.stops import STOPS, Then

#: Nobody imports an account that is due for so long: beat or the workers do not run.
OVERDUE_AFTER: Final = timedelta(minutes=15)
#: So long may nobody's mistake (network, pauses, a worker's end) keep imports from finishing.
UNFINISHED_AFTER: Final = timedelta(hours=1)
#: Stops that end by nothing but a person's act.
_LASTING: Final = frozenset(
    {stop.code for _, stop in STOPS if stop.then in (Then.AFTER_THE_INTERVAL, Then.RECONNECT)}
    | {"bug"}
)
#: Stops that say nothing about runs of the other kind.
_OF_ONE_KIND: Final = frozenset(
    {"bug", "allegro_refused", "warehouse_not_found", "no_warehouse", "would_end_offers"}
)

_RECONNECT: Final = Text(
    "Allegro no longer accepts the connection of this seller: no orders are imported. Connect "
    "again with the link in the plugin's form, or: manage.py allegro_connect --channel {channel}",
    "Allegro nie przyjmuje już połączenia tego sprzedawcy: zamówienia nie są pobierane. Połącz "
    "ponownie linkiem z formularza wtyczki albo: manage.py allegro_connect --channel {channel}",
)
_NO_CHANNEL: Final = Text(
    "No channel of this seller exists in the shop any more. Connect the seller in another one: "
    "manage.py allegro_connect --channel SLUG",
    "Żaden kanał tego sprzedawcy nie istnieje już w sklepie. Połącz sprzedawcę w innym: "
    "manage.py allegro_connect --channel SLUG",
)
_OVERDUE: Final = Text(
    "Due for import since {since:%Y-%m-%d %H:%M} UTC, and nobody imports. Do Celery beat and a "
    "worker run?",
    "Pobieranie miało ruszyć {since:%Y-%m-%d %H:%M} UTC i nikt nie pobiera. Czy działają Celery "
    "beat i worker?",
)
_STOPPED: Final = Text(
    "The last import stopped: {message}", "Ostatnie pobieranie przerwano: {message}"
)
_RECHECK_STOPPED: Final = Text(
    "The last recheck stopped: {message}", "Ostatnie sprawdzanie przerwano: {message}"
)
BUG: Final = Text(
    "saleor-allegro made a mistake ({error}). The worker's log says where; please report it.",
    "saleor-allegro popełniło błąd ({error}). Miejsce podaje log procesu; prosimy o zgłoszenie.",
)
_FAILED: Final = Text(
    "Orders that could not be imported: {count}. Correct what the oldest one says; they are tried "
    "again by themselves, or at once: manage.py allegro_import --account {account} --failed",
    "Zamówienia, których nie udało się pobrać: {count}. Popraw to, o czym mówi najstarsze; "
    "ponowimy sami albo od razu: manage.py allegro_import --account {account} --failed",
)

_NOT_FOLLOWED: Final = Text(
    "Orders that could not follow a change on Allegro: {count}. They stay as they were. Correct "
    "what the oldest one says; they are tried again by themselves.",
    "Zamówienia, na które nie udało się przenieść zmian z Allegro: {count}. Zostają, jak były. "
    "Popraw to, o czym mówi najstarsze; ponowimy sami.",
)


_NOT_TOLD: Final = Text(
    "Orders whose status Allegro could not be told: {count}. See why, and try again, with: "
    "manage.py allegro_push --account {account}",
    "Zamówienia, których statusu nie udało się przekazać Allegro: {count}. Powód i ponowna próba: "
    "manage.py allegro_push --account {account}",
)
_PUSH_STOPPED: Final = Text(
    "Telling Allegro stopped: {message}", "Przekazywanie do Allegro przerwano: {message}"
)
_STOCK_STOPPED: Final = Text(
    "Sending stock stopped: {message}", "Wysyłanie stanów przerwano: {message}"
)
_OFFERS_REFUSED: Final = Text(
    "Offers whose quantity Allegro refused: {count}. See why, and try again, with: manage.py "
    "allegro_stock --account {account}",
    "Oferty, których liczbę sztuk Allegro odrzuciło: {count}. Powód i ponowna próba: manage.py "
    "allegro_stock --account {account}",
)
_STOCK_NOT_ALLOWED: Final = Text(
    "“{send_stock}” is on, but the seller connected without the permission to read and change "
    "offers. Connect again: manage.py allegro_connect --channel {channel}",
    "„{send_stock}” jest włączone, ale sprzedawca połączył się bez uprawnienia do odczytu i zmiany "
    "ofert. Połącz ponownie: manage.py allegro_connect --channel {channel}",
)

_STOPPED_TEXTS: Final[Mapping[str, Text]] = {
    Run.Kind.IMPORT: _STOPPED,
    Run.Kind.RECHECK: _RECHECK_STOPPED,
    Run.Kind.PUSH: _PUSH_STOPPED,
    Run.Kind.STOCK: _STOCK_STOPPED,
}


class ConcernCode(StrEnum):
    """Why a person should look at an account."""

    RECONNECT_NEEDED = "reconnect_needed"
    NO_CHANNEL = "no_channel"
    WRONG_SETTINGS = "wrong_settings"
    STOPPED = "stopped"
    OVERDUE = "overdue"
    FAILED_ORDERS = "failed_orders"
    NOT_FOLLOWED = "not_followed"
    NOT_TOLD = "not_told"
    OFFERS_REFUSED = "offers_refused"
    STOCK_NOT_ALLOWED = "stock_not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    code: ConcernCode
    message: str  # in the language of the account's form; no word of a buyer


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelState:
    slug: str
    exists: bool
    #: The merchant wants orders created here now.
    takes_orders: bool
    #: ... and the offers on Allegro to show its stock.
    sends_stock: bool = False
    #: What is wrong with its stored settings; "" when nothing is.
    problem: str = ""
    import_every: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHealth:
    overview: ledger.AccountOverview
    language: Language
    channels: Sequence[ChannelState]
    last_finished_at: datetime | None
    checked_at: datetime

    @property
    def concerns(self) -> list[Concern]:
        return list(_concerns(self, self.checked_at))

    @property
    def account(self) -> Account:
        return self.overview.account

    @property
    def takes_orders(self) -> bool:
        return any(channel.takes_orders for channel in self.channels)

    @property
    def may_tell(self) -> bool:
        """The seller allowed it; who connected before it was asked for did not."""
        return has_scope(self.account.scope, TELLING_SCOPE)

    @property
    def sends_stock(self) -> bool:
        return any(channel.sends_stock for channel in self.channels)

    @property
    def may_send_stock(self) -> bool:
        """The seller allowed it; who connected before it was asked for did not."""
        return has_stock_scopes(self.account.scope)

    @property
    def reads_refunds(self) -> bool:
        """The seller allowed it; who connected before it was asked for did not."""
        return has_scope(self.account.scope, PAYMENTS_SCOPE)


def check_accounts(shop: Shop, now: datetime) -> list[AccountHealth]:
    """Every account, oldest first. Reads the shop and the ledger, asks nothing of Allegro."""
    channels = {channel.slug: channel for channel in shop.channels()}
    return [_check(overview, channels, now) for overview in ledger.overview()]


def run_message(run: Run, language: Language) -> str:
    """Why the run ended early, for a person; "" when it did not."""
    if run.error_code == "bug":
        return BUG.filled(error=run.error_message).in_language(language)
    return run.error_message


def _check(
    overview: ledger.AccountOverview, channels: dict[str, ShopChannel], now: datetime
) -> AccountHealth:
    known = [channels[slug] for slug in overview.channels if slug in channels]
    return AccountHealth(
        overview=overview,
        language=language_of(known),
        channels=[_state(slug, channels.get(slug)) for slug in overview.channels],
        last_finished_at=ledger.last_finished_at(overview.account.pk),
        checked_at=now,
    )


def _state(slug: str, channel: ShopChannel | None) -> ChannelState:
    if channel is None:
        return ChannelState(slug=slug, exists=False, takes_orders=False)
    try:
        settings = read_settings(channel)
    except WrongSettings as error:
        return ChannelState(slug=slug, exists=True, takes_orders=False, problem=str(error))
    takes_orders = channel.plugin_active and settings.create_orders
    return ChannelState(
        slug=slug,
        exists=True,
        takes_orders=takes_orders,
        sends_stock=takes_orders and settings.send_stock,
        import_every=timedelta(minutes=settings.import_every_minutes),
    )


def _concerns(health: AccountHealth, now: datetime) -> Iterator[Concern]:
    def concern(code: ConcernCode, text: Text, **words: object) -> Concern:
        return Concern(code=code, message=text.filled(**words).in_language(health.language))

    account = health.account
    if account.connection == Account.Connection.DISCONNECTED:
        return  # as somebody wanted it
    if account.connection == Account.Connection.RECONNECT_NEEDED:
        slug = health.overview.channels[0] if health.overview.channels else "SLUG"
        yield concern(ConcernCode.RECONNECT_NEEDED, _RECONNECT, channel=slug)
    elif not any(channel.exists for channel in health.channels):
        yield concern(ConcernCode.NO_CHANNEL, _NO_CHANNEL)
    for channel in health.channels:
        if channel.problem:
            yield Concern(code=ConcernCode.WRONG_SETTINGS, message=channel.problem)
    if stopped := _lasting_stop(health, now):
        text = _STOPPED_TEXTS[stopped.kind]
        message = run_message(stopped, health.language)
        yield concern(ConcernCode.STOPPED, text, message=message)
    if _is_overdue(health, now):
        yield concern(ConcernCode.OVERDUE, _OVERDUE, since=account.next_import_at)
    failed = health.overview.forms.get(OrderLink.State.FAILED, 0)
    if failed:
        yield concern(ConcernCode.FAILED_ORDERS, _FAILED, count=failed, account=account.pk)
    if health.overview.not_followed:
        yield concern(ConcernCode.NOT_FOLLOWED, _NOT_FOLLOWED, count=health.overview.not_followed)
    if not_told := health.overview.not_told:
        yield concern(ConcernCode.NOT_TOLD, _NOT_TOLD, count=not_told, account=account.pk)
    if health.sends_stock:
        yield from _stock_concerns(health)


def _stock_concerns(health: AccountHealth) -> Iterator[Concern]:
    if not health.may_send_stock:
        [label] = labels_of({"send_stock"}, health.language)
        slug = health.overview.channels[0]
        text = _STOCK_NOT_ALLOWED.filled(send_stock=label, channel=slug)
        message = text.in_language(health.language)
        yield Concern(code=ConcernCode.STOCK_NOT_ALLOWED, message=message)
    if refused := health.overview.offers.refused:
        text = _OFFERS_REFUSED.filled(count=refused, account=health.account.pk)
        message = text.in_language(health.language)
        yield Concern(code=ConcernCode.OFFERS_REFUSED, message=message)


def _lasting_stop(health: AccountHealth, now: datetime) -> Run | None:
    """The run that a person has to do something about.

    Most causes stop every kind of run alike: they are said once, and are over as soon as the
    more frequent import gets to its end.
    """
    last_import, recheck = health.overview.last_import, health.overview.last_recheck
    if last_import is not None and _is_lasting(last_import, health, now):
        return last_import
    stock = health.overview.last_stock if health.sends_stock else None
    for other in (recheck, health.overview.last_push, stock):
        if other is None or not _is_lasting(other, health, now):
            continue
        is_over = last_import is not None and last_import.started_at > other.started_at
        if not is_over or other.error_code in _OF_ONE_KIND:
            return other
    return None


def _is_lasting(run: Run, health: AccountHealth, now: datetime) -> bool:
    """The run stopped, and the next ones will, or did for long."""
    # A connection that is lost is said already.
    is_connected = health.account.connection == Account.Connection.CONNECTED
    if run.outcome != Run.Outcome.STOPPED or not is_connected or not health.takes_orders:
        return False
    if run.error_code in _LASTING:
        return True
    finished_at = health.last_finished_at or health.account.connected_at
    return now - finished_at > _interval(health) + UNFINISHED_AFTER


def _is_overdue(health: AccountHealth, now: datetime) -> bool:
    account = health.account
    is_held = ledger.is_ahead(account.lease_expires_at, now)
    is_paused = ledger.is_ahead(account.paused_until, now)
    return (
        account.connection == Account.Connection.CONNECTED
        and health.takes_orders
        and not is_held
        and not is_paused
        and now - account.next_import_at > OVERDUE_AFTER
    )


def _interval(health: AccountHealth) -> timedelta:
    return max(
        (channel.import_every for channel in health.channels if channel.import_every),
        default=timedelta(),
    )
