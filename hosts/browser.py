"""`make test-browser`: the pages in Saleor's dashboard, in the Chromium of this machine."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from hosts.environments import environment, variables
from hosts.lanes import Lane
from hosts.places import CHECKOUT
from hosts.postgres import STEADY, Server, running, some_binaries
from hosts.reports import Outcome, closing_line, not_run, run_pytest
from hosts.saleor import Saleor, find_checkouts
from hosts.templates import Prepared, copy_database, prepare_each, prepare_if_possible
from hosts.terminal import HostError, say

#: In this order; the first is Debian's.
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
OPEN_WITHIN = 180  # seconds
STOP_WITHIN = 20  # seconds
LOOK_EVERY = 0.2  # seconds
LOG_SHOWN = 6000  # characters
TESTS = "tests/browser"


def test_browser(arguments: Sequence[str]) -> int:
    """Run the browser tests on every Saleor found; other arguments go to pytest.

    Returns:
        The exit status: 0 when every run succeeded, or nothing here can run one.
    """
    parser = argparse.ArgumentParser(prog="make test-browser", allow_abbrev=False)
    parser.add_argument(
        "--stay", action="store_true", help="no tests: open a shop and leave it to your own browser"
    )
    given, rest = parser.parse_known_args(arguments)
    checkouts = find_checkouts()
    lacking = why_not(checkouts)
    if lacking and not (given.stay and checkouts):
        say(f"Browser tests NOT RUN: {lacking}")
        return 0
    _, binaries = some_binaries()
    with running(binaries, STEADY) as server:
        if given.stay:
            return stay(checkouts[0], server)
        works = browser_works(prepare_each(checkouts, server), server, rest)
        outcomes = [work(Lane()) for work in works]
    for outcome in outcomes:
        say(f"{outcome.label}: {outcome.counts()}")
    print(closing_line(outcomes), flush=True)
    return 1 if any(outcome.status for outcome in outcomes) else 0


def why_not(checkouts: Sequence[Saleor]) -> str:
    """What this machine lacks for the browser tests; "" where it lacks nothing."""
    if not checkouts:
        return "no Saleor was found. SALEOR=path[:path] names one."
    return "" if find_browser() else f"none of {', '.join(BROWSERS)} is on PATH."


def find_browser() -> str:
    """The path of a Chromium; "" where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def browser_works(
    prepared: Mapping[Saleor, Prepared], server: Server, arguments: Sequence[str]
) -> list[Callable[[Lane], Outcome]]:
    """The browser tests on each Saleor; `arguments` go to pytest."""
    python = browser_environment()
    return [
        partial(run_in, saleor, ready, server, python, arguments)
        for saleor, ready in prepared.items()
    ]


def run_in(
    saleor: Saleor,
    prepared: Prepared,
    server: Server,
    python: Path,
    arguments: Sequence[str],
    lane: Lane,
) -> Outcome:
    label, browser = f"{saleor.label}, browser", find_browser()
    if isinstance(prepared, str):
        return not_run(label, prepared)
    paths = [argument for argument in arguments if argument.startswith(TESTS)]
    options = [argument for argument in arguments if argument not in paths]
    command = [python, "-m", "pytest", "-c", f"{TESTS}/pytest.ini", *(paths or [TESTS]), *options]
    with open_shop(saleor, server, *prepared, lane) as (addresses, log):
        lane.say(f"Browser tests on {saleor.label}, with {browser}")
        env = variables(database_url="") | {
            "ALLEGRO_BROWSER": browser,
            "ALLEGRO_SHOP": json.dumps(addresses),
        }
        outcome = run_pytest(lane, label, command, env)
        if outcome.status:
            lane.say(log.read_text(errors="replace")[-LOG_SHOWN:])
        return outcome


def browser_environment() -> Path:
    """The Python that drives the browser; it needs neither Saleor nor a database."""
    return environment(
        label="browser", python=sys.executable, requirements=["-e", f"{CHECKOUT}[browser]"]
    )


@contextmanager
def open_shop(
    saleor: Saleor, server: Server, python: Path, template: str, lane: Lane
) -> Iterator[tuple[dict[str, str], Path]]:
    """A shop in a process of its own: where everything is, and what the process said.

    Raises:
        HostError: It did not open; what it said has been shown.
    """
    url = copy_database(server, template, f"browser_{template}")
    with tempfile.TemporaryDirectory(prefix="allegro-shop-") as folder:
        written, log = Path(folder, "addresses.json"), Path(folder, "log")
        # Saleor and its dependencies warn of their own.
        command = [python, "-W", "ignore", "-m", "tests.browser.shop", written]
        env = variables(saleor.path, database_url=url)
        with log.open("wb") as output:
            process = lane.start(
                command,
                env=env,
                cwd=CHECKOUT,
                stdout=output,
                stderr=output,
                # Ctrl-C in the terminal must reach the tests first and the shop last.
                start_new_session=True,
            )
        try:
            lane.say(f"{saleor.label}: opening a shop ...")
            wait_for(written, process, log)
            yield json.loads(written.read_text()), log
        finally:
            stop(process)


def wait_for(written: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + OPEN_WITHIN
    while not written.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            sys.stderr.write(log.read_text(errors="replace")[-LOG_SHOWN:])
            raise HostError("the shop behind the browser tests did not open")
        time.sleep(LOOK_EVERY)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=STOP_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stay(saleor: Saleor, server: Server) -> int:
    """Leave a shop open until Ctrl-C.

    Raises:
        HostError: This machine lacks something for it.
    """
    prepared = prepare_if_possible(saleor, server)
    if isinstance(prepared, str):
        raise HostError(f"{saleor.label}: {prepared}")
    with open_shop(saleor, server, *prepared, Lane()) as (addresses, log):
        for name, address in addresses.items():
            say(f"{name}: {address}")
        say("Ctrl-C closes it. What the shop says:")
        return subprocess.run(["tail", "-f", log], cwd=os.sep).returncode
