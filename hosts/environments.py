"""Virtual environments, made once for each set of requirements."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from hosts.places import CHECKOUT, cache, digest, locked
from hosts.pythons import version_of
from hosts.terminal import HostError, run_quietly, step

#: Written last, so that an interrupted installation is made again.
COMPLETE = "complete"


def own_environment(*extras: str) -> Path:
    """The Python of an environment with this package and its extras, without Saleor."""
    return environment(
        label="own", python=sys.executable, requirements=["-e", f"{CHECKOUT}[{','.join(extras)}]"]
    )


def environment(
    *, label: str, python: str, requirements: Sequence[str], constraints: Sequence[str] = ()
) -> Path:
    """Make the environment, or find the one made earlier.

    Args:
        constraints: `name==version` of packages that are taken in this version, if at all.

    The checkout it was first made for may be gone by now; whoever runs it puts
    the present one on PYTHONPATH (`variables`).

    Returns:
        The path of its Python.

    Raises:
        HostError: The installation failed; its output has been shown.
    """
    key = digest(
        version_of(python),
        (CHECKOUT / "pyproject.toml").read_bytes(),
        *(part.replace(str(CHECKOUT), "") for part in requirements),
        *constraints,
    )
    folder = cache("environments") / f"{label}-{key}"
    inside = folder / "bin" / "python"
    with locked(folder.name):
        if (folder / COMPLETE).exists() and version_of(str(inside)):
            return inside
        shutil.rmtree(folder, ignore_errors=True)
        with step(f"Installing packages into {folder}"):
            install(folder, python, requirements, constraints)
        (folder / COMPLETE).touch()
    return inside


def install(
    folder: Path, python: str, requirements: Sequence[str], constraints: Sequence[str]
) -> None:
    inside = folder / "bin" / "python"
    uv = shutil.which("uv")
    if uv:
        run_quietly([uv, "venv", "--quiet", "--python", python, folder])
        command = [uv, "pip", "install", "--quiet", "--python", inside]
    else:
        try:
            run_quietly([python, "-m", "venv", folder])
        except HostError as error:
            raise HostError(
                f"{python} cannot make virtual environments; on Debian: apt install python3-venv"
            ) from error
        command = [inside, "-m", "pip", "install", "--quiet", *PIP_OPTIONS]
    fixed = folder / "constraints.txt"
    fixed.write_text("".join(f"{line}\n" for line in constraints))
    run_quietly([*command, "--constraint", fixed, *requirements])


PIP_OPTIONS = ["--disable-pip-version-check", "--no-input"]


def variables(*paths: Path, database_url: str) -> dict[str, str]:
    """Environment variables of a process that works on this checkout and that database."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), *(str(path) for path in paths)]),
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": database_url,
    }
