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


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 1 when the import is not as fast as is wanted."""
    options = _read(arguments)
    django.setup()
    call_command("migrate", "saleor_allegro", verbosity=0)
    from benchmarks.race import Disagreement, Result, race

    console = Console()
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


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--orders", type=int, default=1000, help="a round (default 1000)")
    parser.add_argument("--rounds", type=int, default=2, help="the best counts (default 2)")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same orders (default 1)")
    parser.add_argument("--no-bar", dest="bar", action="store_false", help="only print")
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
