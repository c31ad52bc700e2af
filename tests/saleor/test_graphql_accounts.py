"""`allegroAccounts` and `allegroRuns`: who is connected, and how it goes."""

from datetime import timedelta

import pytest
from graphene import Node

from saleor_allegro.models import Account, OrderLink, Run
from tests.ledger.rows import LATER, NOW, a_link, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.selections import whole
from tests.saleor.viewers import a_member_of_staff, ask

RUNS = """
query ($account: ID, $kind: AllegroRunKind, $sortBy: AllegroRunSortingInput,
       $first: Int, $after: String) {
  allegroRuns(account: $account, kind: $kind, sortBy: $sortBy, first: $first, after: $after) {
    totalCount pageInfo { endCursor } edges { node { id kind } } } }
"""


@pytest.fixture
def shop(world):
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def account_id(account):
    return Node.to_global_id("AllegroAccount", account.pk)


def test_everything_that_is_known_of_an_account(shop, staff, time_machine):
    time_machine.move_to(LATER, tick=False)
    shop.sell(2)
    a_link(shop.seller, "broken", state=OrderLink.State.FAILED, failed_since=NOW)

    answer = ask(f"{{ allegroAccounts {whole('AllegroAccount')} }}", staff)

    [account] = answer["allegroAccounts"]
    runs = {name: account.pop(name) for name in ("lastImport", "lastRecheck", "lastAudit")}
    runs |= {name: account.pop(name) for name in ("lastPush", "lastStock")}
    hours, stopped = account.pop("lastDay"), account.pop("stoppedRuns")
    assert [hour["startsAt"] for hour in hours] == [
        (LATER.replace(minute=0) - timedelta(hours=23 - number)).isoformat() for number in range(24)
    ]
    assert sum(hour["runs"] for hour in hours) == Run.objects.count()
    assert [run["id"] for run in stopped] == [
        Node.to_global_id("AllegroRun", pk)
        for pk in Run.objects.order_by("-started_at", "-pk").values_list("pk", flat=True)
    ]
    assert {name: run["kind"] for name, run in runs.items()} == {
        "lastImport": "IMPORT",
        "lastRecheck": "RECHECK",
        "lastAudit": "AUDIT",
        "lastPush": "PUSH",
        "lastStock": "STOCK",
    }
    assert account == {
        "id": account_id(shop.seller),
        "sellerId": "44",
        "login": "seller",
        "environment": "sandbox",
        "marketplace": "allegro-pl",
        "connection": "CONNECTED",
        "connected": True,
        "connectedAt": NOW.isoformat(),
        "tokenExpiresAt": LATER.isoformat(),
        "channels": ["allegro-pl"],
        "importSince": (NOW - timedelta(days=14)).isoformat(),
        "nextImportAt": NOW.isoformat(),
        "nextRecheckAt": LATER.isoformat(),
        "nextStockAt": None,
        "pausedUntil": LATER.isoformat(),
        "cursorAt": NOW.isoformat(),
        "cursorAge": 600,
        "counts": {
            "due": 0,
            "waiting": 0,
            "imported": 2,
            "failed": 1,
            "skipped": 0,
            "merged": 0,
            "notFollowed": 2,
            "unpaid": 0,
            "gone": 0,
            "toTell": 2,
            "notTold": 2,
            "flagged": 2,
            "openFlags": 2,
        },
    }


def test_account_that_has_just_been_connected(world, staff, shop):
    Run.objects.all().delete()
    Account.objects.update(
        connection=Account.Connection.RECONNECT_NEEDED, cursor_occurred_at=None, marketplace=""
    )
    query = """{ allegroAccounts {
        connection connected cursorAt cursorAge marketplace
        lastImport { id } counts { imported } } }"""

    assert ask(query, staff)["allegroAccounts"] == [
        {
            "connection": "RECONNECT_NEEDED",
            "connected": False,
            "cursorAt": None,
            "cursorAge": None,
            "marketplace": None,
            "lastImport": None,
            "counts": {"imported": 0},
        }
    ]


def test_many_accounts_cost_as_many_statements_as_one(shop, staff, count_statements):
    query = f"{{ allegroAccounts {whole('AllegroAccount')} }}"
    counts = {}
    for more in (0, 9):
        for number in range(more):
            an_account(seller_id=f"9{number}", channel=f"channel-{number}")
        with count_statements() as statements:
            answer = ask(query, staff)
        counts[len(answer["allegroAccounts"])] = len(statements)

    assert counts[1] == counts[10], counts


def test_run_tells_whose_it_was_and_how_it_went(shop, staff):
    query = f"{{ allegroRuns(first: 1) {{ edges {{ node {whole('AllegroRun')} }} }} }}"
    run = Run.objects.create(
        account=shop.seller,
        kind=Run.Kind.IMPORT,
        outcome=Run.Outcome.FINISHED,
        started_at=LATER,
        finished_at=LATER,
        imported=1,
        updated=2,
        failed=3,
        flagged=4,
        told=5,
        events=6,
        calls=7,
    )

    [edge] = ask(query, staff)["allegroRuns"]["edges"]

    node = edge["node"]
    assert node.pop("account")["login"] == "seller"
    assert node == {
        "id": Node.to_global_id("AllegroRun", run.pk),
        "kind": "IMPORT",
        "outcome": "FINISHED",
        "startedAt": LATER.isoformat(),
        "finishedAt": LATER.isoformat(),
        "imported": 1,
        "updated": 2,
        "failed": 3,
        "flagged": 4,
        "told": 5,
        "events": 6,
        "calls": 7,
        "errorCode": None,
        "errorMessage": None,
    }


def test_runs_of_an_account_and_a_kind_latest_first(shop, staff):
    other = an_account(seller_id="45", channel="allegro-cz")
    Run.objects.create(account=other, kind=Run.Kind.IMPORT, started_at=LATER)
    later = Run.objects.create(account=shop.seller, kind=Run.Kind.IMPORT, started_at=LATER)
    first = Run.objects.get(account=shop.seller, kind=Run.Kind.IMPORT, started_at=NOW)
    asked = {"account": account_id(shop.seller), "kind": "IMPORT", "first": 1}
    ascending = {"field": "STARTED_AT", "direction": "ASC"}

    page = ask(RUNS, staff, **asked)["allegroRuns"]
    after = ask(RUNS, staff, **asked, after=page["pageInfo"]["endCursor"])["allegroRuns"]
    oldest = ask(RUNS, staff, **asked, sortBy=ascending)["allegroRuns"]

    found = [each["edges"][0]["node"]["id"] for each in (page, after, oldest)]
    assert page["totalCount"] == 2
    assert found == [Node.to_global_id("AllegroRun", run.pk) for run in (later, first, first)]


def test_runs_of_all_accounts_and_kinds(shop, staff):
    assert ask(RUNS, staff, first=10)["allegroRuns"]["totalCount"] == len(Run.Kind)


def test_malformed_account_is_one_clear_error(shop, staff):
    answer = ask(RUNS, staff, account="nonsense", first=5)

    assert answer.data == {"allegroRuns": None}
    assert answer.errors == ["Invalid ID: nonsense. Expected: AllegroAccount."]
