"""Every form of `tests/samples` becomes an order whose money is Allegro's."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from saleor_allegro.allegro.documents import CheckoutForm
from saleor_allegro.rules.draft_order import DraftPolicy, draft_order

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("**/form-*.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_becomes_an_order(path):
    body = json.loads(path.read_text())

    draft = draft_order(CheckoutForm.from_json(body), DraftPolicy())

    assert draft.form_id == body["id"]
    assert draft.total_gross == Decimal(body["summary"]["totalToPay"]["amount"])
    assert [line.line_item_id for line in draft.lines] == [item["id"] for item in body["lineItems"]]
    assert [flag for flag in draft.flags if flag.kind == "total_mismatch"] == []
