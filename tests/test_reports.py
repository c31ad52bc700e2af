"""What the end of a log says of the runs before it."""

import pytest

from hosts.reports import closing_line, not_run, read_outcome

REPORT = """<testsuites>
<testsuite tests="{tests}" failures="{failures}" skipped="{skipped}" time="1.5">{cases}</testsuite>
</testsuites>"""
SKIPPED = '<testcase name="test_{0}"><skipped message="{1}" /></testcase>'


@pytest.fixture
def read(tmp_path):
    def read(label, *reasons, failures=0, status=0):
        report = tmp_path / "report.xml"
        cases = "".join(SKIPPED.format(*each) for each in enumerate(reasons))
        tests = 1 + len(reasons) + failures
        report.write_text(
            REPORT.format(tests=tests, failures=failures, skipped=len(reasons), cases=cases)
        )
        return read_outcome(label, status, report)

    return read


def test_each_reason_is_said_once(read):
    outcome = read("inside", "no widgets", "it rains", "no widgets")

    assert outcome.counts() == "1 passed, 3 skipped in 1.50s (skipped: no widgets; it rains)"


def test_closing_line_adds_up_figures_and_reasons(read):
    runs = [read("one", "it rains"), read("two", "no widgets", "it rains", failures=2)]

    said = "2 failed, 2 passed, 3 skipped in 3.00s (skipped: it rains; no widgets)"
    assert closing_line(runs).strip("=") == f" {said} "


def test_run_that_ended_before_its_report_has_no_tests(tmp_path):
    outcome = read_outcome("broken", -9, tmp_path / "none.xml")

    assert (outcome.status, outcome.counts()) == (-9, "no tests ran in 0.00s")


def test_what_was_not_run_says_why_and_adds_nothing(read):
    idle = not_run("inside", "it needs contrib")

    assert (idle.status, idle.counts()) == (0, "NOT RUN: it needs contrib")
    assert closing_line([read("one"), idle]).strip("=") == " 1 passed in 1.50s "
