"""An offer's pieces are those of exactly one variant, less what is sold and what is kept back."""

from typing import NamedTuple

import pytest

from saleor_allegro.rules.offer_matching import (
    FoundVariants,
    Match,
    match_offers,
    variant_key,
    wanted_quantities,
)
from saleor_allegro.rules.stock_plan import MOST_PIECES


class Variant(NamedTuple):
    variant_id: str
    quantity: int | None


def found(by_key, by_id=()):
    return FoundVariants(by_key=by_key, by_id={each.variant_id: each for each in by_id})


MUG, LAMP = Variant("7", 5), Variant("8", 5)


@pytest.mark.parametrize(
    ("external_id", "match_by", "key"),
    [
        ("KUB-S", "sku", "KUB-S"),
        (" KUB-S ", "external_reference", "KUB-S"),
        ("KUB-S", "offer_id", "1001"),
        (None, "offer_id", "1001"),
        (None, "sku", None),
        ("  ", "sku", None),
    ],
)
def test_the_key_is_the_sellers_own_or_the_offers_number(external_id, match_by, key):
    assert variant_key("1001", external_id, match_by) == key


@pytest.mark.parametrize(
    ("variants", "match", "free"),
    [
        ([], Match.UNMATCHED, None),
        ([MUG], Match.MATCHED, 5),
        ([Variant("7", 0)], Match.MATCHED, 0),
        ([Variant("7", None)], Match.UNCOUNTED, None),
        ([MUG, LAMP], Match.AMBIGUOUS, None),
    ],
)
def test_only_exactly_one_variant_says_how_many_there_are(variants, match, free):
    [matched] = match_offers({"1001": "KUB-S"}, {}, found({"KUB-S": variants})).values()

    assert (matched.match, matched.free) == (match, free)


def test_an_offer_without_a_key_is_nobodys():
    [matched] = match_offers({"1001": None}, {}, found({"": [MUG]})).values()

    assert matched.match is Match.UNMATCHED


@pytest.mark.parametrize("key", [None, "", "KUB-S", "unknown"])
@pytest.mark.parametrize("carriers", [[], [MUG], [MUG, Variant("9", 5)]])
def test_the_variant_that_a_person_chose_wins_over_the_key(key, carriers):
    variants = found({"KUB-S": carriers}, [LAMP])

    [matched] = match_offers({"1001": key}, {"1001": "8"}, variants).values()

    assert (matched.match, matched.variant_id, matched.free) == (Match.MATCHED, "8", 5)


def test_a_chosen_variant_whose_pieces_are_not_counted_is_uncounted():
    variants = found({"KUB-S": [MUG]}, [Variant("8", None)])

    [matched] = match_offers({"1001": "KUB-S"}, {"1001": "8"}, variants).values()

    assert (matched.match, matched.variant_id) == (Match.UNCOUNTED, "8")


@pytest.mark.parametrize(
    ("carriers", "match"),
    [([], Match.UNMATCHED), ([MUG], Match.MATCHED), ([MUG, LAMP], Match.AMBIGUOUS)],
)
def test_where_the_chosen_variant_was_deleted_the_key_says_it(carriers, match):
    variants = found({"KUB-S": carriers})

    [matched] = match_offers({"1001": "KUB-S"}, {"1001": "99"}, variants).values()

    assert matched.match is match


def test_a_choice_is_one_offers_alone():
    variants = found({"KUB-S": [MUG]}, [LAMP])

    matches = match_offers({"1001": "KUB-S", "1002": "KUB-S"}, {"1001": "8"}, variants)

    assert {each: matches[each].variant_id for each in matches} == {"1001": "8", "1002": "7"}


def test_what_is_sold_of_a_chosen_variant_is_gone_from_all_its_offers():
    variants = found({"KUB-S": [MUG]}, [MUG])
    matches = match_offers({"1001": "KUB-S", "1002": None}, {"1002": "7"}, variants)

    assert wanted_quantities(matches, {"1002": 2}, 0) == {"1001": 3, "1002": 3}


@pytest.mark.parametrize(
    ("free", "held", "buffer", "wanted"),
    [
        (5, {}, 0, 5),
        (5, {}, 2, 3),
        (5, {}, 5, 0),
        (2, {}, 5, 0),
        (5, {"1001": 2}, 0, 3),
        (5, {"1001": 2}, 2, 1),
        # What another offer of the variant has sold is gone as well.
        (5, {"1002": 2}, 0, 3),
        (5, {"1001": 1, "1002": 2, "another's": 9}, 1, 1),
        (1, {"1001": 2}, 0, 0),
        # Whoever never counts writes a large number.
        (999_999, {}, 0, MOST_PIECES),
        (MOST_PIECES + 3, {"1002": 2}, 2, MOST_PIECES - 1),
    ],
)
def test_what_is_sold_or_kept_back_is_not_offered(free, held, buffer, wanted):
    keys = {"1001": "KUB-S", "1002": "KUB-S", "1003": "unknown"}
    matches = match_offers(keys, {}, found({"KUB-S": [Variant("7", free)]}))

    assert wanted_quantities(matches, held, buffer) == {"1001": wanted, "1002": wanted}
