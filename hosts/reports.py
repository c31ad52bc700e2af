"""How pytest runs ended, in figures."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One pytest run."""

    label: str
    status: int  # of the process; 0 is success
    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0
    seconds: float = 0.0
    not_run: str = ""  # why there was no run

    @property
    def tests(self) -> int:
        return self.passed + self.failed + self.errors + self.skipped

    def counts(self) -> str:
        """In pytest's own words, e.g. "12 passed, 1 skipped in 3.20s"."""
        if self.not_run:
            return f"NOT RUN: {self.not_run}"
        named = {
            "failed": self.failed,
            "passed": self.passed,
            "skipped": self.skipped,
            "errors": self.errors,
        }
        words = ", ".join(f"{count} {name}" for name, count in named.items() if count)
        return f"{words or 'no tests ran'} in {self.seconds:.2f}s"


def read_outcome(label: str, status: int, junit: Path) -> Outcome:
    """Read the figures pytest left in its XML report; none when it did not get that far."""
    if not junit.exists():
        return Outcome(label=label, status=status)
    suites = list(ElementTree.parse(junit).getroot().iter("testsuite"))  # noqa: S314 our own file

    def total(name: str) -> int:
        return sum(int(suite.get(name, 0)) for suite in suites)

    failed, errors, skipped = total("failures"), total("errors"), total("skipped")
    return Outcome(
        label=label,
        status=status,
        passed=total("tests") - failed - errors - skipped,
        failed=failed,
        errors=errors,
        skipped=skipped,
        seconds=sum(float(suite.get("time", 0)) for suite in suites),
    )


def failed_tests(junit: Path) -> set[str]:
    """The tests of an XML report that failed or broke, as `module.class.name`."""
    if not junit.exists():
        return set()
    cases = ElementTree.parse(junit).getroot().iter("testcase")  # noqa: S314 our own file
    return {
        f"{case.get('classname')}.{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }


def closing_line(outcomes: list[Outcome]) -> str:
    """All runs added up, as the line that pytest itself ends with."""
    whole = Outcome(
        label="",
        status=0,
        passed=sum(outcome.passed for outcome in outcomes),
        failed=sum(outcome.failed for outcome in outcomes),
        errors=sum(outcome.errors for outcome in outcomes),
        skipped=sum(outcome.skipped for outcome in outcomes),
        seconds=sum(outcome.seconds for outcome in outcomes),
    )
    return f" {whole.counts()} ".center(80, "=")
