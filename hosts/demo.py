"""`make demo`: from a simulated Allegro into a shop: each Saleor found, else a rehearsal shop."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from hosts.environments import variables
from hosts.places import CHECKOUT
from hosts.postgres import Server, running, some_binaries
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import copy_database, prepare_if_possible
from hosts.terminal import say


def demo(arguments: Sequence[str]) -> int:
    """Play the demo in every Saleor; `arguments` go to `python -m saleor_allegro demo`.

    Without any, or where none that was found can be used, it is played in a rehearsal shop.

    Returns:
        The exit status: 0 when every shop holds what was sold.

    Raises:
        HostError: A Saleor that `SALEOR` names cannot be used.
    """
    checkouts = find_checkouts()
    python, binaries = some_binaries()
    with running(binaries) as server:
        stages = [stage for saleor in checkouts if (stage := stage_in(saleor, server))]
        if not stages:
            say("No Saleor: a rehearsal shop takes its place. SALEOR=path[:path] names one.")
            stages = [(python, variables(database_url=server.url()))]
        statuses = [play(python, env, arguments) for python, env in stages]
    # Any status: one ended by a signal is negative.
    return 1 if any(statuses) else 0


def stage_in(saleor: Saleor, server: Server) -> tuple[Path, dict[str, str]] | None:
    """The Python and the environment variables of a Saleor with a database to itself.

    What this machine lacks for it is an error where the checkout was named, else it is said.
    """
    prepared = prepare_if_possible(saleor, server)
    if isinstance(prepared, str):
        say(f"{saleor.label} is left out: {prepared}")
        return None
    python, template = prepared
    url = copy_database(server, template, f"demo_{template}")
    return python, variables(saleor.path, database_url=url)


def play(python: Path, env: dict[str, str], arguments: Sequence[str]) -> int:
    # Saleor and its dependencies warn of their own.
    command = [python, "-W", "ignore", "-m", "saleor_allegro", "demo", *arguments]
    return subprocess.run(command, env=env, cwd=CHECKOUT).returncode
