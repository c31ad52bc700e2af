"""`make soak`: random walks, seed after seed: on the rehearsal shop and in every Saleor found."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from hosts.environments import variables
from hosts.places import CHECKOUT
from hosts.postgres import running, some_binaries
from hosts.saleor import find_checkouts
from hosts.templates import prepare_if_possible
from hosts.terminal import say


def soak(arguments: Sequence[str]) -> int:
    """Walk; `arguments` go to `python -m tests.walk`.

    Returns:
        The exit status: 0 when every shop held in the end what Allegro held.

    Raises:
        HostError: A Saleor that `SALEOR` names cannot be used.
    """
    checkouts = find_checkouts()
    python, binaries = some_binaries()
    with running(binaries) as server:
        statuses = [walk(python, variables(database_url=server.url()), arguments)]
        for saleor in checkouts:
            prepared = prepare_if_possible(saleor, server)
            if isinstance(prepared, str):
                say(f"{saleor.label} is left out: {prepared}")
                continue
            python, database = prepared
            say(f"Walks inside {saleor.label} ({saleor.path})")
            url = server.url(database)
            statuses.append(walk(python, variables(saleor.path, database_url=url), arguments))
    # Any status: one ended by a signal is negative.
    return 1 if any(statuses) else 0


def walk(python: Path, env: dict[str, str], arguments: Sequence[str]) -> int:
    # Saleor and its dependencies warn of their own.
    command = [python, "-W", "ignore", "-m", "tests.walk", *arguments]
    return subprocess.run(command, env=env, cwd=CHECKOUT).returncode
