"""`make bench`, on one database: importing beside Saleor's own `orderBulkCreate`, and how long the
dashboard waits for its list of orders.
"""

import os
import subprocess
from collections.abc import Sequence

from hosts.environments import variables
from hosts.places import CHECKOUT
from hosts.postgres import Server, running, some_binaries
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import copy_database, prepare
from hosts.terminal import HostError, say

SETTINGS = "benchmarks.settings"


def bench(arguments: Sequence[str]) -> int:
    """Measure in the newest Saleor found, or in each that `SALEOR` names.

    Returns:
        The worst exit status; 1 is too slow.

    Raises:
        HostError: There is no Saleor, or this machine lacks what it needs.
    """
    checkouts = find_checkouts()
    if not checkouts:
        raise HostError("The benchmark needs a Saleor checkout: SALEOR=path[:path] names one.")
    if not os.environ.get("SALEOR"):
        checkouts = [max(checkouts, key=age)]
    _, binaries = some_binaries()
    with running(binaries) as server:
        return max(bench_inside(saleor, server, arguments) for saleor in checkouts)


def bench_inside(saleor: Saleor, server: Server, arguments: Sequence[str]) -> int:
    python, template = prepare(saleor, server)
    url = copy_database(server, template, f"bench_{template}")
    say(f"Benchmark inside {saleor.label} ({saleor.path})")
    done = subprocess.run(
        [python, "-W", "ignore", "-m", "benchmarks", *arguments],
        env=variables(saleor.path, database_url=url) | {"DJANGO_SETTINGS_MODULE": SETTINGS},
        cwd=CHECKOUT,
    )
    return abs(done.returncode)


def age(saleor: Saleor) -> tuple[int, ...]:
    """Its version, to be compared: 3.9 is older than 3.23."""
    return tuple(int(part) for part in saleor.version.split(".") if part.isdigit())
