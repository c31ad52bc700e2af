"""The demo, from the opening of the shop to the verdict."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from saleor_allegro import ledger
from saleor_allegro.allegro.oauth import DeviceCode
from saleor_allegro.demo.day import HOURS, Day
from saleor_allegro.demo.merchant import CHANNELS, connect_seller, form_values
from saleor_allegro.demo.sold import SoldOrder, read_form
from saleor_allegro.demo.stage import Stage
from saleor_allegro.demo.tables import flags_table, orders_table
from saleor_allegro.demo.verdict import differences
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.simulator import Simulator, serve
from saleor_allegro.simulator.kinds import USUAL, Kind
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account
from saleor_allegro.sync.reports import ImportReport

#: Every usual kind, offers that no product matches, and more of those abroad.
KINDS: Final = (*USUAL, Kind.NO_SKU, Kind.CZECH)
#: So long ago the first orders were bought; a new connection imports them.
DAYS: Final = 3


def play(stage: Stage, console: Console, *, orders: int, seed: int) -> int:
    """Sell on a simulated Allegro, import into the shop, live a day, and compare what it holds.

    Returns:
        The exit status: 0 when the shop holds what was sold, order by order to the grosz.
    """
    console.rule(f"saleor-allegro: {stage.name}", align="left")
    simulator = Simulator(seed)
    simulator.clock.advance(-timedelta(hours=HOURS))  # so that the day ends about now
    with serve(simulator) as base_url:
        since_connected = orders // 4
        simulator.sell_many(
            orders - since_connected,
            kinds_sold=KINDS,
            since=simulator.clock.now() - timedelta(days=DAYS),
        )
        stage.open_shop(simulator, base_url)
        _introduce(console, simulator, base_url)
        account = _connect(console, simulator, base_url)
        with _progress(console) as progress:
            runs = [_import(account, simulator, progress, f"Bought in the last {DAYS} days")]
            day = Day(simulator, since_connected, KINDS)
            for _hour in progress.track(day.hours(), total=HOURS, description="One day, in hours"):
                runs += _pass_hour(account, simulator)
        _tell(console, day)
        return _judge(stage, console, account, simulator, runs)


def _introduce(console: Console, simulator: Simulator, base_url: str) -> None:
    currencies = " and ".join(currency for currency, _ in CHANNELS.values())
    pieces = sum(offer.initial_stock for offer in simulator.offers)
    grid = _grid()
    grid.add_row(
        "Shop",
        f"channels in {currencies}, {len(simulator.offers)} products, {pieces} pieces in stock",
    )
    grid.add_row("Allegro", f"simulated on {base_url}, seller {simulator.seller.login}")
    console.print(grid)


def _connect(console: Console, simulator: Simulator, base_url: str) -> Account:
    """Connect the seller to each channel through the device flow, aloud.

    Returns:
        The seller's account: one, whatever the number of channels.
    """
    grid = _grid()

    def show(code: DeviceCode) -> None:
        grid.add_row("Open", code.verification_uri)
        grid.add_row("Code", code.user_code)

    for slug in CHANNELS:
        account = connect_seller(
            slug, form_values(simulator, base_url), clock=simulator.clock.now, show=show
        )
        grid.add_row("", f"confirmed: channel {slug} takes the orders of {account.login}")
    console.print(grid)
    console.print()
    return account


def _import(
    account: Account, simulator: Simulator, progress: Progress, description: str
) -> Run | None:
    """One run over HTTP, as beat would start it, with a bar."""
    known = ledger.links_of(account.pk, list(simulator.forms))
    wanted = sum(
        form_id not in known and form["status"] != "CANCELLED"
        for form_id, form in simulator.forms.items()
    )
    task = progress.add_task(description, total=wanted)

    def advance(report: ImportReport) -> None:
        progress.update(task, completed=report.imported + report.failed)

    return import_account(account.pk, clock=simulator.clock.now, progress=advance)


def _pass_hour(account: Account, simulator: Simulator) -> list[Run | None]:
    """What beat starts in an hour: an import, and a recheck when it is due."""
    clock = simulator.clock.now
    runs = [import_account(account.pk, clock=clock)]
    if account.pk in ledger.due_for_recheck(clock()):
        runs.append(recheck_account(account.pk, clock=clock))
    return runs


def _tell(console: Console, day: Day) -> None:
    grid = _grid()
    happened = (f"{name} {count}×" for name, count in day.happened.items() if count)
    grid.add_row("The day", ", ".join(happened))
    console.print(grid)


def _judge(
    stage: Stage,
    console: Console,
    account: Account,
    simulator: Simulator,
    runs: Sequence[Run | None],
) -> int:
    sold = [read_form(form, simulator.wallet.returned) for form in simulator.forms.values()]
    merged = simulator.forms.gone
    held = stage.read_orders()
    flags = ledger.open_flags(account.pk)
    console.print()
    console.print(orders_table(held, flags, width=console.width))
    if flags:
        console.print()
        console.print(flags_table(flags))
    console.print()
    problems = [*_stops(runs), *_failures(account, sold)]
    problems += differences(sold, [each.order for each in held], merged)
    for problem in problems:
        console.print(problem, style="red", markup=False)
    if not problems:
        cancelled = sum(sale.is_cancelled for sale in sold)
        console.print(
            f"Sold on Allegro: {len(sold)}, of them cancelled: {cancelled}; paid together as "
            f"others: {len(merged)}. The shop holds {len(held)}: they agree order by order, to "
            "the grosz.",
            style="green",
        )
    console.print(str(_total(runs)), style="bold")
    return 1 if problems else 0


def _stops(runs: Sequence[Run | None]) -> list[str]:
    return [
        f"The import stopped: {run.error_message}" if run else "The import did not start."
        for run in runs
        if run is None or run.outcome != Run.Outcome.FINISHED
    ]


def _failures(account: Account, sold: Sequence[SoldOrder]) -> list[str]:
    links = ledger.links_of(account.pk, [sale.form_id for sale in sold])
    return [link.error_message for link in links.values() if link.state == OrderLink.State.FAILED]


def _total(runs: Sequence[Run | None]) -> ImportReport:
    total = ImportReport()
    for run in filter(None, runs):
        total.add(run)
    return total


def _grid() -> Table:
    """Words on the left, what there is to say about them on the right."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(width=8, style="cyan")
    grid.add_column(overflow="fold")
    return grid


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:<24}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("orders"),
        TimeElapsedColumn(),
        console=console,
        expand=True,
    )
