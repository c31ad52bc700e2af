"""A simulated Allegro in a process of its own, so that it shares no lock with the importer.

`python -m benchmarks.allegro SEED` says its base URL on the first line; then each line
`{"count": ..., "days_ago": ...}` it reads is a day's sales, answered with their forms.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast

from saleor_allegro.simulator import USUAL, Kind, Simulator, serve

#: What `orderBulkCreate` cannot write, or not as it was sold.
_OURS_ALONE: Final = frozenset(
    {
        Kind.CANCELLED,  # becomes no order
        Kind.BOUGHT,  # has no delivery method yet: refused
        Kind.EXTRAS,  # services are lines without a variant: refused for having no stock
        Kind.ONE_FULFILLMENT,  # takes no stock: that is decided for a whole call
    }
)
KINDS: Final = tuple(kind for kind in USUAL if kind not in _OURS_ALONE)
_ENOUGH: Final = 1_000_000  # pieces of each offer


def stocked_simulator(seed: int) -> Simulator:
    """The same offers and credentials for the same seed, here and in the other process."""
    simulator = Simulator(seed)
    for offer in simulator.offers:
        offer.initial_stock = offer.stock = _ENOUGH
    return simulator


@dataclass(frozen=True, slots=True)
class RunningAllegro:
    base_url: str
    _process: subprocess.Popen[str]

    def sell(self, count: int, *, days_ago: int) -> list[dict[str, Any]]:
        """Sell so many orders over the day that ended then; their forms as they are served."""
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            raise ValueError("the simulator was started without pipes")
        asked.write(json.dumps({"count": count, "days_ago": days_ago}) + "\n")
        asked.flush()
        return cast(list[dict[str, Any]], json.loads(answered.readline()))


@contextmanager
def running_allegro(seed: int) -> Iterator[RunningAllegro]:
    """
    Raises:
        RuntimeError: It did not start; it said why on the standard error.
    """
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "benchmarks.allegro", str(seed)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-C must reach the importer first.
        start_new_session=True,
    ) as process:  # leaving closes its standard input, which ends it
        base_url = process.stdout.readline().strip() if process.stdout else ""
        if not base_url:
            raise RuntimeError("the simulated Allegro did not start")
        yield RunningAllegro(base_url, process)


def _sell(simulator: Simulator, count: int, days_ago: int) -> list[str]:
    now = simulator.clock.now()
    evening = now - timedelta(days=days_ago)
    simulator.clock.set(evening)
    form_ids = simulator.sell_many(count, kinds_sold=KINDS, since=evening - timedelta(days=1))
    simulator.clock.set(now)
    return form_ids


def main(seed: int) -> None:
    simulator = stocked_simulator(seed)
    with serve(simulator) as base_url:
        sys.stdout.write(f"{base_url}\n")
        sys.stdout.flush()
        for line in sys.stdin:
            form_ids = _sell(simulator, **json.loads(line))
            json.dump([simulator.forms[form_id] for form_id in form_ids], sys.stdout)
            sys.stdout.write("\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
