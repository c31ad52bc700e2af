"""The Statuses view in a shop: what is shown, what is saved, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from saleor.plugins.models import PluginConfiguration

from saleor_allegro import ledger
from saleor_allegro.models import Directory, Job
from saleor_allegro.rules.status_mapping import SUGGESTED
from saleor_allegro.simulator import delivery
from tests.dashboard.page_form import PageForm
from tests.saleor.dashboard_pages import costs_with_more_channels, look, the_app, token_of
from tests.saleor.merchant_shop import a_merchant_shop, nothing_written
from tests.saleor.viewers import a_member_of_staff

CHOSEN = {
    "status_UNFULFILLED": "PROCESSING",
    "status_PARTIALLY_FULFILLED": "PROCESSING",
    "status_FULFILLED": "SENT",
}


@pytest.fixture
def shop(world):
    the_app()
    shop = a_merchant_shop(world)
    shop.world.make_shipping_method("Kurier")
    keep_lists(shop)
    return shop


@pytest.fixture
def token(shop):
    return token_of(shop.merchant)


def keep_lists(shop, age=timedelta()):
    """Allegro's lists as a worker read them so long ago."""
    ledger.keep_directory(
        shop.seller.pk,
        datetime.now(UTC) - age,
        {
            "delivery_methods": [ledger.Listed(id=delivery.COURIER.id, name="Allegro Kurier DPD")],
            "carriers": [ledger.Listed(id="DPD", name="DPD"), ledger.Listed(id="GLS", name="GLS")],
            "marketplaces": [],
        },
    )


def show(token, **fields):
    page = look("statuses", token, **{"channel": "allegro-pl"} | fields)
    assert page.status_code == 200
    return page.content.decode()


def press(token, page, action="save", without=(), **changes):
    """Press a button of a page whose fields a person has changed."""
    fields = PageForm(page).fields | {
        name: [value] if isinstance(value, str) else value for name, value in changes.items()
    }
    sent = {name: values for name, values in fields.items() if name not in without}
    return show(token, action=action, **sent)


def sent_again(page):
    """The fields of a page without the marks of what is stored."""
    fields = PageForm(page).fields
    return {name: values for name, values in fields.items() if not name.startswith("was_")}


def kinds_of_jobs():
    return [*Job.objects.order_by("pk").values_list("kind", flat=True)]


def test_page_shows_what_is_stored(shop, token):
    shop.form.save_well(
        allegro_status_fulfilled="SENT",
        carriers="Kurier = DPD\n00590* = OTHER:Poczta",
        shipping_methods=f"{delivery.COURIER.id} = Kurier",
    )

    page = PageForm(show(token))

    assert page.fields["status_FULFILLED"] == ["SENT"]
    assert page.fields["status_UNFULFILLED"] == [""]
    assert page.fields["carrier_left"] == ["Kurier", "00590*"]
    assert page.fields["carrier"] == ["DPD", "OTHER"]
    assert page.fields["carrier_name"] == ["", "Poczta"]
    assert page.options["delivery_method"][delivery.COURIER.id] == "Allegro Kurier DPD"
    assert page.options["shipping_method"]["Kurier"] == "Kurier"


def test_what_was_chosen_is_saved_whole(shop, token):
    page = press(
        token,
        show(token),
        without=["send_shop_notifications"],
        send_tracking_numbers="true",
        never_mail_masked_addresses="true",
        carrier_left=["Kurier", "00590*"],
        carrier=["DPD", "OTHER"],
        carrier_name=["", "Poczta"],
        delivery_method=[delivery.COURIER.id],
        shipping_method=["Kurier"],
        **CHOSEN,
    )

    assert "Saved." in page
    assert "data-changed" not in page
    stored = shop.form.stored
    assert [stored[f"allegro_{name.lower()}"] for name in CHOSEN] == [*CHOSEN.values()]
    assert stored["allegro_status_canceled"] == ""
    assert stored["carriers"] == "Kurier = DPD\n00590* = OTHER:Poczta"
    assert stored["shipping_methods"] == f"{delivery.COURIER.id} = Kurier"
    assert stored["send_shop_notifications"] is False
    assert stored["never_mail_masked_addresses"] is True
    assert stored["send_tracking_numbers"] is True


def test_saving_what_nobody_touched_writes_nothing(shop, token):
    shop.form.save_well(allegro_status_fulfilled="SENT", carriers="kurier = dpd")
    page = show(token)

    with nothing_written():
        page = press(token, page)

    assert "Nothing was changed." in page


def test_a_wrong_row_saves_nothing_and_keeps_what_was_entered(shop, token):
    page = show(token)

    with nothing_written():
        page = press(
            token,
            page,
            carrier_left=["Kurier", "Kurier"],
            carrier=["DPD", "GLS"],
            carrier_name=["", ""],
            **CHOSEN,
        )

    assert "Nothing was saved. Correct what is marked below" in page
    assert 'id="carrier-problem-1"' in page
    assert "data-changed" in page
    fields = sent_again(page)
    assert fields["carrier_left"] == ["Kurier", "Kurier"]
    assert fields["status_FULFILLED"] == ["SENT"]


def test_a_row_that_was_mended_is_saved_with_all_else(shop, token):
    rows = {"carrier_left": ["Kurier", "Kurier"], "carrier": ["DPD", "GLS"]}
    page = press(token, show(token), carrier_name=["", ""], **rows, **CHOSEN)

    page = press(token, page, carrier_left=["Kurier", "Poczta"])

    assert "Saved." in page
    assert shop.form.stored["carriers"] == "Kurier = DPD\nPoczta = GLS"
    assert shop.form.stored["allegro_status_fulfilled"] == "SENT"


def test_what_the_shop_refuses_saves_nothing_at_all(shop, token):
    page = show(token)

    with nothing_written():
        page = press(
            token,
            page,
            delivery_method=[delivery.COURIER.id],
            shipping_method=["Gone"],
            **CHOSEN,
        )

    assert "Nothing was saved. Shipping methods: This channel has no Gone." in page
    assert sent_again(page)["status_FULFILLED"] == ["SENT"]


def test_a_stored_method_that_is_gone_can_be_mended_together_with_statuses(shop, token):
    method = shop.world.make_shipping_method("Paczkomat")
    shop.form.save_well(shipping_methods=f"{delivery.COURIER.id} = Paczkomat")
    method.delete()

    page = press(token, show(token), shipping_method=["Kurier"], **CHOSEN)

    assert "Saved." in page
    assert shop.form.stored["shipping_methods"] == f"{delivery.COURIER.id} = Kurier"
    assert shop.form.stored["allegro_status_fulfilled"] == "SENT"


def test_the_suggested_statuses_are_saved_at_once_and_other_changes_wait(shop, token):
    page = press(
        token, show(token), action="suggest", send_tracking_numbers="true", status_EXPIRED="NEW"
    )

    assert "The suggested statuses are saved; your other changes on this page are not yet." in page
    stored = shop.form.stored
    assert {stage: stored[f"allegro_status_{stage.name.lower()}"] for stage in SUGGESTED} == {
        stage: status.value for stage, status in SUGGESTED.items()
    }
    assert stored["allegro_status_expired"] == ""
    assert stored["send_tracking_numbers"] is False
    assert "data-changed" in page
    assert "Saved." in press(token, page)
    assert shop.form.stored["send_tracking_numbers"] is True


def test_two_people_lose_nothing_of_each_other(shop, token):
    page = show(token)
    shop.form.save_well(carriers="Kurier = GLS", allegro_status_canceled="CANCELLED")

    page = press(token, page, send_tracking_numbers="true")

    assert "Saved." in page
    stored = shop.form.stored
    assert stored["send_tracking_numbers"] is True
    assert (stored["carriers"], stored["allegro_status_canceled"]) == ("Kurier = GLS", "CANCELLED")


def test_what_somebody_else_changed_meanwhile_is_not_written_over_unseen(shop, token):
    page = show(token)
    shop.form.save_well(allegro_status_fulfilled="PICKED_UP")

    with nothing_written():
        page = press(token, page, **CHOSEN)

    assert "meanwhile somebody else changed the statuses told" in page
    assert sent_again(page)["status_FULFILLED"] == ["SENT"]
    assert "Saved." in press(token, page)
    assert shop.form.stored["allegro_status_fulfilled"] == "SENT"


def test_nothing_is_saved_in_another_channel_than_was_meant(shop, token):
    page = show(token)
    shop.channel.slug = "renamed"
    shop.channel.save()

    with nothing_written():
        page = press(token, page, **CHOSEN)

    assert "Nothing was saved: the channel is not there any more." in page


def test_old_lists_are_read_again_when_somebody_looks(shop, token):
    keep_lists(shop, age=timedelta(days=8))

    page = show(token)
    show(token)

    assert kinds_of_jobs() == ["directory"]
    [address] = [part.split('"')[0] for part in page.split('data-again="')[1:]]
    assert address.startswith("statuses/lists?channel=allegro-pl&amp;job=")


def test_the_line_about_lists_goes_on_until_they_are_read(shop, token):
    Directory.objects.all().delete()
    page = show(token)
    query = page.split('data-again="statuses/lists?')[1].split('"')[0].replace("&amp;", "&")
    asked = QueryDict(query).dict()

    waiting = look("statuses/lists", token, **asked).content.decode()
    Job.objects.update(state=Job.State.DONE)
    keep_lists(shop)
    done = look("statuses/lists", token, **asked).content.decode()

    assert "data-again=" in waiting
    assert "data-done" not in waiting
    assert "data-done" in done
    assert "data-again=" not in show(token)
    assert kinds_of_jobs() == ["directory"]


def test_a_reading_that_failed_says_why_and_offers_another(shop, token):
    page = press(token, show(token), action="read_lists", **CHOSEN)
    assert "data-changed" in page
    query = page.split('data-again="statuses/lists?')[1].split('"')[0].replace("&amp;", "&")
    Job.objects.update(state=Job.State.FAILED, error_code="unreachable", error_message="No answer.")

    failed = look("statuses/lists", token, **QueryDict(query).dict()).content.decode()

    assert "lists could not be read: No answer." in failed
    assert 'value="read_lists"' in failed
    assert "data-again" not in failed


@pytest.mark.parametrize("age", [timedelta(days=6), timedelta()])
def test_fresh_lists_are_not_read_again(shop, token, age):
    keep_lists(shop, age=age)

    with nothing_written():
        show(token)


def test_nobody_is_asked_where_the_plugin_is_off(shop, token):
    keep_lists(shop, age=timedelta(days=8))
    shop.form.save_well(active=False)

    page = show(token)

    assert kinds_of_jobs() == []
    assert "The plugin is off in this channel" in page
    assert 'value="read_lists"' not in page


def test_settings_that_cannot_be_read_leave_the_other_channels_to_choose(shop, token):
    shop.world.make_channel("second")
    row = PluginConfiguration.objects.get(channel=shop.channel)
    for item in row.configuration:
        if item["name"] == "carriers":
            item["value"] = "nonsense"
    row.save()

    page = show(token)

    assert "The settings of this channel cannot be read" in page
    assert 'data-dashboard="/extensions/plugin/saleor_allegro"' in page
    assert "second" in PageForm(page).options["channel"]
    assert "channel" in PageForm(show(token, channel="second")).fields


def test_page_is_for_those_who_manage_plugins(shop):
    staff = a_member_of_staff("manage_orders", email="orders@shop.test")

    with nothing_written():
        pages = [
            look(path, token_of(staff), channel="allegro-pl", action="suggest")
            for path in ("statuses", "statuses/lists")
        ]

    assert [page.status_code for page in pages] == [403, 403]


def test_staff_of_another_channel_change_nothing_here(shop):
    other = shop.world.make_channel("second")
    staff = a_member_of_staff("manage_plugins", email="second@shop.test", channels=[other])
    before = shop.form.stored

    page = show(token_of(staff), action="suggest")

    assert shop.form.stored == before
    assert [*PageForm(page).options["channel"]] == ["second"]


def test_page_speaks_polish(shop, token):
    page = press(token, show(token), action="suggest", language="pl")

    assert "Zapisano proponowane statusy." in page
    assert PageForm(page).options["status_FULFILLED"]["READY_FOR_SHIPMENT"] == "Do wysłania"


def test_many_rows_cost_what_one_costs(shop, token, count_statements):
    counts = {}
    for number in (1, 100):
        lines = range(number)
        shop.form.save_well(
            carriers="\n".join(f"k{each} = DPD" for each in lines),
            shipping_methods="\n".join(f"m{each} = Kurier" for each in lines),
        )
        with count_statements() as statements:
            page = show(token)
        counts[len(PageForm(page).fields["carrier_left"])] = len(statements)

    assert counts[1] == counts[100]


def test_a_channel_more_costs_what_saleor_asks_for_it(shop, token, count_statements):
    counts = costs_with_more_channels(shop.world, lambda: show(token), count_statements)

    # Saleor reads the plugins of each channel by themselves before it asks ours for a page.
    assert counts[1] - counts[0] == 20


def test_hundred_rows_are_saved(shop, token):
    lefts = [f"k{number}" for number in range(100)]

    page = press(
        token,
        show(token),
        carrier_left=lefts,
        carrier=["DPD"] * 100,
        carrier_name=[""] * 100,
        delivery_method=[f"m{number}" for number in range(100)],
        shipping_method=["Kurier"] * 100,
    )

    assert "Saved." in page
    assert shop.form.stored["carriers"].splitlines() == [f"{left} = DPD" for left in lefts]
    assert len(shop.form.stored["shipping_methods"].splitlines()) == 100
