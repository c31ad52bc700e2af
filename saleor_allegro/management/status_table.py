"""An account's health as a table for a person, in the language of the account's form."""

from collections.abc import Iterator

from rich import box
from rich.table import Table
from rich.text import Text as Styled

from saleor_allegro import ledger
from saleor_allegro.config import Text
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
    overview, now = health.overview, health.checked_at
    yield _connection(health.account)
    channels = [_channel(channel).in_language(health.language) for channel in health.channels]
    yield texts.CHANNELS, "\n".join(channels) or texts.NONE, ""
    yield from _last_run(health)
    if health.account.connection == Account.Connection.CONNECTED and health.takes_orders:
        yield texts.NEXT_IMPORT, _next_import(health), ""
    yield texts.JOURNAL, _journal(health), ""
    counts = [
        f"{words.in_language(health.language)} {count}"
        for state, words in texts.STATES.items()
        if (count := overview.forms.get(state, 0))
    ]
    yield texts.ORDERS, ", ".join(counts) or texts.NONE, ""
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


def _last_run(health: AccountHealth) -> Iterator[Row]:
    run = health.overview.last_run
    if run is None:
        yield texts.LAST_RUN, texts.NEVER, ""
        return
    at = moment_and_distance(run.finished_at or run.started_at, health.checked_at)
    lines = [texts.OUTCOMES[run.outcome].filled(at=at)]
    counts = {name: getattr(run, name) for name in ("imported", "updated", "failed", "flagged")}
    lines.append(texts.COUNTS.filled(**counts, calls=run.calls))
    said = [line.in_language(health.language) for line in lines]
    if message := run_message(run, health.language):
        said.append(message)
    yield texts.LAST_RUN, "\n".join(said), "red" if run.outcome == Run.Outcome.STOPPED else ""


def _next_import(health: AccountHealth) -> Text | str:
    account, now = health.account, health.checked_at
    is_paused = ledger.is_ahead(account.paused_until, now)
    if is_paused and account.paused_until and account.paused_until > account.next_import_at:
        return texts.PAUSED.filled(at=moment_and_distance(account.paused_until, now))
    if account.next_import_at <= now:
        return texts.NOW
    return moment_and_distance(account.next_import_at, now)


def _journal(health: AccountHealth) -> Text:
    account = health.account
    if account.backfill == Account.Backfill.PENDING:
        return texts.BACKFILL.filled(since=moment(account.import_since))
    if account.cursor_occurred_at is None:
        return texts.NOT_READ
    at = moment_and_distance(account.cursor_occurred_at, health.checked_at)
    return texts.READ_UP_TO.filled(at=at)
