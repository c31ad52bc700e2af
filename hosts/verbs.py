"""The verbs of `python3 -m hosts`."""

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence

from hosts.environments import own_environment, variables
from hosts.places import CHECKOUT
from hosts.terminal import HostError, say

VERBS = ("demo", "test", "test-browser", "lint", "bench", "soak", "saleor-tests")


def run(arguments: Sequence[str]) -> int:
    """Run a verb.

    Returns:
        The exit status.
    """
    # Closing the terminal or a CI timeout ends like Ctrl-C: what was started is stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="python3 -m hosts", description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    options, rest = parser.parse_known_args(arguments)
    try:
        if options.verb == "lint":
            return lint()
        if options.verb == "demo":
            from hosts.demo import demo

            return demo(rest)
        if options.verb == "bench":
            from hosts.bench import bench

            return bench(rest)
        if options.verb == "soak":
            from hosts.soak import soak

            return soak(rest)
        if options.verb == "saleor-tests":
            from hosts.saleor_tests import saleor_tests

            return saleor_tests(rest)
        if options.verb == "test-browser":
            from hosts.browser import test_browser

            return test_browser(rest)
        from hosts.testing import test

        return test(rest)
    except HostError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        say("Interrupted; everything started has been stopped.")
        return 130


MIGRATIONS = ("makemigrations", "--check", "--dry-run")


def lint() -> int:
    """Style, types, import contracts and missing migrations. All run; the worst status counts."""
    python = own_environment("test", "lint")
    bin_folder = python.parent
    worst = 0
    for command in (
        [bin_folder / "ruff", "check"],
        [bin_folder / "ruff", "format", "--check"],
        [bin_folder / "mypy"],
        [bin_folder / "lint-imports", "--no-cache"],
        # It would like to look into a database as well; the tests let it.
        [python, "-W", "ignore::RuntimeWarning", "-m", "django", *MIGRATIONS],
    ):
        say(" ".join(str(getattr(part, "name", part)) for part in command))
        env = variables(database_url="") | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        worst = max(worst, subprocess.run(command, cwd=CHECKOUT, env=env).returncode)
    return worst
