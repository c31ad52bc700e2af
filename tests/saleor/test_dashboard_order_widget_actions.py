"""What can be asked for in the widget of an order, and how its progress is seen."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone
from graphene import Node
from saleor.order.models import Order, OrderEvent
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.models import Account, Job, OrderFlag, OrderLink, OrderPush
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.import_account import import_account
from tests.dashboard.pieces import all_of, text_of, texts_of
from tests.database_state import changed, database_state
from tests.ledger.rows import NOW
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.merchant_shop import nothing_written
from tests.saleor.order_widget import (
    PATH,
    flags_of,
    follow,
    framed,
    job_of,
    notices_of,
    order_id,
    widget,
)
from tests.saleor.selling import selling_shop
from tests.saleor.viewers import a_member_of_staff

RESOLVE = "resolve:OVERSOLD:line-1"
NOTE = "note:OVERSOLD:line-1"


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def link(shop):
    [link] = shop.sell()
    return link


@pytest.fixture
def staff(db):
    return a_member_of_staff("manage_orders")


@pytest.fixture
def selling(db):
    the_app()
    with selling_shop() as selling:
        yield selling


def jobs():
    return [(job.kind, job.asked["form_ids"]) for job in Job.objects.order_by("pk")]


def tables(before):
    return {name for name in changed(before, database_state()) if not name.startswith("sequence")}


@pytest.mark.parametrize(
    ("action", "kind", "title"),
    [
        ("recheck", Job.Kind.RECHECK, "Comparing an order with Allegro"),
        ("push", Job.Kind.PUSH, "Telling Allegro of an order"),
    ],
)
def test_worker_is_asked_for_this_order_alone(shop, staff, link, action, kind, title):
    shop.sell(2)
    before = database_state()

    piece = widget(staff, order_id(link), action=action)

    assert jobs() == [(kind, [link.form_id])]
    assert tables(before) == {"saleor_allegro_job"}
    job = job_of(piece)
    assert text_of(job.find("p")) == f"{title}: Waiting"
    assert job.get("data-again").startswith("?part=job&job=")
    assert notices_of(piece) == []


@pytest.mark.parametrize(
    ("change", "action", "english", "polish"),
    [
        (
            {"connection": Account.Connection.DISCONNECTED},
            "recheck",
            "The seller is not connected to Allegro now.",
            "Sprzedawca nie jest teraz połączony z Allegro.",
        ),
        (
            {"scope": "allegro:api:orders:read"},
            "push",
            "The seller did not allow this on Allegro.",
            "Sprzedawca nie zezwolił na to w Allegro.",
        ),
    ],
)
def test_what_cannot_be_asked_for_says_why(staff, link, change, action, english, polish):
    Account.objects.update(**change)

    for language, beginning in (("en", english), ("pl", polish)):
        with nothing_written():
            piece = widget(staff, order_id(link), action=action, language=language)
        assert notices_of(piece)[0].startswith(beginning)
        assert all_of(piece, "div", class_="job") == []


def test_order_of_a_channel_without_the_plugin_is_left_alone(staff, link):
    PluginConfiguration.objects.update(active=False)

    with nothing_written():
        piece = widget(staff, order_id(link), action="recheck")

    assert notices_of(piece)[0].startswith("The plugin is not active in the channel of this.")
    assert texts_of(piece, "p") == ["Not an Allegro order."]


@pytest.mark.parametrize("action", ["recheck", "push", RESOLVE])
def test_order_of_a_channel_of_others_is_left_alone(world, link, action):
    elsewhere = world.make_channel("elsewhere")
    other = a_member_of_staff("manage_orders", email="other@shop.test", channels=[elsewhere])
    token = token_of(other)

    with nothing_written():
        page = look(PATH, token, orderId=order_id(link), action=action)

    assert "The shop refused this:" in page.content.decode()


def test_order_of_a_channel_of_others_is_not_shown(world, link):
    elsewhere = world.make_channel("elsewhere")
    other = a_member_of_staff("manage_orders", email="other@shop.test", channels=[elsewhere])

    page = look(PATH, token_of(other), orderId=order_id(link)).content.decode()

    assert "Not an Allegro order." in page
    for word in (link.form_id, "kupujacy_17", "POZ08A", "1234563218"):
        assert word not in page


@pytest.mark.parametrize("action", ["recheck", "push", RESOLVE])
def test_person_who_may_not_manage_orders_does_nothing(link, action):
    nobody = a_member_of_staff("manage_plugins", email="nobody@shop.test")
    token = token_of(nobody)

    with nothing_written():
        page = look(PATH, token, orderId=order_id(link), action=action)

    assert page.status_code == 403


@pytest.mark.parametrize(
    "action", ["", "nonsense", "resolve", "resolve:nonsense", "resolve:oversold:line-1"]
)
def test_button_that_there_is_not_does_nothing(staff, link, action):
    with nothing_written():
        piece = widget(staff, order_id(link), action=action)

    assert notices_of(piece) == []
    assert len(flags_of(piece)) == 1


def test_one_flag_is_resolved_with_a_note_and_no_other(staff, link):
    OrderFlag.objects.create(link=link, kind="oversold", subject="line-2", raised_at=NOW)
    before = database_state()

    piece = widget(staff, order_id(link), **{"action": RESOLVE, NOTE: " two\r\nmore came "})

    [resolved] = OrderFlag.objects.exclude(resolved_at=None)
    assert (resolved.subject, resolved.note) == ("line-1", "two\nmore came")
    assert notices_of(piece) == ["Resolved: Oversold. The order's history says so as well."]
    assert len(flags_of(piece)) == 1
    [folded] = all_of(piece, "details", id="resolved")
    assert texts_of(folded, "q") == ["two more came"]
    assert tables(before) == {"saleor_allegro_orderflag", "order_order", "order_orderevent"}
    history = OrderEvent.objects.filter(order_id=link.order_id).order_by("pk").last()
    assert history.parameters["message"].endswith("Note: “two\nmore came”")
    assert "staff@shop.test" in history.parameters["message"]


def test_flag_is_resolved_in_polish_without_a_note(staff, link):
    piece = widget(staff, order_id(link), action=RESOLVE, language="pl")

    assert notices_of(piece) == ["Rozwiązane: Brak na stanie. Jest to też w historii zamówienia."]
    assert OrderFlag.objects.get().note == ""


def test_flag_without_a_subject_is_resolved(staff, link):
    OrderFlag.objects.create(link=link, kind="form_gone", raised_at=NOW)

    piece = widget(staff, order_id(link), action="resolve:FORM_GONE:")

    assert OrderFlag.objects.get(resolved_at=None).kind == "oversold"
    assert len(flags_of(piece)) == 1


def test_flag_that_is_resolved_already_is_not_resolved_twice(staff, link):
    OrderFlag.objects.update(resolved_at=NOW, note="first")

    with nothing_written():
        piece = widget(staff, order_id(link), **{"action": RESOLVE, NOTE: "second"})

    assert notices_of(piece) == ["This is resolved or over already; what is left is shown below."]


def test_note_may_have_a_thousand_characters(staff, link):
    note = "ż\n" * 499 + "ąę"

    widget(staff, order_id(link), **{"action": RESOLVE, NOTE: note.replace("\n", "\r\n")})

    assert OrderFlag.objects.get().note == note


@pytest.mark.parametrize("note", ["ż" * 1001, "nul\0"])
def test_note_that_cannot_be_kept_stays_to_be_mended(staff, link, note):
    with nothing_written():
        piece = widget(staff, order_id(link), **{"action": RESOLVE, NOTE: note})

    said = "The note can have 1000 characters at most. Nothing was changed."
    assert notices_of(piece) == [said]
    [field] = all_of(piece, "textarea")
    assert field.get("aria-invalid") == "true"
    assert text_of(field) == note
    [details] = [each for each in piece.iter("details") if field in list(each.iter())]
    assert details.get("open") is not None


def test_note_that_is_being_typed_outlives_another_action(staff, link):
    piece = widget(staff, order_id(link), **{"action": "recheck", NOTE: "half a"})

    assert texts_of(piece, "textarea") == ["half a"]


def test_without_script_the_page_itself_asks_how_far_it_is(staff, link):
    page = framed(staff, order_id(link), action="recheck").content.decode()

    job_id = Node.to_global_id("AllegroJob", Job.objects.get().pk)
    assert f'<button form="asked" name="job" value="{job_id}">Refresh</button>' in page
    Job.objects.update(state=Job.State.DONE, finished_at=NOW)

    page = framed(staff, order_id(link), job=job_id, language="pl").content.decode()

    assert "Zamówienie jest takie, jak w Allegro." in page
    assert f'value="{job_id}"' not in page
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "english", "polish"),
    [
        (
            {"state": Job.State.DONE},
            "Done. The order is as Allegro has it.",
            "Gotowe. Zamówienie jest takie, jak w Allegro.",
        ),
        (
            {"state": Job.State.FAILED, "error_code": "bug", "error_message": "It broke."},
            "Not done. It broke.",
            "Nie udało się. It broke.",
        ),
        (
            {"state": Job.State.DONE, "failed": 1},
            "Done, with failures. It failed; the reason is below.",
            "Gotowe, z błędami. Nie udało się; powód jest poniżej.",
        ),
    ],
)
def test_end_of_a_recheck_is_told_in_words(staff, link, fields, english, polish):
    piece = widget(staff, order_id(link), action="recheck")
    again = job_of(piece).get("data-again")
    Job.objects.update(finished_at=NOW, **fields)

    done = job_of(follow(staff, order_id(link), again))

    assert (done.get("data-again"), text_of(done.find("p")).endswith(english)) == (None, True)
    view = follow(staff, order_id(link), done.get("data-done") + "&language=pl")
    assert text_of(job_of(view).find("p")).endswith(polish)
    assert len(all_of(view, "dl")) == 1


def test_progress_is_one_small_piece_that_is_spoken_when_it_is_news(staff, link):
    again = job_of(widget(staff, order_id(link), action="recheck")).get("data-again")

    same = follow(staff, order_id(link), again)
    Job.objects.update(state=Job.State.RUNNING, started_at=NOW)
    other = follow(staff, order_id(link), again)

    assert [len(list(piece)) for piece in (same, other)] == [1, 1]
    assert all_of(same, "p", data_said="") == []
    assert texts_of(other, "p", data_said="") == ["Comparing an order with Allegro: Running"]
    assert job_of(other).get("data-again").endswith("&was=RUNNING")


def test_job_that_nobody_begins_says_that_no_worker_runs(staff, link):
    again = job_of(widget(staff, order_id(link), action="recheck")).get("data-again")
    Job.objects.update(created_at=timezone.now() - timedelta(minutes=2))

    job = job_of(follow(staff, order_id(link), again))

    assert "no worker seems to be running" in text_of(job)
    assert job.get("data-again") is not None


def test_job_that_is_forgotten_ends_its_progress(staff, link):
    again = job_of(widget(staff, order_id(link), action="recheck")).get("data-again")
    Job.objects.all().delete()

    job = job_of(follow(staff, order_id(link), again))

    assert (job.get("data-again"), job.get("data-done")) == (None, "")
    assert "nothing is kept of it" in text_of(job)


def test_job_of_a_channel_of_others_is_not_shown(world, staff, link):
    again = job_of(widget(staff, order_id(link), action="recheck")).get("data-again")
    Job.objects.update(error_message="of others")
    elsewhere = world.make_channel("elsewhere")
    other = a_member_of_staff("manage_orders", email="other@shop.test", channels=[elsewhere])

    assert "nothing is kept of it" in text_of(follow(other, order_id(link), again))


def test_recheck_says_what_has_changed(selling, staff):
    link = import_one(selling)
    selling.simulator.change_address(link.form_id, street="Sztormowa 7", city="Gdańsk")

    done = recheck(staff, link)
    view = follow(staff, order_id(link), done.get("data-done"))

    job = job_of(view)
    assert text_of(job.find("p")).endswith("Done. The order was brought up to date.")
    [change] = texts_of(job, "li")
    assert "Sztormowa 7" in change
    assert not change.startswith("Allegro:")
    assert Order.objects.get().shipping_address.city == "Gdańsk"


def test_recheck_says_that_nothing_has_changed(selling, staff):
    link = import_one(selling)

    done = recheck(staff, link)

    assert text_of(done.find("p")).endswith("Done. The order is as Allegro has it.")


def test_allegro_is_told_again_what_it_refused(selling, staff):
    link = import_one(selling)
    OrderPush.objects.update_or_create(
        link=link, defaults={"error_code": "unreachable", "error_message": "No answer."}
    )
    piece = widget(staff, order_id(link))
    assert texts_of(piece, "button") == ["Recheck now", "Tell Allegro again"]

    with TestCase.captureOnCommitCallbacks(execute=True):
        piece = widget(staff, order_id(link), action="push")
    done = job_of(follow(staff, order_id(link), job_of(piece).get("data-again")))

    assert "Done." in text_of(done)
    view = follow(staff, order_id(link), done.get("data-done"))
    assert texts_of(view, "button") == ["Recheck now"]


def import_one(selling):
    selling.simulator.sell(Kind.PAID_ONLINE)
    import_account(selling.account.pk)
    return OrderLink.objects.get(state=OrderLink.State.IMPORTED)


def recheck(staff, link):
    """The element that says how far it is, once a worker has done it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        piece = widget(staff, order_id(link), action="recheck")
    return job_of(follow(staff, order_id(link), job_of(piece).get("data-again")))
