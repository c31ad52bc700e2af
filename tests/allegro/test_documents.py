"""Allegro's JSON as objects: what is read, what may be missing, what is refused."""

import copy
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from saleor_allegro.allegro.documents import (
    CheckoutForm,
    EventStats,
    FormStatus,
    OrderEventPage,
    PaymentType,
)
from saleor_allegro.allegro.errors import Malformed

SAMPLES = Path(__file__).parent.parent / "samples"
FORMS = sorted(SAMPLES.glob("**/form-*.json"))


def sample(name: str) -> Any:
    return json.loads((SAMPLES / name).read_text(encoding="utf-8"))


@pytest.fixture
def form() -> dict[str, Any]:
    return copy.deepcopy(sample("wire/form-06-company-invoice-nip.json"))


def test_there_are_samples():
    assert len(FORMS) == 22


@pytest.mark.parametrize("path", FORMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_sample_parses(path):
    body = json.loads(path.read_text(encoding="utf-8"))

    form = CheckoutForm.from_json(body)

    assert form.id == body["id"]
    assert form.summary.total_to_pay.amount == Decimal(body["summary"]["totalToPay"]["amount"])
    assert [line.id for line in form.line_items] == [line["id"] for line in body["lineItems"]]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("form-*.json")))
def test_null_and_absent_parts_are_the_same(name):
    assert CheckoutForm.from_json(sample(name)) == CheckoutForm.from_json(sample(f"wire/{name}"))


def test_every_part_of_a_form_is_read(form):
    read = CheckoutForm.from_json(form)

    assert read.status is FormStatus.READY_FOR_PROCESSING
    assert read.buyer.preferences.language == "pl-PL"
    assert read.buyer.address.post_code == "00-001"
    assert read.payment.type is PaymentType.ONLINE
    assert read.payment.finished_at == datetime(2026, 11, 20, 8, 20, 40, 300000, tzinfo=UTC)
    assert read.invoice.address.company.ids[0].value == "1234563218"
    assert read.delivery.time.dispatch.to == datetime(2026, 11, 23, 22, 59, 59, tzinfo=UTC)
    assert read.line_items[0].tax.rate == Decimal("23.00")
    assert read.line_items[0].discounts == ()
    assert read.cod_booked_payments == ()
    assert read.revision == "a39219fd"


def test_event_samples_parse():
    assert OrderEventPage.from_json(sample("events-empty.json")).events == ()
    assert EventStats.from_json(sample("event-stats.json")).latest_event.id == "1763625000000400"
    assert EventStats.from_json({}).latest_event is None


@pytest.mark.parametrize(
    "amount",
    ["", "12,50", "1O.00", "NaN", "Infinity", "1e400", "0.0001", "123456789012.00", None, True, []],
)
def test_unreadable_money_is_an_error_and_not_zero(form, amount):
    form["lineItems"][0]["price"]["amount"] = amount

    with pytest.raises(Malformed, match=r"lineItems\.0\.price\.amount") as caught:
        CheckoutForm.from_json(form)

    assert form["id"] in str(caught.value)


def test_an_error_says_which_amount_and_nobodys_name(form):
    form["summary"]["totalToPay"]["amount"] = "142,99"
    form["buyer"]["guest"] = "Feliks"

    with pytest.raises(Malformed) as caught:
        CheckoutForm.from_json(form)

    assert 'summary.totalToPay.amount: "142,99" is not an amount' in str(caught.value)
    assert "Feliks" not in str(caught.value)
    assert "Feliks" not in str(caught.value.__cause__)


@pytest.mark.parametrize("amount", ["1290", "1290.0", "1290.00", "1290.000"])
def test_money_may_have_no_decimals(form, amount):
    form["summary"]["totalToPay"] = {"amount": amount, "currency": "HUF"}

    assert CheckoutForm.from_json(form).summary.total_to_pay.amount == 1290


def test_a_word_we_do_not_know_is_kept(form):
    form["status"] = "TELEPORTED"
    form["payment"]["provider"] = "BARTER"
    form["lineItems"][0]["discounts"] = [{"type": "BIRTHDAY"}]

    read = CheckoutForm.from_json(form)

    assert read.status == "TELEPORTED"
    assert read.payment.provider == "BARTER"
    assert read.line_items[0].discounts[0].type == "BIRTHDAY"


@pytest.mark.parametrize("part", ["id", "buyer", "status", "lineItems", "summary"])
@pytest.mark.parametrize("is_null", [True, False])
def test_a_form_without_a_part_it_must_have_is_malformed(form, part, is_null):
    if is_null:
        form[part] = None
    else:
        del form[part]

    with pytest.raises(Malformed, match=part):
        CheckoutForm.from_json(form)


def test_a_time_without_a_zone_is_malformed(form):
    form["updatedAt"] = "2026-11-20T08:17:02.415"

    with pytest.raises(Malformed, match="updatedAt"):
        CheckoutForm.from_json(form)
