"""What an address says is wanted, and the address that says it."""

from base64 import b64encode

import pytest
from django.http import QueryDict

from saleor_allegro.dashboard.orders.filters import (
    Wanted,
    address_of,
    filter_input,
    page_input,
)
from saleor_allegro.dashboard.orders.pages import pages_of

JOB = b64encode(b"AllegroJob:7").decode()
EVERYTHING = (
    "search=kowalski+%26+co&channel=allegro-pl&account=QTox&marketplace=allegro-cz&paid=false"
    "&cod=true&flag=OVERSOLD&flagged=true&failed=false&nottold=true&from=2026-03-28&until=2026-03-29"
)


def wanted_of(address: str) -> Wanted:
    return Wanted.of(QueryDict(address))


def test_every_filter_has_its_place_in_the_address_and_in_the_question():
    wanted = wanted_of(EVERYTHING)

    assert filter_input(wanted) == {
        "search": "kowalski & co",
        "channel": "allegro-pl",
        "account": "QTox",
        "marketplace": "allegro-cz",
        "paid": False,
        "cashOnDelivery": True,
        "flag": "OVERSOLD",
        "flagged": True,
        "failed": False,
        "notTold": True,
        # Poland's clocks go forward on the 29th.
        "boughtAt": {
            "gte": "2026-03-27T23:00:00+00:00",
            "lte": "2026-03-29T21:59:59.999999+00:00",
        },
    }
    assert address_of(wanted) == f"orders?{EVERYTHING}"


def test_plain_address_asks_for_everything():
    wanted = wanted_of("")

    assert filter_input(wanted) == {}
    assert page_input(wanted) == {"first": 50}
    assert address_of(wanted) == "orders"
    assert wanted.is_plain


@pytest.mark.parametrize(
    "address",
    [
        "paid=perhaps",
        "flag=NONSENSE",
        "from=yesterday",
        "from=9999-12-31",
        "until=0001-01-01",
        "job=7",
        f"job={b64encode(b'AllegroRun:7').decode()}",
        f"job={b64encode(b'AllegroJob:seven').decode()}",
        "job=" + "A" * 1000,
        "language=pl&action=retry&order=1",
    ],
)
def test_what_makes_no_sense_is_left_out(address):
    assert wanted_of(address) == Wanted()


@pytest.mark.parametrize("name", ["search", "channel", "cod=true", "flag=REVIVED", "failed=false"])
def test_any_filter_narrows(name):
    wanted = wanted_of(name if "=" in name else f"{name}=some")

    assert wanted.is_narrowed
    assert not wanted.is_plain


@pytest.mark.parametrize(
    ("address", "is_rare"),
    [("cod=false", True), ("from=2026-01-01", True), ("account=QTox", True), ("paid=true", False)],
)
def test_filters_that_are_folded_away_are_seen_when_they_are_on(address, is_rare):
    assert wanted_of(address).is_narrowed_rarely is is_rare


def test_pages_keep_the_filter_and_the_jobs():
    wanted = wanted_of(f"failed=true&after=old&job={JOB}")
    info = {
        "hasNextPage": True,
        "hasPreviousPage": True,
        "startCursor": "W1wi",
        "endCursor": "W1wj==",
    }

    pages = pages_of(info, wanted)

    job = JOB.replace("=", "%3D")
    assert pages.next == f"orders?failed=true&after=W1wj%3D%3D&job={job}"
    assert pages.previous == f"orders?failed=true&before=W1wi&job={job}"
    assert page_input(wanted_of("before=W1wi")) == {"last": 50, "before": "W1wi"}
    assert page_input(wanted_of("after=W1wj&before=W1wi")) == {"first": 50, "after": "W1wj"}


def test_single_page_leads_nowhere():
    info = {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": "W1wi",
        "endCursor": "W1wi",
    }

    pages = pages_of(info, Wanted())

    assert (pages.previous, pages.next) == ("", "")


def test_jobs_stay_when_filters_are_cleared_and_go_one_by_one():
    other = b64encode(b"AllegroJob:8").decode()
    wanted = wanted_of(f"failed=true&job={JOB}").with_jobs([other, JOB])

    assert wanted.jobs == (other, JOB)
    assert wanted.without_filters() == Wanted(jobs=(other, JOB))
    assert wanted.without_job(other).jobs == (JOB,)


def test_eight_jobs_are_shown_at_most_the_newest_of_them():
    ids = [b64encode(f"AllegroJob:{n}".encode()).decode() for n in range(10)]

    wanted = Wanted(jobs=tuple(ids[2:])).with_jobs(ids[:2])

    assert wanted.jobs == tuple(ids[:8])
