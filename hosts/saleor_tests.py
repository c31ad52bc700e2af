"""`make saleor-tests`: Saleor's own tests, as they come and with our plugin installed.

Each Saleor found is tested without us, with the plugin as it is after the installation, with the
plugin switched off, and so while a seller is connected in a channel that none of its tests knows.
What fails with us and not without us is ours.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hosts.environments import variables
from hosts.postgres import Server, running, some_binaries
from hosts.reports import Outcome, failed_tests, read_outcome
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import copy_database, prepare
from hosts.terminal import HostError, say

#: Label -> how pytest is started.
WITHOUT = "without us"
WAYS = {
    WITHOUT: ["--ds=tests.saleor.settings_without_us"],
    "plugin just installed": ["--ds=tests.saleor.settings_as_installed"],
    "plugin off": ["--ds=tests.saleor.settings_beside_its_tests"],
    "plugin off here, a seller elsewhere": [
        "--ds=tests.saleor.settings_beside_its_tests",
        *("-p", "tests.saleor.seller_elsewhere"),
    ],
}
#: Where what we wrap is used most.
PATHS = ("saleor/plugins", "saleor/order")
#: Minutes become seconds: notifications, the e-mail plugins and the manager of plugins.
QUICK = (
    "saleor/plugins/tests/test_manager.py",
    "saleor/plugins/user_email",
    "saleor/plugins/admin_email",
    "saleor/order/tests/test_notifications.py",
)


def saleor_tests(arguments: Sequence[str]) -> int:
    """Run them; paths under `saleor/` narrow or widen the run, other arguments go to pytest.

    Returns:
        The exit status: 0 when nothing fails that does not fail without us.

    Raises:
        HostError: There is no Saleor, or this machine lacks what it needs.
    """
    parser = argparse.ArgumentParser(prog="make saleor-tests", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="a choice that takes a minute or two")
    given, rest = parser.parse_known_args(arguments)
    paths = [argument for argument in rest if argument.startswith("saleor/")]
    options = [argument for argument in rest if argument not in paths]
    paths = paths or list(QUICK if given.quick else PATHS)

    checkouts = find_checkouts()
    if not checkouts:
        raise HostError("Saleor's tests need a Saleor checkout: SALEOR=path[:path] names one.")
    _, binaries = some_binaries()
    with running(binaries) as server:
        statuses = [compare(saleor, server, [*paths, *options]) for saleor in checkouts]
    return max(statuses)


def compare(saleor: Saleor, server: Server, arguments: Sequence[str]) -> int:
    _, template = prepare(saleor, server)
    python = saleor.python_for_its_tests()
    runs = {}
    for number, (way, options) in enumerate(WAYS.items()):
        name = f"{template}_way_{number}"
        copy_database(server, template, f"test_{name}")  # pytest-django puts "test_" before it
        say(f"{saleor.label}, its own tests, {way}")
        runs[way] = pytest(saleor, python, server.url(name), [*options, *arguments], way)
    return judge(saleor.label, runs)


def judge(label: str, runs: Mapping[str, tuple[Outcome, set[str]]]) -> int:
    """Say how the runs ended and where they differ from the one without us.

    Returns:
        0 when as many tests came to an end in each, and none failed with us alone.
    """
    before, known = runs[WITHOUT]
    worst = 0
    for way, (outcome, failed) in runs.items():
        say(f"{label}, {way}: {outcome.counts()}")
        for test in sorted(failed - known):
            say(f"  fails with us alone: {test}")
        is_whole = outcome.tests == before.tests > 0
        if not is_whole:
            say(f"  {outcome.tests} tests came to an end, {before.tests} without us")
        worst = max(worst, int(bool(failed - known) or not is_whole))
    for test in sorted(known):
        say(f"  fails without us as well: {test}")
    return worst


def pytest(
    saleor: Saleor, python: Path, url: str, arguments: Sequence[str], label: str
) -> tuple[Outcome, set[str]]:
    """One run in the checkout, in one process and without a cache: nothing is left in it."""
    with tempfile.TemporaryDirectory(prefix="saleor-tests-") as folder:
        junit = Path(folder, "report.xml")
        command = [python, "-m", "pytest", *("-n", "0"), "--reuse-db", "-q"]
        command += ["-p", "no:cacheprovider", f"--junitxml={junit}"]
        command += [f"--django-db-bench={Path(folder, 'queries')}", *arguments]
        env = variables(saleor.path, database_url=url) | {"PYTHONDONTWRITEBYTECODE": "1"}
        status = subprocess.run(command, env=env, cwd=saleor.path).returncode
        return read_outcome(label, status, junit), failed_tests(junit)
