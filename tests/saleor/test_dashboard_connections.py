"""The Connections view: who is connected, how it goes, and what can be done."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from graphene import Node

from saleor_allegro.models import Account, AccountChannel, Job, Run
from tests.ledger.rows import LATER, NOW, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff


@pytest.fixture
def shop(world):
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
        "<strong>Allegro PL</strong>" if shop.channel.name == "Allegro PL" else shop.channel.name,
        "Orders are imported.",
        "Last event in Allegro's journal",
        "Disconnect seller from the channel",
        "Import",
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

    assert "15 in 24 hours, 0 failed, 1 stopped runs." in page
    bars = re.findall(r'<rect class="(\w*)" x="(\d+)" y="\d+" width="8" height="(\d+)">', page)
    assert len(bars) == 24
    assert bars[-2:] == [("bad", "220", "24"), ("", "230", "48")]
    assert {height for _, _, height in bars[:-2]} == {"0"}
    assert "Allegro rests." in page


def test_connecting_opens_allegro_and_waits_for_another_consent(shop, staff):
    page = said(staff, action="connect", channel=shop.channel.slug)

    [link] = re.findall(r'href="(https://example.com/plugins/saleor_allegro/connect\?[^"]+)"', page)
    assert "ticket=" in link
    assert "data-open-now" in page
    [waiting] = re.findall(r'data-again="(connections/waiting\?[^"]+)"', page)
    fields = dict(part.split("=", 1) for part in waiting.partition("?")[2].split("&"))
    assert fields["channel"] == shop.channel.slug

    asked = {name: unquote(value) for name, value in fields.items()}
    assert "data-again" in said(staff, "connections/waiting", **asked)
    Account.objects.update(token_expires_at=LATER + timedelta(days=1))
    assert "data-done" in said(staff, "connections/waiting", **asked)
    late = asked | {"known": "", "until": "2020-01-01T00:00:00+00:00"}
    Account.objects.update(connection=Account.Connection.DISCONNECTED)
    assert "Nothing came back from Allegro." in said(staff, "connections/waiting", **late)


def test_what_was_connected_is_said(shop, staff):
    page = said(staff, connected=shop.channel.slug)

    assert "Connected: the orders of seller come to the channel" in page


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
    Job.objects.update(state=Job.State.FAILED, error_code="x", error_message="The code is old.")
    assert "The code is old." in said(staff, "connections/code", job=given)
    Job.objects.update(state=Job.State.DONE)
    assert "data-done" in said(staff, "connections/code", job=given)


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

    assert "seller" in page
    assert "<button" not in page
    assert "needs the permission to manage plugins" in page
    refused = said(staff, action="disconnect", channel=shop.channel.slug)
    assert "refused" in refused
    assert AccountChannel.objects.exists()


def test_it_asks_the_same_of_the_database_however_many_there_are(
    shop, staff, world, count_statements
):
    """Saleor itself reads its plugins once for each channel, whatever is asked of them."""
    token = token_of(staff)
    for number in range(5):
        world.make_channel(slug=f"more-{number}")
    with count_statements() as one:
        look("connections", token)
    for number in range(5):
        an_account(seller_id=f"{number}", channel=f"more-{number}")

    with count_statements() as many:
        look("connections", token)

    assert len(many) == len(one)


def test_in_polish(shop, staff):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED, paused_until=NOW)

    page = said(staff, language="pl")

    assert "Allegro nie uznaje już zgody sprzedawcy. Połącz ponownie." in page
    assert "Allegro prosi o przerwę do" in page
