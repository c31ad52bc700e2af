"""What can be asked for in the Orders view, and how its progress is seen."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from graphene import Node
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.models import Account, Job, OrderLink
from saleor_allegro.simulator.kinds import Kind
from tests.dashboard.pieces import all_of, chosen_in, piece_of, text_of, texts_of
from tests.ledger.rows import NOW, a_link, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.selling import selling_shop
from tests.saleor.viewers import a_member_of_staff

NO_FORM = "00000000-0000-4000-8000-{:012}"


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(db):
    return a_member_of_staff("manage_orders")


@pytest.fixture
def selling(db):
    the_app()
    with selling_shop() as selling:
        yield selling


def press(staff, action, path="orders", **fields):
    """The view as it is shown after a button was pressed."""
    page = look(path, token_of(staff), action=action, **fields)
    assert page.status_code == 200
    return piece_of(page.content.decode())


def told(staff, action, **fields):
    """The same, and a worker has done what it was told of."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return press(staff, action, **fields)


def follow(staff, address):
    """What is at an address, asked for as the script does."""
    path, _, query = address.partition("?")
    return press(staff, "", path, **dict(parse_qsl(query)))


def again(staff, piece):
    """The element that says how far it is, asked for as the script does."""
    [job] = all_of(piece, "div", class_="job")
    return follow(staff, job.get("data-again"))


def view_of(staff, piece):
    """The view at the address that a piece has set, as after a reload."""
    return follow(staff, piece.find("main").get("data-route"))


def notices_of(piece):
    notices = all_of(piece, "div", class_="notice")
    return [text_of(notice) for notice in notices if notice.get("role") is None]


def seller_of(account):
    return Node.to_global_id("AllegroAccount", account.pk)


def order_of(link):
    return Node.to_global_id("Order", link.order_id)


def a_failure(account, number, **fields):
    given = {"error_code": "bug", "failed_since": NOW + timedelta(seconds=number)} | fields
    state = OrderLink.State.FAILED
    return a_link(account, NO_FORM.format(number), state=state, **given)


def jobs():
    return [(job.kind, job.asked["form_ids"]) for job in Job.objects.order_by("pk")]


def test_order_is_rechecked(shop, staff):
    [link] = shop.sell()

    piece = press(staff, "recheck", order=order_of(link))

    [job] = Job.objects.all()
    assert (job.kind, job.asked["form_ids"]) == (Job.Kind.RECHECK, [link.form_id])
    job_id = Node.to_global_id("AllegroJob", job.pk)
    assert piece.find("main").get("data-route") == f"orders?{urlencode({'job': job_id})}"
    [shown] = all_of(piece, "div", class_="job")
    assert text_of(shown).startswith("Comparing an order with Allegro (seller) Waiting")
    assert shown.get("data-again").startswith("orders/job?id=")
    assert notices_of(piece) == []


def test_one_purchase_is_tried_again(shop, staff):
    failed = a_failure(shop.seller, 1)
    a_failure(shop.seller, 2)

    press(staff, "retry", form=failed.form_id)

    assert jobs() == [(Job.Kind.RETRY, [failed.form_id])]


def test_all_that_fails_is_tried_again_a_hundred_of_one_seller_at_once(shop, staff):
    other = an_account(seller_id="45", login="other", channel=shop.channel.slug + "-2")
    PluginConfiguration.objects.all().update(active=True)
    ours = [a_failure(shop.seller, number).form_id for number in range(120)]
    theirs = a_failure(other, 500).form_id
    Account.objects.filter(pk=other.pk).update(connection=Account.Connection.RECONNECT_NEEDED)

    piece = press(staff, "retry_all")

    assert jobs() == [(Job.Kind.RETRY, ours[:100]), (Job.Kind.RETRY, ours[100:])]
    assert theirs not in str(jobs())
    assert len(all_of(piece, "div", class_="job")) == 2
    [refusal, _] = notices_of(piece)
    assert refusal.startswith("The seller is not connected to Allegro now.")


def failures(account, count, begin=0):
    """So many, in one statement; the first fails longest."""
    rows = [
        OrderLink(
            account=account,
            form_id=NO_FORM.format(begin + number),
            state=OrderLink.State.FAILED,
            first_seen_at=NOW,
            error_code="bug",
            failed_since=NOW + timedelta(seconds=begin + number),
        )
        for number in range(count)
    ]
    OrderLink.objects.bulk_create(rows)
    return [row.form_id for row in rows]


def test_five_hundred_are_tried_again_at_once_and_no_more(shop, staff):
    ours = failures(shop.seller, 501)

    piece = press(staff, "retry_all")

    assert jobs() == [(Job.Kind.RETRY, ours[n : n + 100]) for n in range(0, 500, 100)]
    assert notices_of(piece)[0].startswith("So many purchases fail that only those failing longest")


def test_exactly_five_hundred_are_all(shop, staff):
    failures(shop.seller, 500)

    piece = press(staff, "retry_all")

    assert len(jobs()) == 5
    assert notices_of(piece) == []


def test_sellers_share_what_is_tried_again_and_those_who_cannot_hold_nobody_up(shop, staff):
    gone = an_account(seller_id="43", login="gone", channel="gone")
    other = an_account(seller_id="45", login="other", channel="other")
    PluginConfiguration.objects.create(
        identifier="saleor_allegro", channel=shop.world.make_channel("other"), active=True
    )
    failures(gone, 250)
    ours = failures(shop.seller, 350, begin=1000)
    theirs = failures(other, 150, begin=2000)
    Account.objects.filter(pk=gone.pk).update(connection=Account.Connection.DISCONNECTED)

    press(staff, "retry_all")

    asked_for = [form_ids for _, form_ids in jobs()]
    assert asked_for == [ours[:100], ours[100:200], theirs[:100], theirs[100:]]


def test_nothing_fails_any_more(shop, staff):
    piece = press(staff, "retry_all")

    assert notices_of(piece) == ["Nothing is failing any more; there is nothing to try again."]
    assert jobs() == []


def test_allegro_is_told_of_an_order_again(shop, staff):
    [link] = shop.sell()

    press(staff, "push", order=order_of(link))

    assert jobs() == [(Job.Kind.PUSH, [link.form_id])]


def test_allegro_is_not_told_where_the_seller_did_not_allow_it(shop, staff):
    [link] = shop.sell()
    Account.objects.update(scope="allegro:api:orders:read")

    piece = press(staff, "push", order=order_of(link), language="pl")

    assert notices_of(piece)[0].startswith("Sprzedawca nie zezwolił na to w Allegro.")
    assert jobs() == []


@pytest.mark.parametrize("action", ["import", "import_since", "preview", "audit"])
def test_nothing_is_asked_for_where_the_plugin_is_not_active(shop, staff, action):
    PluginConfiguration.objects.update(active=False)

    seller = seller_of(shop.seller)
    piece = press(staff, action, seller=seller, since="2026-11-23", days="3")

    assert len(jobs()) == 0
    assert len(notices_of(piece)) == 1


def test_import_is_asked_for_in_a_channel_in_which_the_plugin_is_active(selling, staff):
    [row] = PluginConfiguration.objects.filter(
        identifier="saleor_allegro", channel__slug="allegro-pl"
    )
    row.active = False
    row.save()

    press(staff, "import", seller=seller_of(selling.account))

    [job] = Job.objects.all()
    assert job.kind == Job.Kind.IMPORT
    assert job.channel_slug != "allegro-pl"


@pytest.mark.parametrize(
    ("action", "kind"), [("import_since", Job.Kind.IMPORT), ("preview", Job.Kind.PREVIEW)]
)
def test_import_since_a_day_begins_with_it_in_poland(shop, staff, action, kind):
    today = timezone.now().date()
    day = today - timedelta(days=200)

    press(staff, action, seller=seller_of(shop.seller), since=day.isoformat())

    [job] = Job.objects.all()
    since = datetime.fromisoformat(job.asked["since"])
    assert job.kind == kind
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert midnight - since in (timedelta(hours=1), timedelta(hours=2))


@pytest.mark.parametrize("since", ["", "soon", "2001-01-01", "2099-01-01"])
def test_day_that_makes_no_sense_is_refused_at_its_field(shop, staff, since):
    piece = press(staff, "import_since", seller=seller_of(shop.seller), since=since)

    [field] = all_of(piece, "input", id="since")
    assert (field.get("aria-invalid"), field.get("value")) == ("true", since)
    [error] = all_of(piece, "p", id="since-error")
    assert text_of(error) == "Choose a day: today, or one of the last 365."
    assert "since-error" in field.get("aria-describedby")
    [details] = all_of(piece, "details", id="more-imports")
    assert details.get("open") is not None
    assert jobs() == []


@pytest.mark.parametrize("days", ["", "0", "61", "-1", "many", "9999"])
def test_days_that_make_no_sense_are_refused_at_their_field(shop, staff, days):
    piece = press(staff, "audit", seller=seller_of(shop.seller), days=days, language="pl")

    assert texts_of(piece, "p", id="days-error") == ["Wpisz od 1 do 60."]
    assert jobs() == []


def test_days_are_audited(shop, staff):
    press(staff, "audit", seller=seller_of(shop.seller), days="60")

    [job] = Job.objects.all()
    assert (job.kind, job.asked["days"]) == (Job.Kind.AUDIT, 60)


def test_dry_run_without_a_day_shows_what_is_new(shop, staff):
    press(staff, "preview", seller=seller_of(shop.seller), since="")

    [job] = Job.objects.all()
    assert (job.kind, job.asked["since"]) == (Job.Kind.PREVIEW, None)


@pytest.mark.parametrize("action", ["recheck", "push", "retry", "import", "import_one", "nonsense"])
def test_what_names_nothing_does_nothing(shop, staff, action):
    shop.sell()

    piece = press(staff, action, order="", form="nonsense", seller="nobody")

    assert jobs() == []
    assert len(all_of(piece, "table")) == 1
    assert len(notices_of(piece)) == (0 if action == "nonsense" else 1)


def test_order_of_another_channel_is_refused(shop, world):
    [link] = shop.sell()
    elsewhere = world.make_channel("elsewhere")
    staff = a_member_of_staff("manage_orders", channels=[elsewhere])

    piece = press(staff, "recheck", order=order_of(link))

    assert notices_of(piece)[0].startswith("The shop refused this:")
    assert jobs() == []


def test_person_without_the_permission_does_nothing(shop):
    [link] = shop.sell()
    nobody = a_member_of_staff("manage_plugins")

    page = look("orders", token_of(nobody), action="recheck", order=order_of(link))

    assert page.status_code == 403
    assert jobs() == []


def test_left_out_purchase_is_imported_all_the_same(shop, staff):
    form_id = NO_FORM.format(7)
    a_link(shop.seller, form_id, state=OrderLink.State.SKIPPED, error_code="bought_before_import")
    piece = press(staff, "")
    [button] = all_of(piece, "button", value="import_one")
    assert text_of(button) == f"Import all the same: {form_id}"
    [form] = [form for form in piece.iter("form") if button in list(form.iter())]

    press(staff, "import_one", **chosen_in(form))

    assert jobs() == [(Job.Kind.IMPORT, [form_id])]


def test_import_is_followed_until_it_is_done_and_the_list_shows_it(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)

    piece = told(staff, "import", seller=seller_of(selling.account))
    [done] = all_of(again(staff, piece), "div", class_="job")
    view = view_of(staff, piece)

    assert done.get("data-done") is not None
    assert done.get("data-again") is None
    [job] = all_of(view, "div", class_="job")
    assert text_of(job).startswith("Importing from Allegro (")
    assert "new orders: 1" in text_of(job)
    assert job.get("data-again") is None
    assert texts_of(view.find(".//tbody"), "code") == [form_id]
    [hide] = [a for a in job.iter("a") if text_of(a).startswith("Hide")]
    assert hide.get("href") == "orders"


def test_progress_is_spoken_when_its_state_is_another(shop, staff):
    [link] = shop.sell()
    piece = press(staff, "recheck", order=order_of(link))

    same = again(staff, piece)
    Job.objects.update(state=Job.State.RUNNING, started_at=NOW, looked_at=1, to_look_at=4)
    other = again(staff, piece)

    assert all_of(same, "p", data_said="") == []
    assert len(all_of(other, "p", data_said="")) == 1
    [progress] = all_of(other, "progress")
    assert (progress.get("value"), progress.get("max")) == ("1", "4")
    assert progress.get("aria-label") == "Progress: Comparing an order with Allegro"


def test_job_is_never_over_above_a_list_from_before_it_was(shop, staff):
    """A worker may be done with it while the page is drawn up."""
    press(staff, "retry", form=a_failure(shop.seller, 1).form_id)
    job = Job.objects.get()
    read = []

    def end_after_the_list(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("SELECT") and OrderLink._meta.db_table in sql and not read:
            read.append(sql)
            Job.objects.update(state=Job.State.DONE)
        return result

    with connection.execute_wrapper(end_after_the_list):
        view = press(staff, "", job=Node.to_global_id("AllegroJob", job.pk))

    assert Job.objects.get().state == Job.State.DONE
    [shown] = all_of(view, "div", class_="job")
    assert shown.get("data-again")


def test_job_that_nobody_does_says_that_no_worker_runs(shop, staff):
    [link] = shop.sell()
    piece = press(staff, "recheck", order=order_of(link))
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=2))

    [job] = all_of(again(staff, piece), "div", class_="job")

    assert "no worker seems to be running" in text_of(job)
    assert job.get("data-again") is not None


def test_several_jobs_are_followed_side_by_side_the_newest_first(shop, staff):
    [link] = shop.sell()
    first = press(staff, "recheck", order=order_of(link))
    [job] = chosen_jobs(first)

    second = press(staff, "retry", form=link.form_id, job=job, failed="true")

    jobs = all_of(second, "div", class_="job")
    assert [texts_of(job, "strong") for job in jobs] == [
        ["Trying again what failed"],
        ["Comparing an order with Allegro"],
    ]
    assert second.find("main").get("data-route").startswith("orders?failed=true&job=")
    assert len(chosen_jobs(second)) == 2


def test_job_that_is_forgotten_is_said_to_be_over(shop, staff):
    gone = Node.to_global_id("AllegroJob", 4711)

    view = press(staff, "", job=gone)
    [piece] = all_of(press(staff, "", "orders/job", id=gone), "div", class_="job")

    assert "nothing is kept of it" in text_of(all_of(view, "div", class_="job")[0])
    assert piece.get("data-done") is not None


def test_job_that_connects_a_seller_is_not_shown_here(shop, staff):
    job = Job.objects.create(
        kind=Job.Kind.CONNECT_DEVICE, channel_slug="allegro-pl", created_at=NOW, expires_at=NOW
    )

    view = press(staff, "", job=Node.to_global_id("AllegroJob", job.pk))

    assert "nothing is kept of it" in text_of(all_of(view, "div", class_="job")[0])


def test_dry_run_shows_each_purchase_and_what_would_become_of_it(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    selling.simulator.sell(Kind.CANCELLED)

    piece = told(staff, "preview", seller=seller_of(selling.account), since="")
    [job] = all_of(view_of(staff, piece), "div", class_="job")
    [link] = all_of(job, "a", class_="main")
    drafts = follow(staff, link.get("href"))

    assert texts_of(drafts, "h1") == ["What would be imported"]
    [order, *others] = [texts_of(row, "td") for row in all_of(drafts.find(".//tbody"), "tr")]
    assert order[0] == form_id
    assert order[1].startswith("New order")
    assert "New order: 1" in texts_of(drafts, "span", class_="mark")
    assert len(others) == 1
    assert OrderLink.objects.filter(state=OrderLink.State.IMPORTED).count() == 0


@pytest.mark.parametrize("preview", ["", "nonsense", Node.to_global_id("AllegroJob", 4711)])
def test_dry_run_that_is_gone_says_so(shop, staff, preview):
    piece = press(staff, "", "orders/drafts", preview=preview)

    assert "This dry run is not there any more; ask for it again." in texts_of(piece, "p")


def chosen_jobs(piece):
    query = piece.find("main").get("data-route").partition("?")[2]
    return [value for name, value in parse_qsl(query) if name == "job"]
