"""What the widget shows of an order, to whom, and at what cost."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from graphene import Node
from saleor.order.models import Order
from saleor.plugins.models import PluginConfiguration

from saleor_allegro.models import Account, OrderFlag, OrderLink, OrderPush
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind
from tests.dashboard.pieces import all_of, piece_of, text_of, texts_of
from tests.ledger.rows import NOW
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import look, the_app, token_of
from tests.saleor.drafts import order
from tests.saleor.following import write_one
from tests.saleor.order_widget import (
    PATH,
    facts_of,
    flags_of,
    framed,
    marks_of,
    order_id,
    shown_of,
    widget,
)
from tests.saleor.viewers import a_member_of_staff

QUIET = {"en": "Not an Allegro order.", "pl": "To nie jest zamówienie z Allegro."}
TOTAL = Decimal("29.98")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
#: Statements; most of them read the plugins and the person.
MOST = 22
#: Of the seller, the flags, what Allegro was told, the invoice's company, the viewer's channels.
OURS = 6


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders")


def sell(shop, *, flagged=False, told=False, failing=False, **fields):
    """An order with nothing to look at, unless it is asked for."""
    given = {} if failing else {"error_code": "", "error_message": "", "failed_since": None}
    [link] = shop.sell(**given | fields)
    if not flagged:
        OrderFlag.objects.filter(link=link).delete()
    if not told:
        OrderPush.objects.filter(link=link).delete()
    return link


def change_metadata(link, **values):
    """Metadata and private metadata of the order, whichever has the key; `None` takes it away."""
    found = Order.objects.get(pk=link.order_id)
    for key, value in values.items():
        for metadata in (found.metadata, found.private_metadata):
            if f"allegro.{key}" in metadata:
                metadata[f"allegro.{key}"] = value or ""
    found.save(update_fields=["metadata", "private_metadata"])


def test_order_says_where_it_was_bought_and_by_whom(shop, staff):
    link = sell(shop)

    piece = widget(staff, order_id(link))

    assert texts_of(piece, "h1") == ["Sold on Allegro allegro.pl · Buyer kupujacy_17"]
    assert facts_of(piece)["Allegro id"] == link.form_id
    assert facts_of(piece)["Seller"] == "seller"
    assert facts_of(piece)["Purchase"] == "ready for processing"
    assert facts_of(piece)["Last compared"] == "2026-11-23 12:10 UTC"
    [icon] = all_of(piece, "img")
    assert (icon.get("alt"), icon.get("src").endswith("/icon.svg")) == ("", True)
    [page] = all_of(piece, "a")
    assert page.get("href").endswith(f"/orders/{link.form_id}")
    assert page.get("rel") == "noopener"


def test_order_speaks_polish(shop, staff):
    piece = widget(staff, order_id(sell(shop)), language="pl-PL")

    assert texts_of(piece, "h1") == ["Sprzedane w Allegro allegro.pl · Kupujący kupujacy_17"]
    assert list(facts_of(piece)) == [
        "Zakup",
        "Dostawa",
        "Punkt odbioru",
        "Faktura",
        "Przekazano do Allegro",
        "Ostatnio sprawdzone",
        "Sprzedawca",
        "Identyfikator Allegro",
    ]
    assert texts_of(piece, "button") == ["Sprawdź teraz"]


@pytest.mark.parametrize(
    ("paid", "fields", "english", "polish"),
    [
        ("0", {}, "Unpaid 29.98 PLN", "Nieopłacone 29,98 PLN"),
        ("10", {}, "Part paid 10.00 PLN of 29.98 PLN", "Opłacone w części 10,00 PLN z 29,98 PLN"),
        (
            "0",
            {"is_cash_on_delivery": True},
            "Cash on delivery 29.98 PLN",
            "Przy odbiorze 29,98 PLN",
        ),
        (TOTAL, {}, "Paid 29.98 PLN", "Opłacone 29,98 PLN"),
        ("40", {}, "Overpaid 40.00 PLN of 29.98 PLN", "Nadpłata 40,00 PLN z 29,98 PLN"),
    ],
)
def test_payment_is_told_with_its_sums(shop, staff, paid, fields, english, polish):
    link = sell(shop, paid=Decimal(paid), **fields)

    rows = [
        texts_of(widget(staff, order_id(link), language=language), "p", class_="row")[0]
        for language in ("en", "pl")
    ]

    assert rows == [f"New {english}", f"Nowe {polish}"]


@pytest.mark.parametrize(
    ("hours", "left", "english", "polish"),
    [
        (49.1, "", "in 2 d 1 h", "za 2 dni 1 godz."),
        (3.34, "warn", "in 3 h 20 min", "za 3 godz. 20 min"),
        (-2.1, "bad", "2 h 6 min overdue", "2 godz. 6 min po terminie"),
    ],
)
def test_time_is_left_until_the_order_is_to_leave(shop, staff, hours, left, english, polish):
    link = sell(shop, paid=TOTAL)
    due_at = timezone.now() + timedelta(hours=hours)
    change_metadata(link, dispatch_until=due_at.isoformat())

    pieces = [widget(staff, order_id(link), language=language) for language in ("en", "pl")]

    assert [marks_of(piece)[2] for piece in pieces] == [english, polish]
    assert all_of(pieces[0], "span", class_="mark")[2].get("class") == f"mark {left}"


def test_order_that_was_sent_here_is_not_overdue(shop, staff):
    link = sell(shop, paid=TOTAL)
    change_metadata(link, dispatch_until=(timezone.now() - timedelta(hours=2)).isoformat())
    Order.objects.filter(pk=link.order_id).update(status="fulfilled")

    assert marks_of(widget(staff, order_id(link))) == ["New", "Paid", "Smart!"]


def test_order_to_a_pickup_point_with_an_invoice_for_a_company(shop, staff):
    facts = facts_of(widget(staff, order_id(sell(shop))))

    assert facts["Delivery"] == "Paczkomaty InPost Smart!"
    assert facts["Pickup point"] == "Paczkomat POZ08AStacja paliwGrunwaldzka 108, 60-166, Poznań"
    assert facts["Invoice"] == "wantedDemo Biuro Sp. z o.o.tax number (NIP) 1234563218"


def test_order_to_an_address_without_an_invoice(shop, staff):
    link = sell(shop)
    point = [f"pickup_point_{part}" for part in ("id", "name", "description", "address")]
    change_metadata(link, invoice_required="false", smart="false", **dict.fromkeys(point))

    facts = facts_of(widget(staff, order_id(link), language="pl"))

    assert facts["Dostawa"] == "Paczkomaty InPost"
    assert "Punkt odbioru" not in facts
    assert facts["Faktura"] == "niepotrzebna"


@pytest.mark.parametrize("language", ["en", "pl"])
def test_flag_of_every_kind_says_what_to_do(shop, staff, language):
    link = sell(shop)
    flags = [Flag(kind=kind, subject="", details={"number": f"«{kind}»"}) for kind in FlagKind]
    OrderFlag.objects.bulk_create(
        OrderFlag(link=link, kind=flag.kind, details=flag.details, raised_at=NOW) for flag in flags
    )

    piece = widget(staff, order_id(link), language=language)

    shown = flags_of(piece)
    assert len(shown) == len(FlagKind)
    for flag in flags:
        message = " ".join(flag_text(flag, language).split())
        assert len([text for text in shown if message in text]) == 1, message
    buttons = [button.get("value") for button in all_of(piece, "button", form="asked")]
    assert buttons == [*(f"resolve:{kind.name}:" for kind in FlagKind), "recheck", "push"]


def test_resolved_flag_is_folded_away_with_its_note(shop, staff):
    link = sell(shop, flagged=True)
    OrderFlag.objects.update(resolved_at=NOW, note="restocked")

    piece = widget(staff, order_id(link))

    assert flags_of(piece) == []
    [resolved] = all_of(piece, "details", id="resolved")
    assert resolved.get("open") is None
    assert text_of(resolved) == (
        "Resolved: 1 Oversold 2026-11-23 12:00 UTC"
        "Oversold: 2 sold on Allegro, 1 found in stock. Restock, or agree with the buyer.restocked"
    )


def test_what_fails_says_when_it_is_tried_again(shop, staff):
    link = sell(shop, failing=True, told=True)

    piece = widget(staff, order_id(link))

    assert texts_of(piece, "div", class_="bad") == [
        "Could not follow AllegroThe order has changed since.Attempts: 2 · fails since "
        "2026-11-23 12:00 UTC · next try 2026-11-23 12:10 UTC",
        "Could not tell AllegroNo answer.Attempts: 0 · fails since 2026-11-23 12:00 UTC · next "
        "try 2026-11-23 12:10 UTC",
    ]
    assert facts_of(piece)["Told to Allegro"] == "In progress2026-11-23 12:00 UTC"
    assert texts_of(piece, "button") == ["Recheck now", "Tell Allegro again"]


def test_seller_who_has_to_connect_again_is_named(shop, staff):
    link = sell(shop)
    Account.objects.update(connection=Account.Connection.RECONNECT_NEEDED)

    [trouble] = texts_of(widget(staff, order_id(link), language="pl"), "div", class_="bad")

    assert trouble.startswith("Allegro nie uznaje już połączenia seller:")


def test_purchase_that_was_paid_with_others_says_so(shop, staff):
    link = sell(shop, state=OrderLink.State.MERGED)

    piece = widget(staff, order_id(link))

    assert marks_of(piece)[0] == "Paid together with others"


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize(
    "named",
    [
        "",
        "nonsense",
        HOSTILE,
        "T3JkZXI6MQ==",
        Node.to_global_id("Order", "5a3b2c10-0000-4000-8000-000000000001"),
        Node.to_global_id("Product", "5a3b2c10-0000-4000-8000-000000000001"),
    ],
)
def test_what_names_no_order_is_one_quiet_line(shop, staff, named, language):
    sell(shop)

    assert text_of(widget(staff, named, language=language)) == QUIET[language]


def test_no_order_named_at_all_is_one_quiet_line(shop, staff):
    page = look(PATH, token_of(staff))

    assert text_of(shown_of(page.content.decode())) == QUIET["en"]


def test_order_of_the_shop_itself_is_one_quiet_line(shop, staff):
    own = write_one(order())

    piece = widget(staff, Node.to_global_id("Order", own.pk))

    assert text_of(piece) == QUIET["en"]


def test_order_of_a_channel_without_the_plugin_is_one_quiet_line(shop, staff):
    link = sell(shop, flagged=True)
    PluginConfiguration.objects.update(active=False)

    assert text_of(widget(staff, order_id(link))) == QUIET["en"]


def test_hostile_words_are_words(shop, staff):
    link = sell(shop, flagged=True, told=True, failing=True)
    OrderLink.objects.update(marketplace=HOSTILE, fulfillment_status=HOSTILE, form_status=HOSTILE)
    OrderLink.objects.update(error_message=HOSTILE)
    OrderPush.objects.update(told_status=HOSTILE, error_message=HOSTILE)
    OrderFlag.objects.update(subject=HOSTILE, details={"sold": HOSTILE})
    OrderFlag.objects.create(
        link=link, kind=FlagKind.REVIVED, raised_at=NOW, resolved_at=NOW, note=HOSTILE
    )
    Account.objects.update(login=HOSTILE)
    words = ("login", "delivery_method_name", "invoice_tax_ids", "pickup_point_id")
    point = ("pickup_point_name", "pickup_point_description", "pickup_point_address")
    change_metadata(link, **dict.fromkeys((*words, *point), f"NIP:{HOSTILE}"))
    found = Order.objects.get(pk=link.order_id)
    found.billing_address.company_name = HOSTILE
    found.billing_address.save()

    page = look(PATH, token_of(staff), orderId=order_id(link), job=HOSTILE)
    piece = piece_of(page.content.decode())

    assert all_of(piece, "script") == []
    assert [image.get("onerror") for image in all_of(piece, "img")] == [None]
    assert page.content.decode().count("<script") == 0
    assert text_of(piece).count(HOSTILE) == 16
    assert all_of(piece, "button")[0].get("value") == f"resolve:OVERSOLD:{HOSTILE}"


def test_person_who_may_not_manage_orders_sees_nothing(shop):
    link = sell(shop)
    nobody = a_member_of_staff("manage_plugins", email="nobody@shop.test")

    page = look(PATH, token_of(nobody), orderId=order_id(link))

    assert page.status_code == 403
    assert link.form_id not in page.content.decode()


def test_page_needs_no_script_and_its_token_stands_in_one_place(shop, staff):
    link = sell(shop, flagged=True, told=True)

    page = framed(staff, order_id(link), language="pl-PL,en;q=0.5")

    html = page.content.decode()
    token = re.search(r'name="accessToken" value="([^"]+)"', html).group(1)
    assert html.count(token) == 1
    assert '<html lang="pl"' in html
    assert f'name="orderId" value="{order_id(link)}"' in html
    piece = piece_of(html[html.index('<div id="view">') : html.index('<div id="said"')])
    controls = [*all_of(piece, "button"), *all_of(piece, "textarea")]
    assert [control.get("form") for control in controls] == ["asked"] * 4
    assert text_of(all_of(piece, "h1")[0]).startswith("Sprzedane w Allegro")


def test_order_costs_as_many_statements_whatever_there_is(shop, staff, count_statements):
    [link] = shop.sell()
    token = token_of(staff)
    look(PATH, token, orderId=order_id(link))  # what is read once for all
    few = costs(count_statements, token, link, flags=1)
    shop.sell(19)
    OrderFlag.objects.bulk_create(
        OrderFlag(link=link, kind=FlagKind.PARCEL_CHANGED, subject=str(each), raised_at=NOW)
        for each in range(19)
    )

    many = costs(count_statements, token, link, flags=20)

    assert few == many <= MOST


def test_order_that_is_not_from_allegro_costs_less(shop, staff, count_statements):
    own = Node.to_global_id("Order", write_one(order()).pk)
    token = token_of(staff)
    look(PATH, token, orderId=own)

    with count_statements() as statements:
        look(PATH, token, orderId=own)

    assert len(statements) <= MOST - OURS


def costs(count_statements, token, link, *, flags):
    with count_statements() as statements:
        page = look(PATH, token, orderId=order_id(link))
    assert page.content.decode().count('class="notice warn"') == flags
    return len(statements)
