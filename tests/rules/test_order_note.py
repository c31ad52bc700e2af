import json

import pytest

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order
from saleor_allegro.rules.order_note import order_note
from tests.rules.test_samples import SAMPLES


@pytest.mark.parametrize(
    ("number", "english", "polish"),
    [
        ("01", "kupujacy_demo01", "kupujacy_demo01"),
        ("03", "kupujacy_demo03; cash on delivery", "kupujacy_demo03; za pobraniem"),
        (
            "06",
            "firma_demo06; invoice wanted: Demo Biuro Sp. z o.o., NIP 1234563218",
            "firma_demo06; faktura: Demo Biuro Sp. z o.o., NIP 1234563218",
        ),
        (
            "07",
            "kupujacy_demo07; invoice wanted: Grażyna Prywatna",
            "kupujacy_demo07; faktura: Grażyna Prywatna",
        ),
        (
            "08",
            "kupujacy_demo08; pickup point TST02B, Paczkomat TST02B",
            "kupujacy_demo08; punkt odbioru TST02B, Paczkomat TST02B",
        ),
    ],
)
def test_note_of_a_sample(number, english, polish):
    [path] = [path for path in SAMPLES if path.match(f"samples/form-{number}-*")]
    draft = draft_order(CheckoutForm.from_json(json.loads(path.read_text())), DraftPolicy())

    assert order_note(draft) == f"Allegro: {english}"
    assert order_note(draft, "pl") == f"Allegro: {polish}"
