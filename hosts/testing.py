"""`make test`: everything that needs no Saleor, beside it the rest in each Saleor found."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from hosts.browser import browser_works, why_not
from hosts.demo import demo_works
from hosts.environments import variables
from hosts.lanes import Lane, side_by_side
from hosts.postgres import STEADY, Server, running, some_binaries
from hosts.reports import Outcome, closing_line, not_run, run_pytest
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import Prepared, prepare_each
from hosts.terminal import say

#: Saleor and its dependencies warn of their own; only our warnings are errors.
WARNINGS = "default\nerror:::saleor_allegro\nerror:::tests"
INSIDE = (
    "--ds=tests.saleor.settings",
    *("-o", "norecursedirs="),
    *("-o", f"filterwarnings={WARNINGS}"),
)


#: Beside the tests: the demo and the browser tests.
EVERYTHING = "--everything"


def test(arguments: Sequence[str]) -> int:
    """Run all tests; `arguments` go to pytest, paths under `tests/` narrow the run.

    Returns:
        The exit status: 0 when every run succeeded.
    """
    everything = EVERYTHING in arguments
    paths = [argument for argument in arguments if argument.startswith("tests/")]
    inside = [path for path in paths if path.startswith("tests/saleor")]
    outside = [path for path in paths if path not in inside]
    options = [argument for argument in arguments if argument not in (*paths, EVERYTHING)]

    checkouts = find_checkouts()
    no_browser = why_not(checkouts)
    python, binaries = some_binaries()
    works: list[Callable[[Lane], Outcome]] = []
    with running(binaries, STEADY) as server:
        # First of all, so that what is said of it stands in nobody's output.
        prepared = prepare_each(checkouts if inside or everything or not paths else [], server)
        if outside or not paths:
            works.append(partial(test_own, python, server, [*(outside or ["tests"]), *options]))
        if everything:
            works += demo_works(prepared, python, server, [])
        if inside or not paths:
            selection = [*(inside or ["tests/saleor"]), *options]
            works += [partial(test_inside, *each, server, selection) for each in prepared.items()]
        if everything and not no_browser:
            works += browser_works(prepared, server, [])
        outcomes = side_by_side(works)
    for outcome in outcomes:
        say(f"{outcome.label}: {outcome.counts()}")
    if not checkouts:
        say("No Saleor was found: the tests inside it were not run. SALEOR=path[:path] names one.")
    if everything and no_browser:
        say(f"Browser tests NOT RUN: {no_browser}")
    print(closing_line(outcomes), flush=True)
    # Any status: one ended by a signal is negative.
    return 1 if any(outcome.status for outcome in outcomes) else 0


def test_own(python: Path, server: Server, arguments: Sequence[str], lane: Lane) -> Outcome:
    lane.say("Tests that need no Saleor")
    return run_pytest(
        lane,
        "without Saleor",
        [python, "-m", "pytest", *arguments],
        variables(database_url=server.url()),
    )


def test_inside(
    saleor: Saleor, prepared: Prepared, server: Server, arguments: Sequence[str], lane: Lane
) -> Outcome:
    """Run the tests that need a Saleor in this one; what it lacks is told by the outcome."""
    if isinstance(prepared, str):
        return not_run(saleor.label, prepared)
    python, database = prepared
    lane.say(f"Tests inside {saleor.label} ({saleor.path})")
    return run_pytest(
        lane,
        saleor.label,
        [python, "-m", "pytest", *INSIDE, *arguments],
        variables(saleor.path, database_url=server.url(database)),
    )
