"""An offer's pieces are those of exactly one variant, less what is sold and what is kept back."""

import pytest

from saleor_allegro.rules.offer_matching import (
    Match,
    match_offers,
    variant_key,
    wanted_quantities,
)
from saleor_allegro.rules.stock_plan import MOST_PIECES


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
        ([("7", 5)], Match.MATCHED, 5),
        ([("7", 0)], Match.MATCHED, 0),
        ([("7", None)], Match.UNCOUNTED, None),
        ([("7", 5), ("8", 5)], Match.AMBIGUOUS, None),
    ],
)
def test_only_exactly_one_variant_says_how_many_there_are(variants, match, free):
    [matched] = match_offers({"1001": "KUB-S"}, {"KUB-S": variants}).values()

    assert (matched.match, matched.free) == (match, free)


def test_an_offer_without_a_key_is_nobodys():
    assert match_offers({"1001": None}, {"": [("7", 5)]})["1001"].match is Match.UNMATCHED


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
    matches = match_offers(keys, {"KUB-S": [("7", free)]})

    assert wanted_quantities(matches, held, buffer) == {"1001": wanted, "1002": wanted}
