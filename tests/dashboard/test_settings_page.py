"""The Settings view as its template draws it."""

import pytest

from saleor_allegro.config import Language
from saleor_allegro.config.controls import Listed, Slugs
from saleor_allegro.dashboard.settings.choices import items_of, unknown_slugs
from saleor_allegro.dashboard.settings.fields import HERE, SECTIONS
from saleor_allegro.dashboard.settings.state import state_of
from saleor_allegro.dashboard.settings.words import WORDS
from tests.dashboard.page_form import PageForm
from tests.dashboard.pieces import all_of, piece_of, texts_of
from tests.dashboard.settings import CHOICES, a_channel, drawn, some_texts

ORDERED = Slugs(Listed.WAREHOUSES, is_ordered=True)
UNORDERED = Slugs(Listed.MARKETPLACES, is_ordered=False)


def test_every_word_is_there_in_both_languages():
    words = {**WORDS, **SECTIONS}
    assert [name for name, text in words.items() if not (text.english and text.polish)] == []


@pytest.mark.parametrize("language", Language)
def test_sections_stand_in_their_order_with_their_headings(language):
    piece = piece_of(drawn(some_texts(), language=language))

    headings = [title.in_language(language) for title in SECTIONS.values()]
    assert texts_of(piece, "h2") == headings


def test_page_sends_what_it_was_given():
    texts = some_texts(warehouses="second,main", send_stock="true", default_vat_rate="8.5")

    fields = PageForm(drawn(texts)).fields

    for field in HERE:
        assert ",".join(fields.get(f"set_{field.name}", [])) == texts[field.name], field.name
        assert fields[f"was_{field.name}"] == [texts[field.name]], field.name


def test_numbers_have_their_limits():
    [field] = all_of(piece_of(drawn(some_texts())), "input", name="set_recheck_days")

    assert (field.get("type"), field.get("min"), field.get("max")) == ("number", "1", "60")


def test_what_no_choice_is_stays_chosen():
    form = PageForm(drawn(some_texts(environment="test")))

    assert form.fields["set_environment"] == ["test"]
    assert [*form.options["set_environment"]] == ["test", "production", "sandbox", "custom"]


def test_the_chosen_come_first_where_their_order_matters():
    ordered = items_of(ORDERED, "second,gone", CHOICES)
    unordered = items_of(UNORDERED, "allegro-xx,allegro-cz", CHOICES)

    assert [(item.slug, item.is_chosen, item.is_known) for item in ordered] == [
        ("second", True, True),
        ("gone", True, False),
        ("main", False, True),
    ]
    assert [item.slug for item in unordered] == ["allegro-pl", "allegro-cz", "allegro-xx"]
    assert unknown_slugs(ORDERED, "second, gone", CHOICES) == ["gone"]


def test_every_warehouse_can_be_moved_by_buttons_that_say_which():
    piece = piece_of(drawn(some_texts()))

    labels = [button.get("aria-label") for button in all_of(piece, "button", data_move="up")]
    assert labels == ["Move up: Main store", "Move up: Second store"]


def test_without_a_list_slugs_are_typed():
    empty = {listed: {} for listed in Listed}

    piece = piece_of(drawn(some_texts(warehouses="a,b"), choices=empty))

    [field] = all_of(piece, "input", name="set_warehouses")
    assert (field.get("type"), field.get("value")) == (None, "a,b")
    assert "Have Allegro's lists read under Statuses" in texts_of(piece, "a")


def test_a_typed_secret_is_not_in_the_page():
    page = drawn({**some_texts(), "client_secret": "typed"}, stored=some_texts())

    assert "typed" not in page.replace("data-", "")
    [field] = all_of(piece_of(page), "input", name="set_client_secret")
    assert (field.get("type"), field.get("value")) == ("password", "")


def test_a_secret_that_is_not_set_cannot_be_cleared():
    assert 'value="clear:client_secret"' in drawn(some_texts())
    assert 'value="clear:client_secret"' not in drawn(some_texts(), secrets=frozenset())


def test_what_has_to_be_filled_in_is_marked_until_it_is():
    page = drawn(some_texts(client_id=""), secrets=frozenset())

    marked = texts_of(piece_of(page), "span", class_="warn")
    assert marked == ["needed", "needed"]
    assert "needed" not in texts_of(piece_of(drawn(some_texts())), "span", class_="warn")


def test_what_is_not_saved_is_guarded():
    changed = drawn(some_texts(stock_buffer="5"), stored=some_texts())

    assert "data-guard data-changed" in changed
    assert "data-changed" not in drawn(some_texts())


def test_problems_stand_at_their_fields_and_lead_there_from_the_top():
    found = {"stock_buffer": "Too much.", "carriers": "Wrong.", "": "Something else."}

    piece = piece_of(drawn(some_texts(), problems=found, problem_title="Nothing was saved."))

    [summary] = [each for each in piece.iter() if each.get("id") == "problems"]
    assert [link.get("href") for link in summary.iter("a")] == [
        "#field-stock_buffer",
        "statuses?channel=allegro-pl",
    ]
    assert texts_of(summary, "li") == [
        "Pieces kept back from Allegro: Too much.",
        "Carriers: Wrong.",
        "Something else.",
    ]
    assert texts_of(piece, "p", id="error-stock_buffer") == ["Too much."]


@pytest.mark.parametrize(
    ("given", "view", "said"),
    [
        ({}, "", "Orders of seller are imported every 10 min."),
        ({"active": False}, "", "not active in this channel"),
        ({"missing": ["Client ID"]}, "", "Fill in and save: Client ID."),
        ({"createsOrders": False}, "", "is switched off"),
        ({"account": None}, "connections", "no seller is connected"),
        ({"account": {"login": "x", "connection": "DISCONNECTED"}}, "connections", "no seller"),
        (
            {"account": {"login": "x", "connection": "RECONNECT_NEEDED"}},
            "connections",
            "no longer accepts",
        ),
    ],
)
def test_page_says_how_the_channel_is_and_where_to_go_on(given, view, said):
    state = state_of(a_channel(**given), "10", Language.ENGLISH)

    assert said in state.text
    assert (state.view, state.is_good) == (view, not given)
