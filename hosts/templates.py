"""A migrated, empty Saleor database: made once, then restored from a dump.

Saleor's own migrations take minutes of CPU. Our app is left out of them, so that a change to
our migrations does not ask for them again; whoever copies the database migrates our app in it.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hosts.environments import variables
from hosts.places import cache, locked
from hosts.postgres import Server
from hosts.saleor import Saleor
from hosts.terminal import HostError, run_quietly, say, step

SETTINGS = "tests.saleor.settings_without_us"
NO_CONTRIB = (
    "it needs PostgreSQL's contrib extensions, and the PostgreSQL at hand has none; "
    "Debian: apt install postgresql"
)
SAY_EVERY = 100  # migrations
#: The Python of a Saleor and the name of its migrated database; or what this machine lacks for it.
Prepared = tuple[Path, str] | str


def prepare(saleor: Saleor, server: Server) -> tuple[Path, str]:
    """The Python of a Saleor, and the name of its migrated database: copy it, do not write into it.

    Raises:
        HostError: This machine lacks something for it; the message names the Saleor.
    """
    try:
        if not server.binaries.has_contrib:
            raise HostError(NO_CONTRIB)
        python = saleor.python()
        return python, migrated_database(saleor, python, server)
    except HostError as error:
        raise HostError(f"{saleor.label}: {error}") from error


def prepare_if_possible(saleor: Saleor, server: Server) -> Prepared:
    """As `prepare`; where nobody named this checkout, what is lacking is returned, not raised.

    Raises:
        HostError: `SALEOR` names the checkout, and this machine lacks something for it.
    """
    try:
        return prepare(saleor, server)
    except HostError as error:
        if os.environ.get("SALEOR"):
            raise
        return str(error.__cause__)


def prepare_each(checkouts: Sequence[Saleor], server: Server) -> dict[Saleor, Prepared]:
    """As `prepare_if_possible`, several at a time."""
    with ThreadPoolExecutor() as pool:
        prepared = pool.map(lambda saleor: prepare_if_possible(saleor, server), checkouts)
        return dict(zip(checkouts, prepared, strict=True))


def copy_database(server: Server, template: str, name: str) -> str:
    """A copy of a migrated database to write into; its URL."""
    run_quietly(server.command("createdb", f"--template={template}", name))
    return server.url(name)


def migrated_database(saleor: Saleor, python: Path, server: Server) -> str:
    """Put a migrated Saleor database on the server.

    Returns:
        Its name. Copy it (`CREATE DATABASE x TEMPLATE name`), do not write into it.

    Raises:
        HostError: Saleor could not be migrated; its output has been shown.
    """
    name = "saleor_" + saleor.version.replace(".", "_")
    version = run_quietly([server.binaries.folder / "postgres", "--version"]).split()[2]
    key = f"saleor-{saleor.version}-{saleor.migrations_digest()}-pg{version.split('.')[0]}"
    dump = cache("databases") / f"{key}.dump"
    run_quietly(server.command("createdb", name))
    with locked(key):
        if dump.exists():
            with step(f"{saleor.label}: restoring its migrated database"):
                run_quietly(server.command("pg_restore", "--jobs=2", f"--dbname={name}", dump))
            return name
        with step(f"{saleor.label}: migrating an empty database, some minutes, once"):
            migrate(saleor, python, server.url(name))
        unfinished = dump.with_suffix(".unfinished")
        run_quietly(server.command("pg_dump", "-Fc", "-Z1", f"--file={unfinished}", name))
        unfinished.replace(dump)
    return name


def migrate(saleor: Saleor, python: Path, url: str) -> None:
    process = subprocess.Popen(
        [python, "-W", "ignore", "-m", "django", "migrate", f"--settings={SETTINGS}"],
        env=variables(saleor.path, database_url=url),
        cwd=saleor.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    applied = 0
    try:
        for line in process.stdout or ():
            said.append(line)
            applied += line.startswith("  Applying ")
            if line.startswith("  Applying ") and applied % SAY_EVERY == 0:
                say(f"{saleor.label}: {applied} migrations applied")
    finally:
        process.terminate()
        status = process.wait()
    if status:
        sys.stderr.write("".join(said[-60:]))
        raise HostError(f"{saleor.label}: its migrations failed with status {status}")
