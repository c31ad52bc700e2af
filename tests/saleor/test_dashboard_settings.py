"""The Settings view in a shop: what is shown, what is saved, and what is not."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from saleor.plugins.models import PluginConfiguration

from saleor_allegro import ledger
from saleor_allegro.config import Field, FieldKind
from saleor_allegro.config.controls import Listed, Number, Selection, Slugs, Switch
from saleor_allegro.dashboard.settings.fields import HERE, READ_ONLY
from saleor_allegro.models import Account
from tests.dashboard.page_form import PageForm
from tests.dashboard.pieces import all_of, piece_of, text_of, texts_of
from tests.saleor.dashboard_pages import costs_with_more_channels, look, the_app, token_of
from tests.saleor.merchant_shop import SECRETS, a_merchant_shop, nothing_written
from tests.saleor.viewers import a_member_of_staff
from tests.saleor.writing_shop import FILLED_IN

ENGLISH = {"language": "en"}
TYPED = [field for field in HERE if not isinstance(field.control, Switch)]
#: Settings that take a text which cannot be said by their control alone.
GOOD: Mapping[str, str] = {
    "client_id": "another-id",
    "client_secret": "another-secret",
    "application_name": "Inny sklep",
    "application_url": "https://inny.test",
    "default_vat_rate": "8,5",
    "warehouses": "warehouse-two",
    "marketplaces": "allegro-cz",
    "api_url": "https://api.example.test",
    "oauth_url": "https://oauth.example.test",
}
BAD: Mapping[str, str] = {
    "client_id": "two words",
    "client_secret": "two words",
    "application_name": "a(b)",
    "application_url": "shop.test",
    "default_vat_rate": "101",
    "warehouses": "gone",
    "marketplaces": "a/b",
    "api_url": "ftp://api.test",
    "oauth_url": "nowhere",
    "language": "de",
    "status_new": "FULFILLED",
    "status_cash_on_delivery": "FULFILLED",
    "status_paid": "FULFILLED",
    "when_sent": "SENT",
    "match_offers_by": "EAN",
    "environment": "test",
}


@pytest.fixture
def shop(world):
    the_app()
    shop = a_merchant_shop(world)
    for slug in ("warehouse-one", "warehouse-two"):
        world.make_warehouse(slug, shop.channel)
    ledger.keep_directory(
        shop.seller.pk,
        datetime.now(UTC),
        {
            "delivery_methods": [],
            "carriers": [],
            "marketplaces": [
                ledger.Listed(id="allegro-pl", name="allegro.pl"),
                ledger.Listed(id="allegro-cz", name="allegro.cz"),
            ],
        },
    )
    return shop


@pytest.fixture
def token(shop):
    return token_of(shop.merchant)


def show(token, **fields):
    page = look("settings", token, **{"channel": "allegro-pl"} | fields)
    assert page.status_code == 200
    text = page.content.decode()
    assert not any(secret in text for secret in SECRETS)
    return text


def press(token, page, action="save", without=(), spoken=ENGLISH, **changes):
    """Press a button of a page whose settings a person has changed."""
    fields: dict[str, Any] = {**PageForm(page).fields}
    for name, value in changes.items():
        known = name if name == "from" else f"set_{name}"
        fields[known] = [value] if isinstance(value, str) else value
    left_out = {f"set_{name}" for name in without}
    sent = {name: values for name, values in fields.items() if name not in left_out}
    return show(token, **sent | {"action": action} | spoken)


def settings_in(page):
    """Name of a setting -> the values of its control; a switch that is off is not there."""
    found = PageForm(page).fields.items()
    return {name[len("set_") :]: values for name, values in found if name.startswith("set_")}


def notices(page):
    return texts_of(piece_of(page), "div", class_="notice")


def by_id(piece, name):
    return [each for each in piece.iter() if each.get("id") == name]


def problem_links(page):
    """What the summary leads to."""
    found = all_of(piece_of(page), "div", id="problems")
    return [link.get("href") for each in found for link in each.iter("a")]


def a_good_text(field: Field) -> str:
    """A text that the field takes, and that is not its default."""
    control = field.control
    if isinstance(control, Number):
        return str(control.highest)
    if isinstance(control, Selection):
        return next(word for word in reversed(control.choices) if word != field.default)
    return GOOD[field.name]


def a_bad_text(field: Field) -> str:
    control = field.control
    return str(control.highest + 1) if isinstance(control, Number) else BAD[field.name]


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_setting_is_on_the_page_once_with_its_label_and_help(shop, token, language):
    piece = piece_of(show(token, language=language))

    for field in (*HERE, *READ_ONLY):
        label, told = (
            text.polish if language == "pl" else text.english
            for text in (field.label, field.page_help or field.help)
        )
        [control] = by_id(piece, f"field-{field.name}")
        [said] = by_id(piece, f"help-{field.name}")
        assert text_of(said) == told
        assert f"help-{field.name}" in control.get("aria-describedby", "").split()
        labels = [
            text_of(each)
            for each in piece.iter()
            if each.get("for") == f"field-{field.name}" or each.get("id") == f"label-{field.name}"
        ]
        assert labels == [label]


def test_every_good_text_is_saved_and_shown_again(shop, token):
    for field in TYPED:
        text = a_good_text(field)
        more = {"api_url": "https://a.test", "oauth_url": "https://b.test"}

        page = press(token, show(token), **{field.name: text} | (more if text == "custom" else {}))

        assert notices(page)[-1].startswith("Saved."), field.name
        assert "data-changed" not in page, field.name
        stored = shop.form.stored[field.name]
        assert field.parse(stored) == field.parse(text), field.name
        again = [""] if field.kind is FieldKind.SECRET else [text.replace(",", ".")]
        assert settings_in(show(token))[field.name] == again, field.name


def test_every_switch_is_saved_both_ways_and_shown_again(shop, token):
    for field in HERE:
        if not isinstance(field.control, Switch):
            continue
        was_on = field.name in settings_in(show(token))
        for is_on in (not was_on, was_on):
            given = {field.name: "true"} if is_on else {}

            page = press(token, show(token), without=[field.name] * (not is_on), **given)

            assert notices(page)[-1].startswith("Saved."), field.name
            assert (field.name in settings_in(show(token))) is is_on, field.name
            stored = shop.form.stored | {"active": shop.form.row.active}
            assert stored[field.name] is is_on


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Nothing was saved."), ("pl", "Niczego nie zapisano.")]
)
def test_every_bad_text_saves_nothing_and_is_refused_at_its_field(shop, token, language, said):
    with nothing_written():
        pages = {
            field.name: press(
                token,
                show(token, language=language),
                spoken={"language": language},
                **{"backfill_days": "3"} | {field.name: a_bad_text(field)},
            )
            for field in TYPED
        }

    for field in TYPED:
        page = pages[field.name]
        piece = piece_of(page)
        [error], [shown] = by_id(piece, f"error-{field.name}"), by_id(piece, f"field-{field.name}")
        assert text_of(error), field.name
        assert shown.get("aria-invalid") == "true", field.name
        assert f"error-{field.name}" in shown.get("aria-describedby", "").split(), field.name
        assert problem_links(page) == [f"#field-{field.name}"]
        assert notices(page)[-1].startswith(said), field.name
        assert "data-changed" in page, field.name
        fields = settings_in(page)
        kept = "" if field.kind is FieldKind.SECRET else a_bad_text(field)
        assert kept in fields[field.name], field.name
        assert field.name == "backfill_days" or fields["backfill_days"] == ["3"], field.name


def test_a_bad_text_is_answered_in_the_dashboards_language_whatever_the_forms(shop, token):
    shop.form.save_well(language="pl")

    page = press(token, show(token), stock_buffer="1001")

    assert "A whole number from 0 to 1000." in page


def test_what_was_entered_beside_a_bad_text_can_be_saved_once_it_is_mended(shop, token):
    page = press(token, show(token), stock_buffer="1001", backfill_days="3")

    page = press(token, page, stock_buffer="1000")

    assert notices(page)[-1].startswith("Saved.")
    assert (shop.form.stored["stock_buffer"], shop.form.stored["backfill_days"]) == ("1000", "3")


def test_saving_what_nobody_touched_writes_nothing(shop, token):
    shop.form.save_well(default_vat_rate="8,50 %", warehouses="warehouse-two; warehouse-one")
    page = show(token)

    with nothing_written():
        page = press(token, page)

    assert notices(page)[-1] == "Nothing was changed."


def test_a_secret_is_said_to_be_set_and_is_nowhere_in_the_page(shop, token):
    page = press(token, show(token), client_secret="another-secret", stock_buffer="1001")

    assert "another-secret" not in page
    assert "It was not saved; type it again." in page
    assert shop.form.stored["client_secret"] == FILLED_IN["client_secret"]
    assert "Set" in texts_of(piece_of(page), "span", class_="mark")


def test_a_secret_in_use_cannot_be_cleared(shop, token):
    page = show(token)

    with nothing_written():
        page = press(token, page, "clear:client_secret", backfill_days="3")

    assert problem_links(page) == ["#field-client_secret"]
    assert "Needed to import orders from Allegro." in page
    assert settings_in(page)["backfill_days"] == ["3"]


def test_a_secret_is_cleared_where_no_orders_are_wanted_and_other_changes_wait(shop, token):
    shop.form.save_well(create_orders="false")

    page = press(token, show(token), "clear:client_secret", backfill_days="3")

    assert notices(page)[-1] == (
        "Cleared: Client secret. Your other changes on this page are not saved yet."
    )
    assert (shop.form.stored["client_secret"], shop.form.stored["backfill_days"]) == ("", "14")
    assert "Not set" in texts_of(piece_of(page), "span", class_="mark")
    assert 'value="clear:client_secret"' not in page
    assert "data-changed" in page
    press(token, page)
    assert shop.form.stored["backfill_days"] == "3"


def test_no_other_field_can_be_cleared_so(shop, token):
    page = show(token)

    with nothing_written():
        press(token, page, "clear:client_id")


def test_warehouses_are_shown_and_saved_in_their_order(shop, token):
    shop.form.save_well(warehouses="warehouse-two")
    page = show(token)
    boxes = [box.get("value") for box in all_of(piece_of(page), "input", name="set_warehouses")]

    page = press(token, page, warehouses=["warehouse-two", "warehouse-one"])

    assert boxes == ["warehouse-two", "allegro-main", "warehouse-one"]
    assert shop.form.stored["warehouses"] == "warehouse-two,warehouse-one"
    page = press(token, page, warehouses=["warehouse-one", "warehouse-two"])
    assert shop.form.stored["warehouses"] == "warehouse-one,warehouse-two"
    press(token, page, without=["warehouses"])
    assert shop.form.stored["warehouses"] == ""


def test_what_a_list_does_not_have_any_more_is_kept_and_marked(shop, token):
    shop.form.save_well(marketplaces="allegro-xx")
    page = show(token)

    press(token, page, backfill_days="3")

    assert settings_in(page)["marketplaces"] == ["allegro-xx"]
    assert texts_of(piece_of(page), "span", class_="warn") == ["not in the list"]
    assert shop.form.stored["marketplaces"] == "allegro-xx"


def test_lists_that_nobody_read_leave_a_field_to_type_in(shop, token):
    Account.objects.update(connection="disconnected")
    ledger.keep_directory(
        shop.seller.pk,
        datetime.now(UTC),
        {"delivery_methods": [], "carriers": [], "marketplaces": []},
    )

    page = press(token, show(token), marketplaces="allegro-pl, allegro-sk")

    assert shop.form.stored["marketplaces"] == "allegro-pl,allegro-sk"
    [field] = all_of(piece_of(page), "input", name="set_marketplaces")
    assert field.get("type") is None
    assert "Allegro&#x27;s list was not read yet" in page


def test_two_people_lose_nothing_of_each_other(shop, token):
    mine, theirs = show(token), show(token)
    press(token, theirs, stock_buffer="7", warehouses=["warehouse-one"])

    page = press(token, mine, backfill_days="3")

    assert notices(page)[-1].startswith("Saved.")
    stored = shop.form.stored
    assert (stored["stock_buffer"], stored["warehouses"]) == ("7", "warehouse-one")
    assert stored["backfill_days"] == "3"
    assert settings_in(page)["stock_buffer"] == ["7"]


def test_what_somebody_else_changed_meanwhile_is_not_written_over_unseen(shop, token):
    mine, theirs = show(token), show(token)
    press(token, theirs, status_new="UNFULFILLED", stock_buffer="7")

    with nothing_written():
        page = press(token, mine, stock_buffer="9")

    assert "Meanwhile somebody else changed this to “7”." in page
    assert settings_in(page)["stock_buffer"] == ["9"]
    assert settings_in(page)["status_new"] == ["UNFULFILLED"]
    press(token, page)
    assert shop.form.stored["stock_buffer"] == "9"


def test_a_field_that_was_not_on_the_page_is_left_alone(shop, token):
    shop.form.save_well(stock_buffer="7", send_stock="true")

    show(token, action="save", was_backfill_days="14", set_backfill_days="3")

    stored = shop.form.stored
    assert (stored["backfill_days"], stored["stock_buffer"], stored["send_stock"]) == (
        "3",
        "7",
        True,
    )


def test_settings_are_filled_in_from_another_channel_and_not_saved(shop, token):
    other = shop.world.make_channel("second")
    page = show(token, channel="second")
    page = press(token, page, "fill", **{"from": "allegro-pl"}, stock_buffer="9")

    fields = settings_in(page)
    assert fields["client_id"] == [FILLED_IN["client_id"]]
    assert fields["application_name"] == [FILLED_IN["application_name"]]
    assert "create_orders" not in fields
    assert notices(page)[-1].startswith("Filled in from the other channel. Nothing is saved yet")
    assert "data-changed" in page
    rows = PluginConfiguration.objects.filter(channel=other)
    assert not any(item["value"] == "c1ient" for row in rows for item in row.configuration)
    press(token, page)
    [row] = rows.all()
    assert {item["name"]: item["value"] for item in row.configuration}["client_id"] == "c1ient"


def test_a_channel_that_cannot_be_read_fills_in_nothing(shop, token):
    page = show(token)

    with nothing_written():
        page = press(token, page, "fill", **{"from": "gone"}, stock_buffer="9")

    assert notices(page)[-1].startswith("Nothing was filled in")
    assert settings_in(page)["stock_buffer"] == ["9"]


def spoil(shop, **values):
    """Store what no form takes."""
    row = shop.form.row
    for item in row.configuration:
        item["value"] = values.get(item["name"], item["value"])
    row.save()


def test_stored_settings_that_cannot_be_read_are_mended_here(shop, token):
    spoil(shop, stock_buffer="many", backfill_days="3")
    page = show(token)

    mended = press(token, page, stock_buffer="5")

    assert problem_links(page) == ["#field-stock_buffer"]
    assert "Some of what is stored cannot be used" in page
    assert settings_in(page)["stock_buffer"] == ["many"]
    assert settings_in(page)["backfill_days"] == ["3"]
    assert "Set" in texts_of(piece_of(page), "span", class_="mark")
    assert notices(mended)[-1].startswith("Saved.")
    assert shop.form.stored["stock_buffer"] == "5"
    assert shop.form.stored["client_secret"] == FILLED_IN["client_secret"]


def test_what_is_wrong_in_another_view_leads_there(shop, token):
    spoil(shop, carriers="nonsense")
    page = show(token)

    with nothing_written():
        refused = press(token, page, stock_buffer="5")

    assert problem_links(page) == problem_links(refused) == ["statuses?channel=allegro-pl"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Orders of sklep are imported every 10 min."),
        ({"active": False}, "the plugin is not active in this channel"),
        ({"create_orders": "false"}, "“Create orders from Allegro” is switched off"),
        ({"create_orders": "false", "client_id": ""}, "Fill in and save: Client ID."),
    ],
)
def test_page_says_whether_orders_come_in_and_what_to_do_next(shop, token, changes, said):
    Account.objects.update(login="sklep")
    if changes:
        shop.form.save_well(**changes)

    page = press(token, show(token), backfill_days="3")

    assert said in text_of(piece_of(page))
    [notice] = [text for text in notices(page) if text.startswith("Saved. ")]
    assert said in notice


def test_a_channel_without_a_seller_leads_to_the_connections(shop, token):
    Account.objects.update(connection="disconnected")

    piece = piece_of(show(token))

    assert "connections?channel=allegro-pl" in [link.get("href") for link in piece.iter("a")]


def test_address_to_register_at_allegro_is_that_of_the_plugins_form(shop, token):
    shown = shop.form.open()["fields"]["redirect_uri"]["value"]

    [field] = by_id(piece_of(show(token)), "field-redirect_uri")

    assert field.get("value") == shown
    assert field.get("name") is None


def test_nothing_is_saved_in_another_channel_than_was_meant(shop, token):
    page = show(token)
    shop.channel.slug = "renamed"
    shop.channel.save()

    with nothing_written():
        page = press(token, page, backfill_days="3")

    assert "Nothing was saved: the channel is not there any more." in page


def test_page_is_for_those_who_manage_plugins(shop):
    staff = a_member_of_staff("manage_orders", email="orders@shop.test")

    with nothing_written():
        page = look("settings", token_of(staff), channel="allegro-pl", action="save")

    assert page.status_code == 403


def test_staff_of_another_channel_neither_see_nor_change_this_one(shop):
    other = shop.world.make_channel("second")
    staff = a_member_of_staff("manage_plugins", email="second@shop.test", channels=[other])

    with nothing_written():
        page = show(
            token_of(staff),
            action="save",
            was_client_id=FILLED_IN["client_id"],
            set_client_id="stolen",
        )

    assert [*PageForm(page).options["channel"]] == ["second"]
    assert FILLED_IN["client_id"] not in page


def test_staff_of_another_channel_fill_in_nothing_from_this_one(shop):
    other = shop.world.make_channel("second")
    staff = a_member_of_staff("manage_plugins", email="second@shop.test", channels=[other])

    page = show(token_of(staff), channel="second", action="fill", **{"from": "allegro-pl"})

    assert notices(page)[-1].startswith("Nothing was filled in")
    for name in ("client_id", "application_name", "application_url"):
        assert FILLED_IN[name] not in page


def test_page_speaks_polish_while_the_form_speaks_english(shop, token):
    page = press(token, show(token), spoken={"language": "pl"}, backfill_days="3")

    assert notices(page)[-1].startswith("Zapisano. Zamówienia z konta")
    options = PageForm(page).options
    assert options["set_status_new"] == {
        "UNCONFIRMED": "Niepotwierdzone",
        "UNFULFILLED": "Niezrealizowane",
    }
    assert settings_in(page)["language"][-1] == "en"


def test_twenty_warehouses_and_marketplaces_cost_what_one_costs(shop, token, count_statements):
    counts = []
    for number in range(2):
        with count_statements() as statements:
            show(token)
        counts.append(len(statements))
        for each in range(20):
            shop.world.make_warehouse(f"more-{number}-{each}", shop.channel)

    assert counts[0] == counts[1]


def test_a_channel_more_costs_what_saleor_asks_for_it(shop, token, count_statements):
    counts = costs_with_more_channels(shop.world, lambda: show(token), count_statements)

    # Saleor reads the plugins of each channel by themselves before it asks ours for a page.
    assert counts[1] - counts[0] == 20


def test_every_control_is_one_that_the_page_draws(shop, token):
    piece = piece_of(show(token))

    drawn = {each.get("data-setting") for each in piece.iter("div")} - {None}
    assert drawn == {field.name for field in HERE}
    listed = {f.control.listed for f in HERE if isinstance(f.control, Slugs)}
    assert listed == set(Listed)
