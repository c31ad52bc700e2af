"""Saleor checkouts on this machine, and what each needs to run."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from hosts.environments import environment
from hosts.places import CHECKOUT, digest
from hosts.pythons import find_python
from hosts.terminal import HostError

#: Both supported versions want this one.
PYTHON = "3.12"


@dataclass(frozen=True)
class Saleor:
    """A checkout of Saleor."""

    path: Path
    version: str

    @property
    def label(self) -> str:
        return f"Saleor {self.version}"

    def migrations_digest(self) -> str:
        """Changes when a migrated database would look different."""
        files = sorted(self.path.glob("saleor/**/migrations/*.py"))
        return digest(*self.locked(), *(file.read_bytes() for file in files))

    def locked(self) -> list[str]:
        """The versions Saleor itself is deployed with, `name==version`, from its lock file.

        Those alone that it runs on, not its tools for development.
        """
        try:
            lock = tomllib.loads((self.path / "uv.lock").read_text())
        except OSError:
            return []
        packages = {package["name"]: package for package in lock["package"]}
        wanted, seen = ["saleor"], set()
        while wanted:
            name = wanted.pop()
            if name in seen or name not in packages:
                continue
            seen.add(name)
            package = packages[name]
            groups = [package.get("dependencies", [])]
            groups += package.get("optional-dependencies", {}).values()
            wanted += [dependency["name"] for group in groups for dependency in group]
        return sorted(f"{name}=={packages[name]['version']}" for name in seen - {"saleor"})

    def python(self) -> Path:
        """The Python of an environment with Saleor's dependencies and this package.

        Raises:
            HostError: There is no Python 3.12, or the installation failed.
        """
        interpreter = find_python(PYTHON)
        if interpreter is None:
            raise HostError(f"Saleor runs on Python {PYTHON}, and none was found on this machine")
        project = tomllib.loads((self.path / "pyproject.toml").read_text())["project"]
        return environment(
            label=f"saleor-{self.version}",
            python=interpreter,
            requirements=[
                *project["dependencies"],
                "setuptools<81",  # a payment gateway still imports pkg_resources
                "-e",
                f"{CHECKOUT}[test]",
            ],
            constraints=self.locked(),
        )


def find_checkouts() -> list[Saleor]:
    """The checkouts that `SALEOR` names, or those in the usual places when it is unset.

    Raises:
        HostError: `SALEOR` names a folder that is no checkout of Saleor.
    """
    named = os.environ.get("SALEOR", "").strip()
    if named == "none":
        return []
    if not named:
        folders = [*Path.home().glob("saleor-3.*"), *CHECKOUT.parent.glob("saleor*")]
        usual = {folder.resolve(): read_checkout(folder) for folder in sorted(folders)}
        return [saleor for saleor in usual.values() if saleor]
    checkouts = []
    for name in filter(None, named.split(os.pathsep)):
        saleor = read_checkout(Path(name).expanduser())
        if saleor is None:
            raise HostError(f"SALEOR: {name} is no checkout of Saleor")
        checkouts.append(saleor)
    return checkouts


def read_checkout(folder: Path) -> Saleor | None:
    """A folder as a checkout of Saleor; None when it is something else."""
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return None
    if project.get("name") != "saleor" or not (folder / "saleor" / "settings.py").exists():
        return None
    return Saleor(path=folder.resolve(), version=project["version"])
