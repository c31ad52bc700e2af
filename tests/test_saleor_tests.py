"""What is said of Saleor's own tests after they have run without us and beside us."""

from hosts.reports import Outcome, failed_tests
from hosts.saleor_tests import WAYS, WITHOUT, judge

REPORT = """<testsuites><testsuite>
<testcase classname="saleor.order.tests.test_a" name="test_fine" />
<testcase classname="saleor.order.tests.test_a" name="test_red"><failure message="x" /></testcase>
<testcase classname="saleor.order.tests.test_a" name="test_broken"><error message="x" /></testcase>
</testsuite></testsuites>"""


def run(*failed, passed=3):
    outcome = Outcome(label="", status=int(bool(failed)), passed=passed, failed=len(failed))
    return outcome, set(failed)


def judged(capsys, *runs):
    first, *others = runs
    status = judge("Saleor", {WITHOUT: first} | {f"way {n}": run for n, run in enumerate(others)})
    return status, capsys.readouterr().out


def test_failures_are_read_from_the_report(tmp_path):
    report = tmp_path / "report.xml"
    assert failed_tests(report) == set()

    report.write_text(REPORT)

    assert failed_tests(report) == {
        "saleor.order.tests.test_a.test_red",
        "saleor.order.tests.test_a.test_broken",
    }


def test_what_fails_without_us_as_well_is_not_ours(capsys):
    status, said = judged(capsys, run("a"), run("a"), run("a"))

    assert status == 0
    assert "fails without us as well: a" in said


def test_what_fails_with_us_alone_is_named(capsys):
    status, said = judged(capsys, run(passed=3), run("b", passed=2), run(passed=3))

    assert status == 1
    assert "fails with us alone: b" in said


def test_run_that_did_not_come_to_its_end_is_no_success(capsys):
    assert judged(capsys, run(), run(passed=2), run())[0] == 1
    assert judged(capsys, *[run(passed=0)] * 3)[0] == 1


def test_first_way_is_without_us():
    assert next(iter(WAYS)) == WITHOUT
