"""`allegro_status`: what a person and what monitoring see."""

import json
from datetime import timedelta

import pytest
from django.core.management import load_command_class
from django.db import connection

from saleor_allegro import ledger
from saleor_allegro.models import Account, OrderFlag, OrderLink, Run
from saleor_allegro.shop.rehearsal.models import Channel
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.audit_account import audit_account
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run
from tests.ledger.rows import a_link

HOURS = timedelta(hours=1)


@pytest.fixture
def status(simulator):
    """The command with some arguments, on the simulator's clock, as wide as a terminal."""

    def of(*arguments):
        command = load_command_class("saleor_allegro", "allegro_status")
        return run(command, *arguments, now=simulator.clock.now)

    return of


@pytest.fixture
def imported(account, simulator):
    """Eight orders of every sort, imported a minute ago, one of them failed."""
    simulator.sell_many(8, kinds_sold=[Kind.PAID_ONLINE, Kind.CANCELLED, Kind.UNPAID, Kind.EXTRAS])
    simulator.sell(Kind.HUNGARIAN)  # no channel in forint
    import_account(account.pk, clock=simulator.clock.now)
    simulator.clock.advance(timedelta(minutes=1))
    return Account.objects.get(pk=account.pk)


def row(printed, label):
    """What stands beside a label, its lines joined."""
    lines = [line.strip("│ ") for line in printed.lines]
    start = next(number for number, line in enumerate(lines) if line.startswith(label))
    found = [lines[start].removeprefix(label).lstrip(" │")]
    for line in printed.lines[start + 1 :]:
        if not line.startswith("│  "):
            break
        found.append(line.strip("│ "))
    return " ".join(found)


@pytest.mark.usefixtures("shop")
def test_without_an_account_it_says_what_to_do(status):
    printed = status("--check")

    assert printed.status == 0
    assert printed.out.startswith("No seller is connected. Fill in the plugin's form")
    assert json.loads(status("--json").out) == {"accounts": []}


@pytest.mark.django_db
def test_shop_without_channels_is_no_error(simulator, status):
    assert status().out.startswith("No seller is connected.")


def test_account_not_imported_yet(account, status):
    printed = status("--check")

    assert printed.status == 0
    assert printed.lines[0].strip() == f"{account.pk}  sklep_demo  {account.environment}"
    assert row(printed, "Connection") == "connected since 2026-11-20 08:00 UTC"
    assert row(printed, "Channels") == "allegro-cz  takes orders allegro-pl  takes orders"
    assert row(printed, "Last import") == "never yet"
    assert row(printed, "Next import") == "due now"
    assert row(printed, "Journal") == "first the purchases since 2026-11-06 08:00 UTC are read"
    assert row(printed, "Orders") == "none"


def test_account_after_an_import(imported, status):
    printed = status()

    assert row(printed, "Last import") == (
        "finished 2026-11-20 08:00 UTC (-1 min) imported 6, updated 0, failed 1, flagged 0; calls 3"
    )
    assert row(printed, "Next import") == "2026-11-20 08:10 UTC (+9 min)"
    assert row(printed, "Journal") == "read up to an event of 2026-11-20 08:00 UTC (-1 min)"
    assert row(printed, "Next recheck") == "due now"
    assert row(printed, "Orders") == ("imported 6, failed 1, skipped 2 of the imported: unpaid 2")
    assert "Last recheck" not in printed.out


def test_oldest_failure_is_told_with_its_message(imported, status):
    printed = status("--check")

    failed = OrderLink.objects.get(state="failed")
    told = row(printed, "Oldest failure")
    assert told.startswith(
        f"form {failed.form_id} since 2026-11-20 08:00 UTC (-1 min) attempts 1, next "
    )
    assert "No channel takes form" in told
    assert "Orders that could not be imported: 1." in row(printed, "To do")
    assert (printed.status, printed.err) == (1, "Accounts that need attention: 1.")


def test_flags_are_counted_and_do_not_alarm_monitoring(account, status, simulator):
    link = a_link(account, "form-1", state="imported", next_try_at=None)
    OrderFlag.objects.create(link=link, kind="oversold", raised_at=NOW)

    printed = status("--check")

    assert row(printed, "Open flags") == "1"
    assert printed.status == 0


def test_json_has_stable_keys(imported, status):
    [account] = json.loads(status("--json").out)["accounts"]

    failed = OrderLink.objects.get(state="failed")
    run_keys = account.pop("last_run")
    assert account == {
        "id": imported.pk,
        "seller_id": "44000001",
        "login": "sklep_demo",
        "environment": imported.environment,
        "marketplace": "allegro-pl",
        "connection": "connected",
        "connected_at": "2026-11-20T08:00:00Z",
        "channels": [
            {"slug": "allegro-cz", "exists": True, "takes_orders": True, "problem": ""},
            {"slug": "allegro-pl", "exists": True, "takes_orders": True, "problem": ""},
        ],
        "takes_orders": True,
        "last_finished_at": "2026-11-20T08:00:00Z",
        "next_import_at": "2026-11-20T08:10:00Z",
        "paused_until": None,
        "backfill": "done",
        "import_since": "2026-11-06T08:00:00Z",
        "cursor_at": "2026-11-20T08:00:00Z",
        "cursor_age_seconds": 60,
        "forms": {
            "due": 0,
            "waiting": 0,
            "imported": 6,
            "failed": 1,
            "skipped": 2,
            "merged": 0,
        },
        "unpaid_orders": 2,
        "gone_forms": 0,
        "not_followed": 0,
        "last_push": None,
        "last_stock": None,
        "next_stock_at": None,
        "offers": {"matched": 0, "unmatched": 0, "ambiguous": 0, "uncounted": 0},
        "refused_offers": 0,
        "sends_stock": False,
        "may_send_stock": True,
        "to_tell": 0,
        "not_told": 0,
        "may_tell": True,
        "reads_refunds": True,
        "last_recheck": None,
        "last_audit": None,
        "next_recheck_at": None,
        "open_flags": 0,
        "oldest_failed": {
            "form_id": failed.form_id,
            "since": "2026-11-20T08:00:00Z",
            "attempts": 1,
            "next_try_at": failed.next_try_at.isoformat().replace("+00:00", "Z"),
            "code": "no_channel",
            "message": failed.error_message,
        },
        "needs_attention": True,
        "attention": [
            {
                "code": "failed_orders",
                "message": "Orders that could not be imported: 1. Correct what the oldest one "
                "says; they are tried again by themselves, or at once: "
                f"manage.py allegro_import --account {imported.pk} --failed",
            }
        ],
    }
    assert run_keys == {
        "kind": "import",
        "outcome": "finished",
        "started_at": "2026-11-20T08:00:00Z",
        "finished_at": "2026-11-20T08:00:00Z",
        "imported": 6,
        "updated": 0,
        "failed": 1,
        "flagged": 0,
        "told": 0,
        "events": 0,
        "calls": 3,
        "error_code": "",
        "error_message": "",
    }


def test_json_and_check_go_together(imported, status):
    printed = status("--json", "--check")

    assert printed.status == 1
    assert json.loads(printed.out)["accounts"][0]["needs_attention"] is True


def test_nothing_secret_and_nobody_who_bought_is_shown(imported, status, simulator):
    shown = status().out + status("--json").out

    tokens = ledger.tokens_of(imported.pk)
    words = {simulator.client_id, simulator.client_secret, tokens.access_token}
    words |= {tokens.refresh_token, imported.access_token, imported.refresh_token}
    for form in simulator.forms.values():
        words |= {form["buyer"]["login"], form["buyer"]["email"], form["buyer"]["lastName"]}
    assert [word for word in words if word in shown] == []


def concerns(status):
    printed = status("--json", "--check")
    [account] = json.loads(printed.out)["accounts"]
    found = {each["code"]: each["message"] for each in account["attention"]}
    assert printed.status == (1 if found else 0)
    return found


def test_lost_connection_needs_attention(account, status):
    ledger.reconnect_needed(account.pk)

    assert "manage.py allegro_connect --channel allegro-cz" in concerns(status)["reconnect_needed"]
    assert row(status(), "Connection") == "lost: connect again"
    assert "Next import" not in status().out


def test_disconnected_account_needs_none(account, status):
    for slug in ledger.channels_of(account.pk):
        ledger.disconnect(account.pk, slug)

    assert concerns(status) == {}
    assert row(status(), "Connection").startswith("disconnected. To connect:")
    assert row(status(), "Channels") == "none"


def test_switched_off_account_needs_none(account, status, simulator):
    change_form("allegro-pl", active=False)
    change_form("allegro-cz", create_orders=False)
    simulator.clock.advance(3 * HOURS)

    assert concerns(status) == {}
    assert row(status(), "Channels").count("takes no orders: switched off") == 2


def test_deleted_channel_is_shown(account, status):
    Channel.objects.filter(slug="allegro-cz").delete()

    assert "allegro-cz  does not exist in the shop any more" in row(status(), "Channels")
    assert concerns(status) == {}
    Channel.objects.all().delete()
    assert list(concerns(status)) == ["no_channel"]


def test_wrong_settings_need_attention(account, status):
    change_form("allegro-pl", backfill_days="many")

    assert concerns(status)["wrong_settings"].startswith("allegro-pl: Days to read back")
    assert "allegro-pl  takes no orders: wrong settings" in row(status(), "Channels")


def test_account_that_nobody_imports_needs_attention(account, status, simulator):
    simulator.clock.advance(timedelta(minutes=15))
    assert concerns(status) == {}

    simulator.clock.advance(timedelta(seconds=1))

    assert concerns(status)["overdue"].endswith("Do Celery beat and a worker run?")
    ledger.lease(account.pk, simulator.clock.now())
    assert concerns(status) == {}


def test_pause_is_shown_and_is_no_reason_to_worry(account, status, simulator):
    ledger.pause(account.pk, NOW + 2 * HOURS)
    simulator.clock.advance(HOURS)

    assert concerns(status) == {}
    assert row(status(), "Next import") == (
        "2026-11-20 10:00 UTC (+1 h), after the pause that Allegro asked for"
    )


def stopped(account, code, message, at, *, kind="import"):
    return Run.objects.create(
        account=account,
        kind=kind,
        outcome="stopped",
        started_at=at,
        finished_at=at,
        error_code=code,
        error_message=message,
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("wrong_credentials", "The last import stopped: What it says."),
        ("allegro_refused", "The last import stopped: What it says."),
        ("bug", "saleor-allegro made a mistake (What it says.)."),
    ],
)
def test_stop_that_only_a_person_ends_needs_attention(account, status, code, told):
    stopped(account, code, "What it says.", NOW)

    assert told in concerns(status)["stopped"]
    assert "stopped 2026-11-20 08:00 UTC" in row(status(), "Last import")


@pytest.mark.parametrize("code", ["unreachable", "rate_limited", "database", "worker_died"])
def test_stop_that_passes_needs_attention_once_it_lasts(account, status, simulator, code):
    stopped(account, code, "" if code == "worker_died" else "Nobody answers.", NOW)
    Account.objects.update(next_import_at=NOW + 2 * HOURS)
    simulator.clock.advance(timedelta(minutes=70))
    assert concerns(status) == {}

    simulator.clock.advance(timedelta(seconds=1))

    assert list(concerns(status)) == ["stopped"]


# The recheck


@pytest.fixture
def rechecked(imported, simulator):
    """A purchase paid in the meantime, brought over by the recheck half a minute ago."""
    simulator.journal.hold()
    simulator.pay(OrderLink.objects.filter(next_check_at__isnull=False).first().form_id)
    recheck_account(imported.pk, clock=simulator.clock.now)
    simulator.clock.advance(timedelta(seconds=30))
    return Account.objects.get(pk=imported.pk)


def test_recheck_is_shown_beside_the_import(rechecked, status):
    printed = status()

    assert row(printed, "Last import").startswith("finished 2026-11-20 08:00 UTC (-1 min)")
    assert row(printed, "Last recheck").startswith(
        "finished 2026-11-20 08:01 UTC (-30 s) imported 0, updated 1, failed 0, flagged 0; calls"
    )
    assert row(printed, "Next recheck") == "2026-11-20 09:01 UTC (+59 min)"
    assert row(printed, "Orders").endswith("of the imported: unpaid 1")
    assert "Last audit" not in printed.out
    [account] = json.loads(status("--json").out)["accounts"]
    assert (account["last_run"]["kind"], account["last_run"]["imported"]) == ("import", 6)
    assert (account["last_recheck"]["kind"], account["last_recheck"]["updated"]) == ("recheck", 1)
    assert account["next_recheck_at"] == "2026-11-20T09:01:00Z"


def test_audit_is_shown_once_there_was_one(rechecked, status, simulator):
    audit_account(rechecked.pk, 3, clock=simulator.clock.now)

    assert row(status(), "Last audit").startswith("finished 2026-11-20 08:01 UTC (-0 s)")
    [account] = json.loads(status("--json").out)["accounts"]
    assert account["last_audit"]["kind"] == "audit"


def test_merged_gone_and_late_orders_are_counted(account, status):
    new = a_link(account, "form-3", state="imported", next_try_at=None)
    a_link(account, "form-1", state="merged", successor=new, next_try_at=None)
    a_link(account, "form-2", state="imported", gone_since=NOW, next_check_at=NOW)
    a_link(account, "form-4", state="imported", next_check_at=NOW)

    assert row(status(), "Orders") == (
        "imported 3, merged 1 of the imported: unpaid 1, gone from Allegro 1"
    )
    [found] = json.loads(status("--json", "--check").out)["accounts"]
    assert (found["unpaid_orders"], found["gone_forms"]) == (1, 1)
    assert found["needs_attention"] is False


def test_order_that_could_not_follow_needs_attention(account, status):
    a_link(
        account,
        "form-1",
        state="imported",
        attempts=2,
        error_code="refused",
        error_message="The shop could not bring over what changed on form form-1.",
        failed_since=NOW,
    )

    assert "1." in concerns(status)["not_followed"]
    printed = status()
    assert row(printed, "Orders") == "imported 1 of the imported: behind Allegro 1"
    assert "could not bring over" in row(printed, "Oldest failure")


def test_seller_who_did_not_allow_payments_is_told_how_to_see_refunds(account, status):
    assert "Refunds" not in status().out
    Account.objects.update(scope="allegro:api:orders:read allegro:api:profile:read")

    printed = status("--check")

    assert printed.status == 0
    assert row(printed, "Refunds") == (
        "not seen: the seller connected without the permission for payments. Connect again to "
        "see them: manage.py allegro_connect --channel allegro-cz"
    )
    [found] = json.loads(status("--json").out)["accounts"]
    assert found["reads_refunds"] is False


def test_recheck_that_only_a_person_gets_going_needs_attention(rechecked, status, simulator):
    stopped(rechecked, "bug", "KeyError", simulator.clock.now(), kind="recheck")

    assert concerns(status)["stopped"] == (
        "The last recheck stopped: saleor-allegro made a mistake (KeyError). The worker's log "
        "says where; please report it."
    )
    # An import that works does not show that the recheck does.
    simulator.clock.advance(timedelta(minutes=10))
    import_account(rechecked.pk, clock=simulator.clock.now)
    assert list(concerns(status)) == ["stopped", "failed_orders"]


def test_cause_that_an_import_shows_to_be_over_is_said_no_more(rechecked, status, simulator):
    stopped(rechecked, "wrong_settings", "Some setting.", simulator.clock.now(), kind="recheck")
    assert "stopped" in concerns(status)

    simulator.clock.advance(timedelta(minutes=10))
    import_account(rechecked.pk, clock=simulator.clock.now)

    assert "stopped" not in concerns(status)


def test_one_cause_that_stops_import_and_recheck_is_said_once(account, status):
    for kind in ("import", "recheck"):
        stopped(account, "wrong_credentials", "Correct them.", NOW, kind=kind)

    [found] = json.loads(status("--json").out)["accounts"]
    assert [each["message"] for each in found["attention"]] == [
        "The last import stopped: Correct them."
    ]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_status_can_be_read_at_80_columns(rechecked, status, monkeypatch, language):
    monkeypatch.setenv("COLUMNS", "80")
    change_form("allegro-pl", language=language)
    change_form("allegro-cz", language=language)
    Account.objects.update(scope="")

    lines = status().lines

    assert max(len(line) for line in lines) <= 80
    assert all(line.startswith(("╭", "│", "╰")) for line in lines[1:])


# The table


def test_every_account_has_its_own_table_and_language(account, status):
    change_form("allegro-pl", language="pl")
    change_form("allegro-cz", language="pl")
    Account.objects.create(
        seller_id="45",
        login="drugi",
        environment="sandbox",
        client_id="x",
        connection=Account.Connection.DISCONNECTED,
        connected_at=NOW,
        import_since=NOW,
        next_import_at=NOW,
    )

    printed = status()

    assert "drugi" in printed.out
    assert row(printed, "Połączenie") == "połączono 2026-11-20 08:00 UTC"
    assert row(printed, "Connection").startswith("disconnected.")


def test_login_cannot_steer_the_terminal(account, status):
    Account.objects.update(login="evil\x1b[2J[red]")

    assert "\x1b" not in status().out
    assert "[red]" in status().out


def test_missing_tables_are_said(account, status):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE saleor_allegro_account RENAME TO elsewhere")

    printed = status()

    assert printed.status == 1
    assert printed.err.endswith("Run: manage.py migrate")
