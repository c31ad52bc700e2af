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
#: Of its tools for development, those that its tests import or are started with.
ITS_TEST_TOOLS = ("pytest", "freezegun", "fakeredis", "openpyxl", "vcrpy")


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

    def locked(self, *, for_tests: bool = False) -> list[str]:
        """The versions Saleor itself is deployed with, `name==version`, from its lock file.

        Those alone that it runs on; its tools for development too where its tests are run.
        """
        try:
            lock = tomllib.loads((self.path / "uv.lock").read_text())
        except OSError:
            return []
        packages = {package["name"]: package for package in lock["package"]}
        if for_tests:
            return sorted(
                f"{name}=={package['version']}"
                for name, package in packages.items()
                if name != "saleor"
            )
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
        return environment(
            label=f"saleor-{self.version}",
            python=self.interpreter(),
            requirements=[*self.needs(), "-e", f"{CHECKOUT}[test]"],
            constraints=self.locked(),
        )

    def python_for_its_tests(self) -> Path:
        """As `python`, with what Saleor's own tests need instead of ours."""
        project = tomllib.loads((self.path / "pyproject.toml").read_text())
        tools = [
            tool for tool in project["dependency-groups"]["dev"] if tool.startswith(ITS_TEST_TOOLS)
        ]
        return environment(
            label=f"saleor-{self.version}-own-tests",
            python=self.interpreter(),
            requirements=[*self.needs(), *tools, "-e", f"{CHECKOUT}"],
            constraints=self.locked(for_tests=True),
        )

    def interpreter(self) -> str:
        found = find_python(PYTHON)
        if found is None:
            raise HostError(f"Saleor runs on Python {PYTHON}, and none was found on this machine")
        return found

    def needs(self) -> list[str]:
        project = tomllib.loads((self.path / "pyproject.toml").read_text())["project"]
        # A payment gateway still imports pkg_resources.
        return [*project["dependencies"], "setuptools<81"]


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
