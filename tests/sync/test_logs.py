"""Logs hold ids and counts: no person, no token, no secret, whatever goes wrong."""

import logging

from saleor_allegro import ledger
from saleor_allegro.simulator import USUAL, Kind
from tests.sync.steps import EVENTS, LIST, TOKEN, later, misprint, run_import


def words_of(form):
    """What a form says about persons."""
    people = [form["buyer"], form["buyer"]["address"], (form["delivery"] or {}).get("address")]
    invoice = form["invoice"] or {}
    people.append(invoice.get("address"))
    people.append((invoice.get("address") or {}).get("company"))
    for person in filter(None, people):
        for name, value in person.items():
            if isinstance(value, str) and name not in ("countryCode", "vatPayerStatus", "id"):
                yield value
    if form["messageToSeller"]:
        yield form["messageToSeller"]


def test_a_whole_import_with_faults_logs_nothing_of_anybody(account, simulator, caplog):
    caplog.set_level(logging.DEBUG)
    sold = simulator.sell_many(len(USUAL), kinds_sold=USUAL)
    misprint(simulator, sold[3], lambda form: form["buyer"].update(guest="Anna Nowak 7"))
    misprint(simulator, sold[4], lambda form: form["summary"]["totalToPay"].update(amount="abc"))
    misprint(simulator, sold[5], lambda form: form["lineItems"][0]["offer"].update(name="x" * 999))
    tokens = [ledger.tokens_of(account.pk)]
    for kind in ("unavailable", "cut", "truncated", "rate_limited"):
        simulator.faults.add(kind, LIST, after=0)
        run_import(account, simulator)
        later(simulator, minutes=2)
    run_import(account, simulator)
    for kind in ("server_error", "cut_body", "truncated", "rate_limited"):
        simulator.sell(Kind.CASH_ON_DELIVERY)
        later(simulator, minutes=70)
        simulator.faults.add(kind, EVENTS)
        run_import(account, simulator)
        simulator.faults.add(kind, "/order/checkout-forms/*")
        later(simulator, minutes=2)
        run_import(account, simulator)
    later(simulator, hours=12)
    simulator.faults.add("truncated", TOKEN)
    run_import(account, simulator)
    tokens.append(ledger.tokens_of(account.pk))
    simulator.tokens.revoke_all()
    run_import(account, simulator)
    later(simulator, minutes=2)
    assert run_import(account, simulator).error_code == "reconnect_needed"

    said = "\n".join(
        [record.getMessage() + str(vars(record)) for record in caplog.records] + [caplog.text]
    )
    secrets = {simulator.client_secret, "Anna Nowak 7", simulator.seller.email}
    secrets |= {pair.access_token for pair in tokens} | {pair.refresh_token for pair in tokens}
    secrets |= {word for form in simulator.forms.values() for word in words_of(form)}
    assert len(secrets) > 100
    assert {word for word in secrets if len(word) > 3 and word in said} == set()
    assert all(code in said for code in ("unreachable", "rate_limited", "allegro_refused"))
    assert "trace-id" in said


def test_a_failing_answer_of_allegro_is_logged_with_its_trace_id(account, simulator, caplog):
    simulator.faults.add("unavailable", EVENTS)

    run_import(account, simulator)

    [warning] = [record for record in caplog.records if record.levelname == "WARNING"]
    assert "GET /order/events: HTTP 503 UC (trace-id " in warning.getMessage()
    assert warning.allegro_account == account.pk
    assert warning.allegro_code == "unreachable"
