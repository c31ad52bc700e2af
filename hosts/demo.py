"""`make demo`: from a simulated Allegro into a shop: each Saleor found, else a rehearsal shop."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from hosts.environments import variables
from hosts.lanes import Lane
from hosts.places import CHECKOUT
from hosts.postgres import Server, running, some_binaries
from hosts.reports import Outcome
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import Prepared, copy_database, prepare_each
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
        works = demo_works(prepare_each(checkouts, server), python, server, arguments)
        outcomes = [work(Lane()) for work in works]
    # Any status: one ended by a signal is negative.
    return 1 if any(outcome.status for outcome in outcomes) else 0


def demo_works(
    prepared: Mapping[Saleor, Prepared], python: Path, server: Server, arguments: Sequence[str]
) -> list[Callable[[Lane], Outcome]]:
    """The demo in each shop, with a database to itself; `python` plays it without Saleor."""
    works = []
    for saleor, ready in prepared.items():
        if stage := stage_in(saleor, ready, server):
            works.append(partial(play, f"{saleor.label}, demo", *stage, arguments))
    if not works:
        say("No Saleor: a rehearsal shop takes its place. SALEOR=path[:path] names one.")
        env = variables(database_url=copy_database(server, "template1", "demo"))
        works.append(partial(play, "without Saleor, demo", python, env, arguments))
    return works


def stage_in(
    saleor: Saleor, prepared: Prepared, server: Server
) -> tuple[Path, dict[str, str]] | None:
    """The Python and the environment variables of a Saleor with a database to itself.

    What this machine lacks for it is said.
    """
    if isinstance(prepared, str):
        say(f"{saleor.label} is left out of the demo: {prepared}")
        return None
    python, template = prepared
    url = copy_database(server, template, f"demo_{template}")
    return python, variables(saleor.path, database_url=url)


def play(
    label: str, python: Path, env: dict[str, str], arguments: Sequence[str], lane: Lane
) -> Outcome:
    # Saleor and its dependencies warn of their own.
    command = [python, "-W", "ignore", "-m", "saleor_allegro", "demo", *arguments]
    status = lane.run(command, env=env, cwd=CHECKOUT)
    words = f"FAILED with status {status}" if status else "the shop holds what was sold"
    return Outcome(label=label, status=status, words=words)
