"""The Orders view of the dashboard: what it lists, by which filters, and for whom."""

from datetime import timedelta
from decimal import Decimal

import pytest
from graphene import Node

from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flags import FlagKind
from tests.dashboard.pieces import all_of, chosen_in, piece_of, text_of, texts_of
from tests.ledger.rows import LATER, NOW, a_link, an_account
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

WELL = {"error_code": "", "error_message": "", "attempts": 0, "failed_since": None}


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def shown(staff, address="", **fields):
    """The view at an address such as "failed=true"."""
    given = dict(part.split("=", 1) for part in address.split("&") if part)
    page = look("orders", token_of(staff), **given, **fields)
    assert page.status_code == 200
    return piece_of(page.content.decode())


def forms_of(piece):
    return [text_of(code) for table in piece.iter("table") for code in table.iter("code")]


def notices_of(piece):
    """Not the one that the script shows where the shop does not answer."""
    notices = all_of(piece, "div", class_="notice")
    return [text_of(notice) for notice in notices if notice.get("role") is None]


def a_failure(shop, form_id, **fields):
    return a_link(
        shop.seller,
        form_id,
        **{
            "state": OrderLink.State.FAILED,
            "error_code": "no_channel",
            "error_message": "No channel takes it.",
            "attempts": 3,
            "failed_since": NOW,
            "next_try_at": LATER,
        }
        | fields,
    )


def test_row_says_all_there_is_of_an_order(shop, staff):
    [link] = shop.sell(bought_at=NOW)
    order = Node.to_global_id("Order", link.order_id)

    piece = shown(staff)

    [row] = all_of(piece.find(".//tbody"), "tr")
    cells = {cell.get("data-label"): text_of(cell) for cell in row.iter("td")}
    total = f"{link.total_to_pay:.2f}\u00a0PLN"
    assert cells["Purchase"] == f"{link.form_id} on Allegro, opens a new tab"
    assert cells["Order"] == f"#{link.order_number}{shop.channel.name}"
    assert cells["Buyer"] == "kupujacy_17Bought 2026-11-23 12:00 UTC"
    assert cells["Total"] == text_of(piece_of(total))
    assert cells["Payment"] == f"Part paid10.00 PLN of {link.total_to_pay:.2f} PLN"
    assert cells["Status on Allegro"] == "Newready for processing"
    [flag, failure, not_told] = all_of(row, "details")
    assert text_of(flag).startswith("OversoldOversold: 2 sold on Allegro, 1 found in stock.")
    assert text_of(failure).startswith("FailedThe order has changed since. Attempts: 2")
    assert text_of(not_told) == "Not told to AllegroNo answer."
    assert texts_of(row, "button") == [
        f"Try again: #{link.order_number}",
        f"Recheck: #{link.order_number}",
        f"Tell Allegro again: #{link.order_number}",
    ]
    assert [a.get("data-dashboard") for a in row.iter("a")] == [None, f"/orders/{order}"]
    [outside] = all_of(row, "a", data_outside="")
    assert link.form_id in outside.get("href")
    assert (outside.get("target"), outside.get("rel")) == ("_blank", "noopener")


def test_order_with_which_all_is_well_can_only_be_rechecked(shop, staff):
    [link] = shop.sell(**WELL)
    OrderPush.objects.update(error_code="", error_message="", failed_since=None)
    OrderFlag.objects.all().delete()

    piece = shown(staff)

    [row] = all_of(piece.find(".//tbody"), "tr")
    assert texts_of(row, "button") == [f"Recheck: #{link.order_number}"]
    assert all_of(row, "details") == []
    assert all_of(piece, "section", class_="failing") == []


def test_view_is_in_the_dashboards_language(shop, staff):
    shop.sell()

    piece = shown(staff, language="pl-PL")

    assert texts_of(piece, "h1") == ["Zamówienia z Allegro"]
    assert texts_of(piece, "h2") == ["Nieudane: 1", "Zakupy"]
    assert texts_of(piece.find(".//tbody"), "summary") == [
        "Brak na stanie",
        "Błąd",
        "Nie przekazano do Allegro",
    ]


def test_words_from_allegro_are_words_alone(shop, staff):
    a_failure(shop, "<b>form</b>", error_message="<img src=x onerror=alert(1)>")
    shop.sell(marketplace="</select>")

    piece = shown(staff, 'search=<script>"')

    assert all_of(piece, "script") == []
    assert all_of(piece, "b") == []
    assert chosen_in(piece)["search"] == '<script>"'
    assert all_of(shown(staff), "img", src="x") == []


FILTERS = {
    "paid=true": {"paid"},
    "paid=false": {"open", "cod", "other channel", "failed"},
    "cod=true": {"cod"},
    "cod=false": {"paid", "open", "other channel", "failed"},
    "marketplace=allegro-cz": {"other channel"},
    "channel=allegro-cz": {"other channel"},
    "flag=REVIVED": {"open"},
    "flagged=true": {"open"},
    "flagged=false": {"paid", "cod", "other channel", "failed"},
    "failed=true": {"failed"},
    "failed=false": {"paid", "open", "cod", "other channel"},
    "from=2026-11-24": {"cod"},
    "until=2026-11-22": {"other channel"},
    "from=2026-11-23&until=2026-11-23": {"paid", "open", "failed"},
    "paid=false&cod=false": {"open", "other channel", "failed"},
}


@pytest.fixture
def purchases(shop, world):
    """Name -> its form id; each has something that the others have not."""
    world.make_channel("allegro-cz")
    cheap = {"paid": Decimal(0), **WELL}
    day = timedelta(days=1)
    fields = {
        "paid": {**WELL, "paid": Decimal("1000000.00"), "bought_at": NOW},
        "open": {**cheap, "bought_at": NOW},
        "cod": {**cheap, "is_cash_on_delivery": True, "bought_at": NOW + day},
        "other channel": {
            **cheap,
            "channel_slug": "allegro-cz",
            "marketplace": "allegro-cz",
            "bought_at": NOW - day,
        },
        "failed": {"paid": Decimal(0), "bought_at": NOW},
    }
    links = {name: shop.sell(1, **each)[0] for name, each in fields.items()}
    OrderFlag.objects.all().delete()
    flag = OrderFlag(link=links["open"], kind=FlagKind.REVIVED, details={}, raised_at=NOW)
    flag.save()
    return {name: link.form_id for name, link in links.items()}


@pytest.mark.parametrize("address", FILTERS)
def test_each_filter_has_an_address_that_shows_what_fits(purchases, staff, address):
    piece = shown(staff, address)

    assert set(forms_of(piece)) == {purchases[name] for name in FILTERS[address]}
    assert f"Found: {len(FILTERS[address])}" in texts_of(piece, "p")
    assert piece.find("main").get("data-route") == f"orders?{address}"
    [form] = all_of(piece, "form", role="search")
    assert chosen_in(form) == dict(part.split("=") for part in address.split("&"))
    [clear] = [a for a in form.iter("a") if text_of(a) == "Clear filters"]
    assert clear.get("href") == "orders"


def test_orders_of_one_seller_are_found_by_an_address(shop, staff):
    [sold] = shop.sell()
    other = an_account(seller_id="45", login="other", channel="elsewhere")
    a_link(other, "of-the-other", state=OrderLink.State.WAITING)
    account = Node.to_global_id("AllegroAccount", shop.seller.pk)

    piece = shown(staff, f"account={account}")

    assert forms_of(piece) == [sold.form_id]
    [field] = all_of(piece, "select", id="account")
    assert texts_of(field, "option") == ["All", "seller", "other"]


def test_orders_are_found_by_what_is_typed(shop, staff):
    first, second = shop.sell(2)

    assert forms_of(shown(staff, f"search={first.form_id}")) == [first.form_id]
    assert forms_of(shown(staff, f"search={second.order_number}")) == [second.form_id]


@pytest.mark.parametrize("gone", ["channel=was-deleted", "account=nonsense", "after=nonsense"])
def test_address_that_names_what_is_gone_shows_everything_and_says_so(shop, staff, gone):
    [link] = shop.sell()

    piece = shown(staff, gone)

    assert forms_of(piece) == [link.form_id]
    assert piece.find("main").get("data-route") == "orders"
    [notice] = notices_of(piece)
    assert notice.startswith("This filter does not apply any more")


def test_pages_of_fifty_lead_to_each_other_and_keep_the_filter(shop, staff):
    links = shop.sell(52, **WELL)
    newest_first = [link.form_id for link in reversed(links)]

    def page(address):
        piece = shown(staff, address)
        [nav] = all_of(piece, "nav", aria_label="Pages")
        return forms_of(piece), {text_of(a): a.get("href") for a in nav.iter("a")}

    forms, ways = page("flagged=true")
    assert forms == newest_first[:50]
    assert list(ways) == ["Next"]
    forms, ways = page(_fields_of(ways["Next"]))
    assert forms == newest_first[50:]
    assert list(ways) == ["Previous"]
    assert ways["Previous"].startswith("orders?flagged=true&before=")
    forms, ways = page(_fields_of(ways["Previous"]))
    assert forms == newest_first[:50]
    assert list(ways) == ["Next"]


def test_failed_purchases_stand_on_top_longest_failing_first(shop, staff):
    [sold] = shop.sell(failed_since=NOW - timedelta(hours=1))
    a_failure(shop, "newer")
    a_failure(shop, "older", failed_since=NOW - timedelta(days=1), next_try_at=None)

    piece = shown(staff)

    [failing] = all_of(piece, "section", class_="failing")
    assert texts_of(failing, "h2") == ["Failed: 3"]
    assert texts_of(failing, "code") == ["older", sold.form_id, "newer"]
    older, _, newer = texts_of(failing, "li")
    assert "No channel takes it. Connections" in older
    assert "Attempts: 3 · fails since 2026-11-22 12:00 UTC" in older
    assert older.endswith("not tried again by itself")
    assert newer.endswith("next try 2026-11-23 12:10 UTC")
    assert texts_of(failing, "button")[:2] == ["Try all again", "Try again: older"]


def test_settings_are_linked_for_those_who_may_change_them(shop):
    a_failure(shop, "broken")
    merchant = a_member_of_staff("manage_orders", "manage_plugins", email="merchant@shop.test")

    [failing] = all_of(shown(merchant), "section", class_="failing")

    ways = [a.get("href") for a in all_of(failing, "a", data_view="")]
    assert ways == ["settings", "connections"]


def test_only_the_longest_failing_are_on_top_and_a_link_leads_to_all(shop, staff):
    for number in range(11):
        a_failure(shop, f"form-{number:02}")

    piece = shown(staff)

    [failing] = all_of(piece, "section", class_="failing")
    assert len(all_of(failing, "li")) == 10
    [link] = [a for a in failing.iter("a") if text_of(a) == "Show all failed"]
    assert link.get("href") == "orders?failed=true"
    assert len(forms_of(shown(staff, "failed=true"))) == 11


def test_other_lists_say_how_many_fail(shop, staff):
    a_failure(shop, "broken")

    piece = shown(staff, "paid=true")

    assert all_of(piece, "section", class_="failing") == []
    [notice] = texts_of(piece, "p", class_="notice")
    assert notice == "Purchases that failed: 1. Show all failed"
    assert all_of(shown(staff, "failed=true"), "p", class_="notice") == []


def test_nothing_fits(shop, staff):
    shop.sell()

    piece = shown(staff, "search=nobody")

    assert "No purchase fits these filters." in texts_of(piece, "p")
    assert all_of(piece, "table") == []


def test_nobody_is_connected_yet(world):
    the_app()
    world.make_channel("allegro-pl")
    staff = a_member_of_staff("manage_orders")

    piece = shown(staff)

    [button] = all_of(piece, "a", class_="main")
    assert (text_of(button), button.get("href")) == ("Connect a seller", "connections")
    assert all_of(piece, "form") == []


def test_somebody_is_connected_and_nothing_was_bought_yet(shop, staff):
    piece = shown(staff)

    assert texts_of(piece, "p")[-1].startswith("No purchases yet.")
    assert "Import now" in texts_of(piece, "button")


def test_seller_who_has_to_connect_again_is_named(shop, staff):
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)

    piece = shown(staff)

    [notice] = notices_of(piece)
    assert notice.startswith("Allegro no longer accepts the connection of seller:")
    assert "Import now" not in texts_of(piece, "button")


def test_staff_see_the_channels_they_have_access_to(shop, world):
    elsewhere = world.make_channel("allegro-cz")
    shop.sell()
    [theirs] = shop.sell(channel_slug="allegro-cz")
    staff = a_member_of_staff("manage_orders", channels=[elsewhere])

    piece = shown(staff)

    assert forms_of(piece) == [theirs.form_id]
    assert "Import now" not in texts_of(piece, "button")


def test_page_costs_the_same_statements_for_one_order_and_for_fifty(shop, staff, count_statements):
    token = token_of(staff)
    counts = {}
    for more in (1, 49):
        shop.sell(more)
        with count_statements() as statements:
            page = look("orders", token)
        counts[len(forms_of(piece_of(page.content.decode())))] = len(statements)

    assert counts == {1: 31, 50: 31}, statements.most_frequent(40)


def _fields_of(address):
    """As a test gives them: the script decodes what the address encodes."""
    return address.partition("?")[2].replace("%3D", "=")


def test_sums_are_written_as_poles_do(shop, staff):
    [link] = shop.sell()

    page = look("orders", token_of(staff), language="pl").content.decode()

    amount = f"{link.total_to_pay:.2f}"
    assert amount.replace(".", ",") in page
    assert amount not in page
