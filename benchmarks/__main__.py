"""`python -m benchmarks`, called by `make bench` with the settings and a database."""

import argparse
import cProfile
import sys
from collections.abc import Sequence
from typing import Final

import django
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

BAR: Final = 10  # times `orderBulkCreate`
PAGE_BAR: Final = 300  # milliseconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 1 when something is not as fast as is wanted."""
    options = _read(arguments)
    django.setup()
    call_command("migrate", "saleor_allegro", verbosity=0)
    console = Console()
    raced = 0 if options.page_only else _race(options, console)
    return raced or _look(options, console)


def _race(options: argparse.Namespace, console: Console) -> int:
    from benchmarks.race import Disagreement, Result, race

    profile = cProfile.Profile() if options.profile else None
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        tasks = {}

        def progress(words: str, done: int, total: int) -> None:
            if words not in tasks:
                tasks[words] = bars.add_task(words, total=total)
            bars.update(tasks[words], completed=done)

        try:
            result: Result = race(
                options.orders,
                options.rounds,
                seed=options.seed,
                progress=progress,
                profile=profile,
            )
        except (Disagreement, RuntimeError) as error:
            console.print(str(error), markup=False, highlight=False)
            return 2
    if profile:
        profile.dump_stats(options.profile)
    console.print(_table(result))
    console.print(f"{result.factor:.1f}x orderBulkCreate", highlight=False)
    if options.bar and result.factor < BAR:
        console.print(f"At least {BAR}x is wanted.", highlight=False)
        return 1
    return 0


def _look(options: argparse.Namespace, console: Console) -> int:
    """The dashboard's list of orders; its first page has to be fast."""
    from benchmarks.orders_page import NotShown, measure_orders_page

    try:
        looks = measure_orders_page(options.page_orders)
    except NotShown as error:
        console.print(str(error), markup=False, highlight=False)
        return 2
    table = Table(
        caption=f"The dashboard's list at {options.page_orders} orders, of Django's whole handler",
        caption_justify="left",
    )
    for heading in ("", "median ms", "SQL"):
        table.add_column(heading, justify="right" if heading else "left")
    for look in looks:
        table.add_row(look.name, f"{look.milliseconds:.0f}", str(look.statements))
    console.print(table)
    first = looks[0].milliseconds
    console.print(f"First page in {first:.0f} ms; less than {PAGE_BAR} is wanted.", highlight=False)
    return int(options.bar and first >= PAGE_BAR)


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--orders", type=int, default=1000, help="a round (default 1000)")
    parser.add_argument("--rounds", type=int, default=2, help="the best counts (default 2)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same orders (default 1)")
    parser.add_argument("--no-bar", dest="bar", action="store_false", help="only print")
    parser.add_argument("--page-only", action="store_true", help="only the dashboard's list")
    parser.add_argument(
        "--page-orders", type=int, default=10_000, help="orders in that list (default 10000)"
    )
    parser.add_argument("--profile", metavar="FILE", help="write a cProfile of the import")
    return parser.parse_args(arguments)


def _table(result: "Result") -> Table:  # noqa: F821
    table = Table(
        caption="Best round: CPU of this process, SQL statements, calls to Allegro",
        caption_justify="left",
    )
    for heading in ("", "orders/s", "rounds", "CPU ms/order", "SQL/order", "calls/order"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, best, rounds, calls in (
        ("import from Allegro", result.ours, result.imported, f"{result.ours.calls_an_order:.3f}"),
        ("orderBulkCreate", result.theirs, result.created, ""),
    ):
        table.add_row(
            name,
            f"{best.rate:.1f}",
            ", ".join(f"{taken.rate:.1f}" for taken in rounds),
            f"{best.cpu_an_order * 1000:.1f}",
            f"{best.statements_an_order:.2f}",
            calls,
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
