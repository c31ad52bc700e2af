"""An account's health as a table for a person, in the language of the account's form."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rich import box
from rich.table import Table
from rich.text import Text as Styled

from saleor_allegro import ledger
from saleor_allegro.config import Language, Text
from saleor_allegro.management import status_texts as texts
from saleor_allegro.management.terminal import plain
from saleor_allegro.management.times import moment, moment_and_distance
from saleor_allegro.models import Account, Run
from saleor_allegro.sync.check_accounts import AccountHealth, ChannelState, run_message

Row = tuple[Text, Text | str, str]  # label, words, style


def account_table(health: AccountHealth) -> Table:
    account = health.account
    table = Table(
        title=Styled(f"{account.pk}  {plain(account.login)}  {plain(account.environment)}"),
        title_justify="left",
        title_style="bold",
        box=box.ROUNDED,
        show_header=False,
        min_width=60,
    )
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, words, style in _rows(health):
        text = words if isinstance(words, str) else words.in_language(health.language)
        table.add_row(
            label.in_language(health.language),
            Styled("\n".join(plain(line) for line in text.splitlines()), style=style),
        )
    return table


def _rows(health: AccountHealth) -> Iterator[Row]:
    account, overview, now = health.account, health.overview, health.checked_at
    yield _connection(account)
    channels = [_channel(channel).in_language(health.language) for channel in health.channels]
    yield texts.CHANNELS, "\n".join(channels) or texts.NONE, ""
    is_running = account.connection == Account.Connection.CONNECTED and health.takes_orders
    yield _last_run(texts.LAST_RUN, overview.last_import, health)
    if is_running:
        yield texts.NEXT_IMPORT, _next(account.next_import_at, health), ""
    if overview.last_recheck:
        yield _last_run(texts.LAST_RECHECK, overview.last_recheck, health)
    if is_running and account.backfill == Account.Backfill.DONE:
        yield texts.NEXT_RECHECK, _next(account.next_recheck_at, health), ""
    if overview.last_audit:
        yield _last_run(texts.LAST_AUDIT, overview.last_audit, health)
    if overview.last_push:
        yield _last_run(texts.LAST_PUSH, overview.last_push, health)
    if overview.last_stock:
        yield _last_run(texts.LAST_STOCK, overview.last_stock, health)
        yield texts.OFFERS, _offers(health), "yellow" if overview.offers.refused else ""
    if is_running and health.sends_stock:
        yield texts.NEXT_STOCK, _next(account.next_stock_at, health), ""
    yield texts.JOURNAL, _journal(health), ""
    yield texts.ORDERS, _orders(health), ""
    if is_running and not health.reads_refunds:
        slug = next(iter(overview.channels), "SLUG")
        yield texts.REFUNDS, texts.REFUNDS_UNSEEN.filled(slug=slug), "yellow"
    if is_running and overview.to_tell and not health.may_tell:
        slug = next(iter(overview.channels), "SLUG")
        yield texts.TELLING, texts.TELLING_NOT_ALLOWED.filled(slug=slug), "yellow"
    yield texts.OPEN_FLAGS, str(overview.open_flags), "yellow" if overview.open_flags else ""
    if failed := overview.oldest_failed:
        words = texts.FAILURE.filled(
            form_id=failed.form_id,
            since=moment_and_distance(failed.failed_since, now),
            attempts=failed.attempts,
            next_try=moment_and_distance(failed.next_try_at, now),
        )
        text = f"{words.in_language(health.language)}\n{failed.error_message}"
        yield texts.OLDEST_FAILED, text, "red"
    if health.concerns:
        messages = "\n".join(concern.message for concern in health.concerns)
        yield texts.ATTENTION, messages, "bold red"


def _connection(account: Account) -> Row:
    match account.connection:
        case Account.Connection.CONNECTED:
            words = texts.CONNECTED.filled(since=moment(account.connected_at))
            return texts.CONNECTION, words, "green"
        case Account.Connection.RECONNECT_NEEDED:
            return texts.CONNECTION, texts.RECONNECT_NEEDED, "bold red"
    return texts.CONNECTION, texts.DISCONNECTED, ""


def _channel(channel: ChannelState) -> Text:
    if not channel.exists:
        words = texts.GONE
    elif channel.problem:
        words = texts.WRONG
    else:
        words = texts.TAKES_ORDERS if channel.takes_orders else texts.TAKES_NONE
    return words.filled(slug=channel.slug)


def _last_run(label: Text, run: Run | None, health: AccountHealth) -> Row:
    if run is None:
        return label, texts.NEVER, ""
    at = moment_and_distance(run.finished_at or run.started_at, health.checked_at)
    lines = [texts.OUTCOMES[run.outcome].filled(at=at)]
    if run.kind in (Run.Kind.PUSH, Run.Kind.STOCK):
        lines.append(texts.TOLD.filled(told=run.told, failed=run.failed))
    else:
        names = ("imported", "updated", "failed", "flagged", "calls")
        lines.append(texts.COUNTS.filled(**{name: getattr(run, name) for name in names}))
    said = [line.in_language(health.language) for line in lines]
    if message := run_message(run, health.language):
        said.append(message)
    return label, "\n".join(said), "red" if run.outcome == Run.Outcome.STOPPED else ""


def _next(at: datetime | None, health: AccountHealth) -> Text | str:
    """When a run is due that is due at `at`; `None`: at once."""
    paused_until, now = health.account.paused_until, health.checked_at
    is_paused = ledger.is_ahead(paused_until, now)
    if is_paused and paused_until and (at is None or paused_until > at):
        return texts.PAUSED.filled(at=moment_and_distance(paused_until, now))
    if at is None or at <= now:
        return texts.NOW
    return moment_and_distance(at, now)


def _orders(health: AccountHealth) -> str:
    """How many forms stand where, and how the orders among them are doing."""
    overview, language = health.overview, health.language
    states = [(words, overview.forms.get(state, 0)) for state, words in texts.STATES.items()]
    doing = [
        (texts.UNPAID, overview.unpaid),
        (texts.GONE_FORMS, overview.gone),
        (texts.NOT_FOLLOWED, overview.not_followed),
        (texts.TO_TELL, overview.to_tell),
        (texts.NOT_TOLD, overview.not_told),
    ]
    lines = [_counted(states, language) or texts.NONE.in_language(language)]
    if counts := _counted(doing, language):
        lines.append(texts.OF_IMPORTED.filled(counts=counts).in_language(language))
    return "\n".join(lines)


def _offers(health: AccountHealth) -> str:
    """How many of the offers on sale the shop knows, and what Allegro refused."""
    offers = health.overview.offers
    counts = [(words, offers.matches.get(match, 0)) for match, words in texts.MATCHES.items()]
    counted = _counted([*counts, (texts.REFUSED, offers.refused)], health.language)
    return counted or texts.NONE.in_language(health.language)


def _counted(counts: Iterable[tuple[Text, int]], language: Language) -> str:
    return ", ".join(f"{words.in_language(language)} {count}" for words, count in counts if count)


def _journal(health: AccountHealth) -> Text:
    account = health.account
    if account.backfill == Account.Backfill.PENDING:
        return texts.BACKFILL.filled(since=moment(account.import_since))
    if account.cursor_occurred_at is None:
        return texts.NOT_READ
    at = moment_and_distance(account.cursor_occurred_at, health.checked_at)
    return texts.READ_UP_TO.filled(at=at)
