"""`make test`: everything that needs no Saleor, beside it the rest in each Saleor found."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hosts.environments import variables
from hosts.lanes import Lane, side_by_side
from hosts.places import CHECKOUT
from hosts.postgres import Server, running, some_binaries
from hosts.reports import Outcome, closing_line, read_outcome
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import prepare_if_possible
from hosts.terminal import say

NO_TESTS_COLLECTED = 5  # pytest's exit status
#: Saleor and its dependencies warn of their own; only our warnings are errors.
WARNINGS = "default\nerror:::saleor_allegro\nerror:::tests"
INSIDE = (
    "--ds=tests.saleor.settings",
    *("-o", "norecursedirs="),
    *("-o", f"filterwarnings={WARNINGS}"),
)


def test(arguments: Sequence[str]) -> int:
    """Run all tests; `arguments` go to pytest, paths under `tests/` narrow the run.

    Returns:
        The exit status: 0 when every run succeeded.
    """
    paths = [argument for argument in arguments if argument.startswith("tests/")]
    inside = [path for path in paths if path.startswith("tests/saleor")]
    outside = [path for path in paths if path not in inside]
    options = [argument for argument in arguments if argument not in paths]

    checkouts = find_checkouts()
    python, binaries = some_binaries()
    works: list[Callable[[Lane], Outcome]] = []
    with running(binaries) as server:
        if outside or not paths:
            works.append(partial(test_own, python, server, [*(outside or ["tests"]), *options]))
        if inside or not paths:
            works += [
                partial(test_inside, saleor, server, [*(inside or ["tests/saleor"]), *options])
                for saleor in checkouts
            ]
        outcomes = side_by_side(works)
    for outcome in outcomes:
        say(f"{outcome.label}: {outcome.counts()}")
    if not checkouts:
        say("No Saleor was found: the tests inside it were not run. SALEOR=path[:path] names one.")
    print(closing_line(outcomes), flush=True)
    # Any status: one ended by a signal is negative.
    return 1 if any(outcome.status for outcome in outcomes) else 0


def test_own(python: Path, server: Server, arguments: Sequence[str], lane: Lane) -> Outcome:
    lane.say("Tests that need no Saleor")
    return pytest(
        lane,
        "without Saleor",
        [python, "-m", "pytest", *arguments],
        variables(database_url=server.url()),
    )


def test_inside(saleor: Saleor, server: Server, arguments: Sequence[str], lane: Lane) -> Outcome:
    """Run the tests that need a Saleor in this one.

    What this machine lacks for it is an error where the checkout was named, else an outcome
    that says why there was no run.
    """
    prepared = prepare_if_possible(saleor, server)
    if isinstance(prepared, str):
        return Outcome(label=saleor.label, status=0, not_run=prepared)
    python, database = prepared
    lane.say(f"Tests inside {saleor.label} ({saleor.path})")
    return pytest(
        lane,
        saleor.label,
        [python, "-m", "pytest", *INSIDE, *arguments],
        variables(saleor.path, database_url=server.url(database)),
    )


def pytest(lane: Lane, label: str, command: Sequence[str | Path], env: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="allegro-tests-") as folder:
        junit = Path(folder, "report.xml")
        status = lane.run([*command, f"--junitxml={junit}"], env=env, cwd=CHECKOUT)
        return read_outcome(label, 0 if status == NO_TESTS_COLLECTED else status, junit)
