"""The Connections view: who is connected, how it goes, and what can be done."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.core.cache import cache
from graphene import Node

from saleor_allegro.config import Text
from saleor_allegro.connect_news import note_failure
from saleor_allegro.models import Account, AccountChannel, Job, Run
from tests.ledger.rows import LATER, NOW, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.merchant_shop import nothing_written
from tests.saleor.viewers import a_member_of_staff


@pytest.fixture
def shop(world):
    cache.clear()
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders", "manage_plugins")


def said(staff, path="connections", **fields):
    page = look(path, token_of(staff), **fields)
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_seller_their_channel_and_their_runs(shop, staff):
    page = said(staff)

    for words in (
        f"<strong>{shop.channel.name}</strong>",
        '<span class="quiet">PLN</span>',
        "Orders are imported",
        "Allegro's journal",
        "Disconnect seller from the channel",
        "Orders of this seller",
    ):
        assert words in page


def test_last_day_is_drawn_and_told(shop, staff, time_machine):
    time_machine.move_to(LATER, tick=False)
    Run.objects.all().delete()
    for hours, calls, outcome in ((0, 10, "finished"), (1, 5, "stopped"), (30, 99, "finished")):
        Run.objects.create(
            account=shop.seller,
            kind=Run.Kind.IMPORT,
            outcome=outcome,
            started_at=LATER - timedelta(hours=hours),
            calls=calls,
            error_message="Allegro rests." if outcome == "stopped" else "",
        )

    page = said(staff)

    assert "15 in 24 hours; failed purchases and orders: 0, stopped runs: 1." in page
    bars = re.findall(r'<rect[^>]* x="(\d+)" y="(\d+)" width="8" height="(\d+)"', page)
    # The hour that stopped has a mark below the line as well.
    assert bars == [("220", "24", "24"), ("220", "52", "4"), ("230", "0", "48")]
    assert page.count('class="bad"') == 2
    assert "Allegro rests." in page


def begun(staff, shop):
    """What the page that waits asks for again and again."""
    page = said(staff, action="connect", channel=shop.channel.slug)
    [waiting] = re.findall(r'data-again="(connections/waiting\?[^"]+)"', page)
    return asked_by(waiting)


def asked_by(address):
    return {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}


def ended(staff, **waiting):
    """The fields of the address that says how the waiting ended."""
    piece = said(staff, "connections/waiting", **waiting)
    [address] = re.findall(r'data-done="(connections\?[^"]+)"', piece)
    return asked_by(address)


def test_connecting_opens_allegro_in_a_tab_of_its_own(shop, staff):
    page = said(staff, action="connect", channel=shop.channel.slug)

    [link] = re.findall(r'href="(https://example.com/plugins/saleor_allegro/connect\?[^"]+)"', page)
    assert "ticket=" in link
    assert "data-outside data-open-now" in page
    assert f"Connecting: {shop.channel.name}" in page
    assert "Stop waiting" in page
    assert Account.objects.get() == shop.seller


def test_it_waits_for_another_consent_whatever_else_becomes_of_the_seller(shop, staff):
    waiting = begun(staff, shop)
    assert waiting["channel"] == shop.channel.slug

    assert "data-again" in said(staff, "connections/waiting", **waiting)
    Account.objects.update(token_expires_at=LATER + timedelta(days=1))
    assert "data-again" in said(staff, "connections/waiting", **waiting)

    AccountChannel.objects.update(connected_at=LATER + timedelta(days=1))
    end = ended(staff, **waiting)

    assert end == {"connected": shop.channel.slug}
    assert f"Connected: the orders of seller come to the channel {shop.channel.name}" in said(
        staff, **end
    )


def test_it_waits_for_the_first_seller_of_a_channel(shop, staff):
    AccountChannel.objects.all().delete()
    waiting = begun(staff, shop)
    assert "data-again" in said(staff, "connections/waiting", **waiting)

    AccountChannel.objects.create(
        account=shop.seller, channel_slug=shop.channel.slug, connected_at=LATER
    )

    assert ended(staff, **waiting) == {"connected": shop.channel.slug}


def test_who_is_connected_and_still_imports_nothing_is_told_what_to_do(shop, staff):
    shop.form.save_well(create_orders=False)

    page = said(staff, connected=shop.channel.slug)

    assert "Connected as seller. Switch on “Create orders from Allegro” in the settings." in page


def test_refusal_at_allegro_is_said_in_the_language_of_the_dashboard(shop, staff):
    waiting = begun(staff, shop)
    refused = Text("Consent was refused.", "Nie udzielono zgody.")
    note_failure(shop.channel.slug, refused, datetime.now(UTC))

    end = ended(staff, **waiting)

    assert (end["failed"], end["since"]) == (shop.channel.slug, waiting["since"])
    assert '<div class="notice bad" data-said>Consent was refused.</div>' in said(staff, **end)
    assert "Nie udzielono zgody." in said(staff, **end, language="pl")
    assert "Nie udzielono zgody." not in said(staff, language="pl")
    another = begun(staff, shop)
    assert "data-again" in said(staff, "connections/waiting", **another)


def test_waiting_comes_to_an_end(shop, staff, time_machine):
    waiting = begun(staff, shop)
    assert ended(staff, **waiting | {"since": "2020-01-01T00:00:00"}) == {"late": "allegro-pl"}
    since = datetime.now(UTC) - timedelta(minutes=16)

    end = ended(staff, **waiting | {"since": since.isoformat()})

    assert end == {"late": shop.channel.slug}
    assert "Nothing came back from Allegro." in said(staff, **end)


def test_waiting_for_a_channel_that_is_gone_comes_to_an_end(shop, staff):
    waiting = begun(staff, shop)

    assert ended(staff, **waiting | {"channel": "gone"}) == {"late": "gone"}


def test_connecting_by_code(shop, staff):
    page = said(staff, action="connect_by_code", channel=shop.channel.slug)

    [job] = Job.objects.all()
    assert job.kind == Job.Kind.CONNECT_DEVICE
    assert "Asking Allegro for a code" in page
    Job.objects.update(
        state=Job.State.RUNNING,
        result={"user_code": "ABC-DEF", "verification_url": "https://allegro.pl/skojarz-aplikacje"},
    )
    given = Node.to_global_id("AllegroJob", job.pk)
    shown = said(staff, "connections/code", job=given)
    assert "ABC-DEF" in shown
    assert 'href="https://allegro.pl/skojarz-aplikacje"' in shown
    # What is asked for again holds no link: whoever is at it would lose it.
    [again] = re.findall(r'data-again="(connections/code\?[^"]+)"', shown)
    known = said(staff, "connections/code", **asked_by(again))
    assert "Waiting for Allegro" in known
    assert "ABC-DEF" not in known
    Job.objects.update(state=Job.State.FAILED, error_code="x", error_message="The code is old.")
    assert "The code is old." in said(staff, "connections/code", **asked_by(again))
    Job.objects.update(state=Job.State.DONE)
    done = said(staff, "connections/code", **asked_by(again))
    assert f'data-done="connections?connected={shop.channel.slug}"' in done


def test_disconnecting(shop, staff):
    page = said(staff, action="disconnect", channel=shop.channel.slug)

    assert "Disconnected from the channel" in page
    assert not AccountChannel.objects.exists()


def test_what_is_refused_is_said(shop, staff):
    page = said(staff, action="disconnect", channel="elsewhere")

    assert "Nothing was changed: " in page
    assert AccountChannel.objects.exists()


def test_staff_who_may_not_connect_see_how_it_is(shop):
    staff = a_member_of_staff("manage_orders", email="orders@shop.test")

    page = said(staff)

    assert "Orders of this seller" in page
    assert "<button" not in page
    assert page.count("ask somebody who may manage plugins") == 1
    assert look("connections/waiting", token_of(staff)).status_code == 403
    assert look("connections/code", token_of(staff)).status_code == 403
    refused = said(staff, action="disconnect", channel=shop.channel.slug)
    assert "refused" in refused
    assert AccountChannel.objects.exists()


def test_it_asks_the_same_of_the_database_however_many_there_are(
    shop, staff, world, count_statements
):
    token = token_of(staff)
    look("connections", token)
    with count_statements() as one:
        look("connections", token)
    for number in range(20):
        world.make_channel(slug=f"more-{number}")
        an_account(seller_id=f"{number}", channel=f"more-{number}")

    with count_statements() as many:
        look("connections", token)

    # Saleor itself reads its plugins once for each channel before it asks any.
    of_saleor = Counter(many) - Counter(one)
    assert (
        of_saleor.pop(next(sql for sql in of_saleor if "plugins_pluginconfiguration" in sql)) == 20
    )
    assert len(many) == len(one) + 20
    assert len(one) < 40


def test_it_counts_what_waits_and_not_every_purchase_there_ever_was(shop, staff, count_statements):
    with count_statements() as statements:
        look("connections", token_of(staff))

    of_purchases = [sql for sql in statements if 'FROM "saleor_allegro_orderlink"' in sql]
    assert len(of_purchases) == 1
    assert "failed" in of_purchases[0].partition(" WHERE ")[2]


def test_what_waits_for_somebody_leads_to_the_orders_meant(shop, staff):
    shop.sell(1, failed_since=NOW)
    account = quote(Node.to_global_id("AllegroAccount", shop.seller.pk))

    page = said(staff)

    for question, text in (
        ("failed", "1 not followed"),
        ("nottold", "1 not told to Allegro"),
        ("flagged", "1 with flags"),
    ):
        link = f'<a class="mark warn" href="orders?{question}=true&account={account}" data-view>'
        assert f"{link}{text}</a>" in page


def test_who_may_not_see_orders_is_not_led_to_them(shop):
    shop.sell(1)
    staff = a_member_of_staff("manage_plugins", email="plugins@shop.test")

    page = said(staff)

    assert '<span class="mark warn">1 with flags</span>' in page
    assert "orders?" not in page


def test_seller_who_has_to_connect_again_comes_first_and_loud(shop, staff):
    an_account(seller_id="45", login="other", channel="another")
    Account.objects.filter(pk=shop.seller.pk).update(connection=Account.Connection.RECONNECT_NEEDED)

    page = said(staff, language="pl")

    alarm = page.index("Allegro nie uznaje już zgody sprzedawcy seller.")
    assert alarm < page.index("<h2>Kanały</h2>")
    assert page.count('<div class="notice bad" role="alert"><p>') == 1
    assert page.index(">seller <") < page.index(">other <")


def test_pause_is_shown_while_it_lasts(shop, staff, time_machine):
    time_machine.move_to(NOW, tick=False)
    Account.objects.update(paused_until=LATER)
    assert "Allegro poprosiło o przerwę" in said(staff, language="pl")

    time_machine.move_to(LATER, tick=False)

    assert "Allegro poprosiło o przerwę" not in said(staff, language="pl")


@pytest.mark.parametrize("action", ["connect", "connect_by_code", "disconnect"])
def test_staff_of_another_channel_connect_and_disconnect_nobody_here(shop, action):
    elsewhere = shop.world.make_channel("elsewhere")
    person = a_member_of_staff("manage_plugins", channels=[elsewhere])
    token = token_of(person)

    with nothing_written():
        page = look("connections", token, channel=shop.channel.slug, action=action)

    body = page.content.decode()
    assert "The shop refused this:" in body
    assert "ticket=" not in body
