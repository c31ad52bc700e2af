"""`python -m tests.walk`, called by `make soak` with a database: walk after walk."""

import argparse
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from typing import Final

from tests.endurance import preload  # the settings of the shop that is at hand

SEEDS: Final = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status: 1 when a shop was otherwise than Allegro in the end."""
    from tests.walk.closing import walk_and_judge

    shop = "Saleor" if preload.is_in_saleor else "rehearsal shop"
    failed = []
    for plan in _plans(arguments):
        begun = time.monotonic()
        try:
            words = walk_and_judge(plan)
        except Exception:  # noqa: BLE001 - told, and the next seed is walked
            words = traceback.format_exc()
            failed.append(str(plan.seed))
        print(f"{shop}, {time.monotonic() - begun:.0f} s: {words}\n", flush=True)  # noqa: T201
    if failed:
        print(f"{shop}: seeds {', '.join(failed)} failed", flush=True)  # noqa: T201
    return 1 if failed else 0


def _plans(arguments: Sequence[str] | None) -> Iterator:
    from tests.walk.walk import Plan

    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--seed", type=int, help="only this one, or the first of --seeds")
    parser.add_argument("--seeds", type=int, help=f"how many, one after another; else {SEEDS}")
    parser.add_argument("--orders", type=int, default=300)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--holds", type=int, default=20)
    options = parser.parse_args(arguments)
    first = options.seed or 1
    count = options.seeds or (SEEDS if options.seed is None else 1)
    for seed in range(first, first + count):
        yield Plan(
            seed=seed,
            orders=options.orders,
            steps=options.steps,
            kills=options.kills,
            holds=options.holds,
        )


if __name__ == "__main__":
    sys.exit(main())
