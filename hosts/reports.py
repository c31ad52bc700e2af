"""Runs of pytest, and how they ended, in figures."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from hosts.lanes import Lane
from hosts.places import CHECKOUT

NO_TESTS_COLLECTED = 5  # pytest's exit status


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One run: of pytest, or of something that has no figures."""

    label: str
    status: int  # of the process; 0 is success
    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0
    seconds: float = 0.0
    why_skipped: tuple[str, ...] = ()  # each reason once
    words: str = ""  # instead of figures

    @property
    def tests(self) -> int:
        return self.passed + self.failed + self.errors + self.skipped

    def counts(self) -> str:
        """In pytest's own words, e.g. "12 passed, 1 skipped in 3.20s (skipped: it rains)"."""
        if self.words:
            return self.words
        named = {
            "failed": self.failed,
            "passed": self.passed,
            "skipped": self.skipped,
            "errors": self.errors,
        }
        words = ", ".join(f"{count} {name}" for name, count in named.items() if count)
        why = f" (skipped: {'; '.join(self.why_skipped)})" if self.why_skipped else ""
        return f"{words or 'no tests ran'} in {self.seconds:.2f}s{why}"


def not_run(label: str, why: str) -> Outcome:
    return Outcome(label=label, status=0, words=f"NOT RUN: {why}")


def run_pytest(
    lane: Lane, label: str, command: Sequence[str | Path], env: dict[str, str]
) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="allegro-tests-") as folder:
        junit = Path(folder, "report.xml")
        status = lane.run([*command, f"--junitxml={junit}"], env=env, cwd=CHECKOUT)
        return read_outcome(label, 0 if status == NO_TESTS_COLLECTED else status, junit)


def read_outcome(label: str, status: int, junit: Path) -> Outcome:
    """Read the figures pytest left in its XML report; none when it did not get that far."""
    if not junit.exists():
        return Outcome(label=label, status=status)
    report = ElementTree.parse(junit).getroot()  # noqa: S314 our own file
    suites = list(report.iter("testsuite"))

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
        why_skipped=each_once(skip.get("message", "") for skip in report.iter("skipped")),
    )


def each_once(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, reasons)))


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
        why_skipped=each_once(why for outcome in outcomes for why in outcome.why_skipped),
    )
    return f"= {whole.counts()} =".center(80, "=")
