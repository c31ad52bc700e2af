"""What people ask for over /graphql/, and workers do."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connections
from django.test import TestCase
from django.utils import timezone
from graphene import Node
from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.order.models import Order, OrderEvent
from saleor.plugins.models import PluginConfiguration
from saleor.product.models import ProductVariant
from saleor.warehouse.models import Stock

from saleor_allegro import ledger, tasks
from saleor_allegro.models import Account, Job, OrderFlag, OrderLink, OrderPush
from saleor_allegro.simulator.consents import Decision
from saleor_allegro.simulator.kinds import Kind
from saleor_allegro.sync.queue_job import queue_account_job, queue_device_job
from tests.database_state import changed, database_state
from tests.saleor.selling import selling_shop
from tests.saleor.statements import StatementCounter
from tests.saleor.viewers import a_customer, a_member_of_staff, an_app, ask
from tests.sync.steps import in_euros, misprint
from tests.sync.stocking import shown

JOB_FIELDS = "id kind state channel account { login } errors { code message }"
ERRORS = "errors { field code message }"
IMPORT = f"""
mutation ($channel: String!, $since: DateTime, $formIds: [String!], $dryRun: Boolean) {{
  allegroImport(channel: $channel, since: $since, formIds: $formIds, dryRun: $dryRun) {{
    job {{ {JOB_FIELDS} startedAt }} {ERRORS} }} }}
"""
RECHECK = f"""
mutation ($id: ID!) {{ allegroOrderRecheck(id: $id) {{ job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
PUSH = f"""
mutation ($id: ID!) {{ allegroOrderPush(id: $id) {{ job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
STOCK = f"""
mutation ($channel: String!, $offerIds: [String!], $endOffers: Boolean) {{
  allegroStockSend(channel: $channel, offerIds: $offerIds, endOffers: $endOffers) {{
    job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
AUDIT = f"""
mutation ($channel: String!, $days: Int) {{
  allegroAudit(channel: $channel, days: $days) {{ job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
RETRY = f"""
mutation ($formIds: [String!]!) {{
  allegroOrderRetry(formIds: $formIds) {{ job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
RESOLVE = f"""
mutation ($id: ID!, $flag: AllegroFlagKind!, $subject: String, $note: String) {{
  allegroFlagResolve(id: $id, flag: $flag, subject: $subject, note: $note) {{
    order {{ checkoutFormId orderNumber flags {{ kind }} order {{ number }} }}
    flags {{ kind subject resolvedAt resolvedAlone note }} {ERRORS} }} }}
"""
CONNECT = f"""
mutation ($channel: String!) {{
  allegroConnectDevice(channel: $channel) {{ job {{ {JOB_FIELDS} userCode }} {ERRORS} }} }}
"""
LISTS = f"""
mutation ($channel: String!) {{
  allegroDirectoryRead(channel: $channel) {{ job {{ {JOB_FIELDS} }} {ERRORS} }} }}
"""
POLL = f"""
mutation ($id: ID!) {{ allegroConnectDevicePoll(id: $id) {{
  job {{ {JOB_FIELDS} userCode verificationUrl verificationUrlComplete expiresAt }} {ERRORS} }} }}
"""
JOB = """
query ($id: ID!) { allegroJob(id: $id) { id kind state channel account { login }
  createdAt startedAt finishedAt expiresAt lookedAt toLookAt imported updated failed
  told unknownOffers audit { allegro saleor missing missingCount stale staleCount }
  errors { code message } draftsLeftOut
  drafts { checkoutFormId becomes channel status buyerLogin orderNumber boughtAt
    total { amount currency } paid { amount currency } deliveryMethod deliveryPrice { amount }
    reason { code message } flags { kind subject message polish: message(language: POLISH) }
    lines { kind name offerId key quantity unitPrice { amount currency } taxRate variantId
      allocated } }
  userCode verificationUrl verificationUrlComplete } }
"""
SHORT_JOB = "query ($id: ID!) { allegroJob(id: $id) { state } }"
NO_FORM = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def selling(db):
    with selling_shop() as selling:
        yield selling


@pytest.fixture
def staff(db):
    return a_member_of_staff("manage_orders", "manage_plugins")


@pytest.fixture
def sending(selling):
    """The stock of the Polish channel is offered on Allegro."""
    [row] = PluginConfiguration.objects.filter(
        identifier="saleor_allegro", channel__slug="allegro-pl"
    )
    row.configuration.append({"name": "send_stock", "value": True})
    row.save()
    return selling


def work(told):
    """What workers do who were told so, and all that follows from it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        for tell in told:
            tell()


def sent(mutation, viewer, **variables):
    """What a mutation answers, and what workers are told once it is committed."""
    with TestCase.captureOnCommitCallbacks() as told:
        answer = ask(mutation, viewer, **variables)
    return answer, told


def asked(mutation, viewer, **variables):
    """The job as it was asked for; a worker is told of it once, and does it."""
    answer, told = sent(mutation, viewer, **variables)
    assert answer.errors == []
    [payload] = answer.data.values()
    assert payload["errors"] == []
    assert len(told) == 1
    work(told)
    return payload["job"]


def job_now(job, viewer):
    return ask(JOB, viewer, id=job["id"])["allegroJob"]


def tick():
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.import_due_accounts.delay()


def without_sense(form):
    """A line stands there twice."""
    form["lineItems"].append(form["lineItems"][0])


def bring_in(selling, kind=Kind.PAID_ONLINE):
    """An order of the shop that was bought on Allegro."""
    form_id = selling.simulator.sell(kind)
    tick()
    return Order.objects.get(external_reference=form_id)


def id_of(order):
    return Node.to_global_id("Order", order.pk)


def flagged(selling, **fields):
    order = bring_in(selling)
    link = OrderLink.objects.get(order_id=order.pk)
    values = {"kind": "oversold", "subject": "line-1", "details": {"sold": "3", "allocated": "1"}}
    OrderFlag.objects.create(link=link, raised_at=timezone.now(), **values | fields)
    OrderEvent.objects.filter(order=order).delete()
    return order


def test_named_form_is_imported_by_a_worker(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    selling.simulator.sell(Kind.PAID_ONLINE)

    queued = asked(IMPORT, staff, channel="allegro-pl", formIds=[form_id, form_id.upper()])

    assert (queued["kind"], queued["state"], queued["startedAt"]) == ("IMPORT", "QUEUED", None)
    assert (queued["channel"], queued["account"]) == ("allegro-pl", {"login": "sklep_demo"})
    done = job_now(queued, staff)
    assert (done["state"], done["imported"], done["lookedAt"]) == ("DONE", 1, 1)
    assert (done["errors"], done["drafts"], done["userCode"]) == ([], [], None)
    assert done["createdAt"] < done["startedAt"] < done["finishedAt"] < done["expiresAt"]
    assert Order.objects.get().external_reference == form_id


def test_what_is_new_and_what_is_since_a_day_is_imported(selling, staff):
    selling.simulator.sell_many(3, kinds_sold=[Kind.PAID_ONLINE])
    new = asked(IMPORT, staff, channel="allegro-pl")
    assert job_now(new, staff)["imported"] == 3
    now = timezone.now()
    selling.simulator.sell_many(8, kinds_sold=[Kind.PAID_ONLINE], since=now - timedelta(40))

    since = asked(
        IMPORT, staff, channel="allegro-pl", since=(now - timedelta(30)).isoformat(), dryRun=False
    )

    assert 2 < job_now(since, staff)["imported"] < 8


def test_dry_run_tells_what_the_orders_would_be(selling, staff):
    form_id = selling.simulator.sell(Kind.SEVERAL_PIECES)
    form = selling.simulator.forms[form_id]
    Stock.objects.update(quantity=1)

    job = asked(IMPORT, staff, channel="allegro-pl", formIds=[form_id, NO_FORM], dryRun=True)

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["draftsLeftOut"]) == ("PREVIEW", "DONE", 0)
    assert (done["imported"], done["failed"]) == (1, 1)
    assert not Order.objects.exists()
    draft, missing = done["drafts"]
    assert (draft["becomes"], draft["channel"], draft["reason"]) == ("ORDER", "allegro-pl", None)
    assert draft["checkoutFormId"] == form_id
    assert (draft["status"], draft["buyerLogin"]) == ("UNFULFILLED", form["buyer"]["login"])
    money = form["summary"]["totalToPay"]
    assert draft["total"] == draft["paid"]
    assert draft["total"] == {"amount": float(money["amount"]), "currency": money["currency"]}
    assert draft["deliveryMethod"] == form["delivery"]["method"]["name"]
    line, item = draft["lines"][0], form["lineItems"][0]
    assert (line["kind"], line["name"]) == ("OFFER", item["offer"]["name"])
    assert (line["quantity"], line["allocated"]) == (item["quantity"], 1)
    assert line["unitPrice"]["amount"] == float(item["price"]["amount"])
    assert 0 <= line["taxRate"] < 1
    variant = ProductVariant.objects.get(sku=line["key"])
    assert line["variantId"] == Node.to_global_id("ProductVariant", variant.pk)
    [flag] = draft["flags"]
    assert (flag["kind"], flag["message"][:8], flag["polish"][:4]) == (
        "OVERSOLD",
        "Oversold",
        "Brak",
    )
    assert (missing["becomes"], missing["reason"]["code"]) == ("FAILED", "gone")
    assert (missing["lines"], missing["flags"], missing["total"]) == ([], [], None)
    then = asked(IMPORT, staff, channel="allegro-pl", formIds=[form_id])
    assert job_now(then, staff)["imported"] == 1


def test_order_is_rechecked_now(selling, staff):
    order = bring_in(selling, Kind.UNPAID)
    selling.simulator.journal.hold()
    selling.simulator.pay(order.external_reference)

    job = asked(RECHECK, staff, id=id_of(order))

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["updated"]) == ("RECHECK", "DONE", 1)
    order.refresh_from_db()
    assert (order.status, order.charge_status) == ("unfulfilled", "full")


def test_allegro_is_told_of_an_order_now(selling, staff):
    selling.change_forms(allegro_status_unfulfilled="PROCESSING")
    order = bring_in(selling)
    OrderPush.objects.update(due_at=None, refused_status="PROCESSING")

    job = asked(PUSH, staff, id=id_of(order))

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["told"]) == ("PUSH", "DONE", 1)
    form = selling.simulator.forms[order.external_reference]
    assert form["fulfillment"]["status"] == "PROCESSING"


def test_nothing_is_told_where_the_seller_does_not_allow_it(selling, staff):
    order = bring_in(selling)
    selling.change_account(scope="allegro:api:orders:read allegro:api:profile:read")

    error = error_of(refused(PUSH, staff, id=id_of(order)))

    assert error[:2] == ("id", "NOT_GRANTED")
    assert "sklep_demo did not allow this when connecting" in error[2]


def test_stock_is_sent_now(sending, staff):
    first, second = sending.simulator.offers[:2]
    Stock.objects.filter(product_variant__sku__in=[first.sku, second.sku]).update(quantity=7)
    named = [first.id, f" {first.id} ", "17000000000"]

    job = asked(STOCK, staff, channel="allegro-pl", offerIds=named)

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["told"]) == ("STOCK", "DONE", 1)
    assert done["unknownOffers"] == ["17000000000"]
    assert shown(sending.simulator, first.id) == ("ACTIVE", 7)
    assert shown(sending.simulator, second.id) != ("ACTIVE", 7)
    # A channel that sends none, of a seller who sends that of another one.
    job = asked(STOCK, staff, channel="allegro-cz")
    assert job_now(job, staff)["told"] >= 1
    assert shown(sending.simulator, second.id) == ("ACTIVE", 7)


def test_most_offers_end_by_a_persons_word_alone(sending, staff):
    Stock.objects.update(quantity=0)

    job = job_now(asked(STOCK, staff, channel="allegro-pl"), staff)

    assert (job["state"], job["errors"][0]["code"]) == ("FAILED", "would_end_offers")
    assert (job["told"], job["unknownOffers"]) == (None, [])
    job = job_now(asked(STOCK, staff, channel="allegro-pl", endOffers=True), staff)
    assert (job["state"], job["told"]) == ("DONE", len(sending.simulator.offers))


BAD_STOCK = [
    ({"channel": "no-such"}, "channel", "NOT_FOUND", "'no-such'"),
    ({"offerIds": []}, "offerIds", "REQUIRED", "at least one"),
    ({"offerIds": ["1"] * 101}, "offerIds", "TOO_MANY", "101 are named"),
    ({"offerIds": ["1", "abc"]}, "offerIds", "INVALID", "digits alone"),
    ({"offerIds": ["٣"]}, "offerIds", "INVALID", "digits alone"),
    ({"offerIds": [""]}, "offerIds", "INVALID", "digits alone"),
    ({"offerIds": ["1" * 65]}, "offerIds", "INVALID", "64 at most"),
]


@pytest.mark.parametrize(("given", "field", "code", "words"), BAD_STOCK)
def test_stock_that_makes_no_sense_is_refused(sending, staff, given, field, code, words):
    error = error_of(refused(STOCK, staff, **{"channel": "allegro-pl"} | given))

    assert error[:2] == (field, code)
    assert words in error[2]


def test_stock_that_nobody_wants_or_may_send_is_refused(selling, staff):
    error = error_of(refused(STOCK, staff, **PL))
    assert error[:2] == ("channel", "SWITCHED_OFF")
    assert "“Send stock to Allegro” is off" in error[2]
    selling.change_forms(send_stock=True)
    selling.change_account(scope="allegro:api:orders:read allegro:api:sale:offers:read")

    error = error_of(refused(STOCK, staff, **PL))

    assert error[:2] == ("channel", "NOT_GRANTED")


def test_purchases_are_audited_now(selling, staff):
    simulator = selling.simulator
    order = bring_in(selling)
    simulator.journal.hold()
    lost, bad = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.CZECH)
    misprint(simulator, bad, in_euros)

    job = asked(AUDIT, staff, channel="allegro-pl", days=None)

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["imported"]) == ("AUDIT", "DONE", 1)
    audit = {"allegro": 3, "saleor": 2, "missing": [bad], "missingCount": 1}
    assert done["audit"] == audit | {"stale": [], "staleCount": 0}
    named = set(Order.objects.values_list("external_reference", flat=True))
    assert named == {order.external_reference, lost}


def test_audit_names_no_purchases_of_other_channels(selling, staff):
    form_id = bring_in(selling).external_reference
    selling.change_account(next_import_at=timezone.now())
    other = bring_in(selling, Kind.CZECH).external_reference
    pl = a_member_of_staff(
        "manage_orders", email="pl@shop.test", channels=Channel.objects.filter(slug="allegro-pl")
    )
    job = asked(AUDIT, staff, channel="allegro-pl", days=1)
    assert job_now(job, pl)["audit"]["saleor"] == 2
    found = {"allegro": 9, "saleor": 3, "missing": [NO_FORM], "missing_count": 1}
    found |= {"stale": [form_id, other], "stale_count": 2}
    Job.objects.update(result={"audit": found})

    assert job_now(job, staff)["audit"]["stale"] == [form_id, other]
    audit = job_now(job, pl)["audit"]
    assert (audit["missing"], audit["stale"], audit["staleCount"]) == ([NO_FORM], [form_id], 2)


@pytest.mark.parametrize("days", [0, -1, 61, 2**31 - 1])
def test_audit_of_no_days_or_too_many_is_refused(selling, staff, days):
    error = error_of(refused(AUDIT, staff, channel="allegro-pl", days=days))

    assert error == ("days", "INVALID", "Give 1 to 60 days.")
    error = error_of(refused(AUDIT, staff, channel="no-such", days=days))
    assert error[:2] == ("channel", "NOT_FOUND")


def test_failed_form_is_tried_again_now(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    right = misprint(selling.simulator, form_id, in_euros)
    tick()
    assert OrderLink.objects.get().state == "failed"
    selling.simulator.forms.misprint(form_id, right)

    job = asked(RETRY, staff, formIds=[form_id])

    done = job_now(job, staff)
    assert (done["kind"], done["state"], done["imported"]) == ("RETRY", "DONE", 1)
    assert Order.objects.get().external_reference == form_id


def failure_of(form_id):
    columns = ("state", "error_code", "error_message", "attempts", "failed_since", "next_try_at")
    return OrderLink.objects.values_list(*columns).get(form_id=form_id)


def test_failure_is_forgotten_where_nothing_differs_any_more(selling, staff):
    order = bring_in(selling)
    form_id, simulator = order.external_reference, selling.simulator
    before = Order.objects.values().get()
    right = misprint(simulator, form_id, without_sense)
    simulator.set_fulfillment(form_id, "PROCESSING")
    simulator.set_fulfillment(form_id, "NEW")
    misprint(simulator, form_id, without_sense)
    selling.change_account(next_import_at=timezone.now())
    tick()
    assert failure_of(form_id)[:2] == ("imported", "repeated_line")
    simulator.forms.misprint(form_id, right)

    done = job_now(asked(RETRY, staff, formIds=[form_id]), staff)

    assert (done["state"], done["updated"], done["failed"]) == ("DONE", 0, 0)
    assert (done["lookedAt"], done["toLookAt"]) == (1, 1)
    assert failure_of(form_id) == ("imported", "", "", 0, None, None)
    assert Order.objects.values().get() == before


@pytest.mark.parametrize("mutation", [RECHECK, RETRY])
def test_order_of_a_channel_without_its_seller_was_not_compared(selling, staff, mutation):
    order = bring_in(selling)
    link = OrderLink.objects.get()
    ledger.disconnect(link.account_id, "allegro-pl")
    assert ledger.channels_of(link.account_id) == ["allegro-cz"]

    named = {"id": id_of(order)} if mutation == RECHECK else {"formIds": [link.form_id]}
    done = job_now(asked(mutation, staff, **named), staff)

    assert done["state"] == "FAILED"
    [error] = done["errors"]
    assert error["code"] == "switched_off"
    assert error["message"].startswith(
        "Nothing was compared: the channel allegro-pl takes no orders of this seller now."
    )


def test_retry_names_the_channel_that_the_purchases_belong_to(selling, staff):
    ordered = bring_in(selling, Kind.CZECH).external_reference
    simulator = selling.simulator
    polish, foreign = simulator.sell(Kind.PAID_ONLINE), simulator.sell(Kind.PAID_ONLINE)
    misprint(simulator, polish, without_sense)
    misprint(simulator, foreign, in_euros)
    selling.change_account(next_import_at=timezone.now())
    tick()
    assert OrderLink.objects.filter(state="failed", channel_slug="").count() == 2

    def channel(*form_ids):
        answer, _ = sent(RETRY, staff, formIds=form_ids)
        return answer["allegroOrderRetry"]["job"]["channel"]

    assert channel(ordered) == "allegro-cz"
    assert channel(polish) == "allegro-pl"
    assert channel(foreign) is None
    assert channel(polish, foreign) == "allegro-pl"
    assert channel(ordered, polish) is None
    pl, cz = (
        a_member_of_staff(
            "manage_orders", email=f"{slug}@shop.test", channels=Channel.objects.filter(slug=slug)
        )
        for slug in ("allegro-pl", "allegro-cz")
    )
    for viewer, expected in ((pl, "allegro-pl"), (cz, None)):
        answer, _ = sent(RETRY, viewer, formIds=[polish])
        assert answer["allegroOrderRetry"]["job"]["channel"] == expected


def test_flag_is_resolved_and_the_history_says_by_whom(selling, staff):
    order = flagged(selling)

    answer, told = sent(RESOLVE, staff, id=id_of(order), flag="OVERSOLD", note=" Restocked ")

    payload = answer["allegroFlagResolve"]
    assert payload["errors"] == []
    [flag] = payload["flags"]
    assert (flag["kind"], flag["subject"], flag["note"]) == ("OVERSOLD", "line-1", "Restocked")
    assert flag["resolvedAt"]
    assert not flag["resolvedAlone"]
    assert payload["order"]["checkoutFormId"] == order.external_reference
    assert payload["order"]["flags"] == []
    assert payload["order"]["order"] == {"number": str(order.number)}
    assert told == []
    [event] = OrderEvent.objects.filter(order=order)
    assert event.parameters["message"] == (
        "Allegro: resolved by staff@shop.test: “Oversold: 3 sold on Allegro, 1 found in stock. "
        "Restock, or agree with the buyer.” Note: “Restocked”"
    )


def test_one_of_two_flags_is_resolved_where_it_is_named(selling):
    order = flagged(selling)
    link = OrderLink.objects.get()
    OrderFlag.objects.create(link=link, kind="oversold", subject="2", raised_at=timezone.now())
    app = an_app("manage_orders")

    one, _ = sent(RESOLVE, app, id=id_of(order), flag="OVERSOLD", subject="2")
    other, _ = sent(RESOLVE, app, id=id_of(order), flag="OVERSOLD")

    assert [flag["subject"] for flag in one["allegroFlagResolve"]["flags"]] == ["2"]
    assert [flag["subject"] for flag in other["allegroFlagResolve"]["flags"]] == ["line-1"]
    assert f"resolved by {app.name}" in OrderEvent.objects.first().parameters["message"]


@pytest.fixture
def connecting(selling, staff):
    """A seller is to be connected to the channel; its worker has a code."""
    for slug in ledger.channels_of(selling.account.pk):
        ledger.disconnect(selling.account.pk, slug)
    return asked(CONNECT, staff, channel="allegro-pl")


def poll(job, viewer):
    """What is answered, once the interval is over and a worker was nudged."""
    Job.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
    answer, told = sent(POLL, viewer, id=job["id"])
    assert len(told) == 1
    work(told)
    return answer["allegroConnectDevicePoll"]["job"]


def test_seller_is_connected_by_a_code(selling, staff, connecting):
    assert (connecting["kind"], connecting["state"]) == ("CONNECT_DEVICE", "QUEUED")
    assert (connecting["userCode"], connecting["account"]) == (None, None)
    before = len(selling.simulator.requests)
    waiting = poll(connecting, staff)
    [code] = selling.simulator.consents.waiting_codes()
    assert (waiting["state"], waiting["userCode"]) == ("RUNNING", code)
    assert waiting["verificationUrl"].startswith(selling.base_url)
    assert waiting["verificationUrlComplete"].endswith(code)
    assert len(selling.simulator.requests) == before + 1
    selling.simulator.consents.decide(code, Decision.APPROVED)

    poll(connecting, staff)

    done = job_now(connecting, staff)
    assert (done["state"], done["account"]) == ("DONE", {"login": selling.account.login})
    assert (done["userCode"], done["errors"]) == (None, [])
    assert ledger.account_of_channel("allegro-pl").connection == "connected"
    answer, told = sent(POLL, staff, id=connecting["id"])
    assert (answer["allegroConnectDevicePoll"]["job"]["state"], told) == ("DONE", [])


def test_seller_who_says_no_is_not_connected(selling, staff, connecting):
    [code] = selling.simulator.consents.waiting_codes()
    selling.simulator.consents.decide(code, Decision.DENIED)

    poll(connecting, staff)

    failed = job_now(connecting, staff)
    assert (failed["state"], failed["errors"][0]["code"]) == ("FAILED", "access_denied")
    assert Account.objects.get().connection == "disconnected"


def test_request_asks_nothing_of_allegro(selling, sending, staff):
    order = bring_in(selling)
    job = queue_device_job("allegro-pl", timezone.now())
    selling.simulator.requests.clear()

    for mutation, variables in (
        (IMPORT, {"channel": "allegro-pl"}),
        (IMPORT, {"channel": "allegro-pl", "dryRun": True}),
        (RECHECK, {"id": id_of(order)}),
        (PUSH, {"id": id_of(order)}),
        (STOCK, {"channel": "allegro-pl"}),
        (AUDIT, {"channel": "allegro-pl"}),
        (RETRY, {"formIds": [order.external_reference]}),
        (CONNECT, {"channel": "allegro-pl"}),
        (POLL, {"id": Node.to_global_id("AllegroJob", job.pk)}),
    ):
        answer, told = sent(mutation, staff, **variables)
        assert (answer.errors, len(told)) == ([], 1)

    assert len(selling.simulator.requests) == 0
    assert Job.objects.count() == 8


def test_job_waits_for_the_worker_that_has_the_account(selling, staff):
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    lease = ledger.lease(selling.account.pk, timezone.now())
    job = asked(IMPORT, staff, channel="allegro-pl", formIds=[form_id])
    waiting = job_now(job, staff)
    assert (waiting["state"], waiting["errors"][0]["code"]) == ("QUEUED", "busy")
    assert (waiting["startedAt"], waiting["finishedAt"]) == (None, None)

    ledger.release(lease)
    Job.objects.update(due_at=timezone.now())
    tick()

    assert job_now(job, staff)["state"] == "DONE"
    assert Order.objects.get().external_reference == form_id


def test_tick_does_what_no_worker_was_told_of(selling, staff):
    selling.change_account(next_import_at=timezone.now() + timedelta(hours=1))
    form_id = selling.simulator.sell(Kind.PAID_ONLINE)
    sent(IMPORT, staff, channel="allegro-pl", formIds=[form_id])

    tick()

    assert Job.objects.get().state == "done"
    assert Order.objects.get().external_reference == form_id


def test_broker_that_is_down_fails_no_request(selling, staff, monkeypatch):
    def down(*_):
        raise ConnectionError

    monkeypatch.setattr(tasks.do_job, "delay", down)

    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = ask(IMPORT, staff, channel="allegro-pl")

    assert answer["allegroImport"]["errors"] == []
    assert Job.objects.get().state == "queued"


def refused(mutation, viewer, **variables):
    """The answer, once it is sure that nothing was written and no worker was told of anything."""
    before = database_state()
    answer, told = sent(mutation, viewer, **variables)
    assert changed(before, database_state()) == set()
    assert told == []
    return answer


def error_of(answer):
    assert answer.errors == []
    [payload] = answer.data.values()
    [error] = payload["errors"]
    return error["field"], error["code"], error["message"]


def soon():
    return (timezone.now() + timedelta(minutes=1)).isoformat()


def too_long_ago():
    return (timezone.now() - timedelta(days=366)).isoformat()


PL = {"channel": "allegro-pl"}
MANY = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(10_000)]
BAD_IMPORTS = [
    ({"channel": "no-such"}, "channel", "NOT_FOUND", "'no-such'"),
    ({"channel": ""}, "channel", "NOT_FOUND", "''"),
    (PL | {"since": soon}, "since", "INVALID", "still to come"),
    (PL | {"since": too_long_ago}, "since", "INVALID", "365 days"),
    (PL | {"since": "0001-01-02T00:00:00"}, "since", "INVALID", "365 days"),
    (PL | {"since": "2026-11-01T00:00:00Z", "formIds": [NO_FORM]}, "formIds", "INVALID", "either"),
    (PL | {"formIds": []}, "formIds", "REQUIRED", "at least one"),
    (PL | {"formIds": MANY}, "formIds", "TOO_MANY", "at most 100"),
    (PL | {"formIds": MANY[:101]}, "formIds", "TOO_MANY", "101 are named"),
    (PL | {"formIds": [NO_FORM, "abc"]}, "formIds", "INVALID", "“abc”"),
    (PL | {"formIds": ["x" * 5000]}, "formIds", "INVALID", "no id"),
    (PL | {"formIds": [NO_FORM + "\0"]}, "formIds", "INVALID", "no id"),
]


@pytest.mark.parametrize("is_dry", [False, True])
@pytest.mark.parametrize(("given", "field", "code", "words"), BAD_IMPORTS)
def test_import_that_makes_no_sense_is_refused(selling, staff, given, field, code, words, is_dry):
    variables = {name: value() if callable(value) else value for name, value in given.items()}

    error = error_of(refused(IMPORT, staff, **variables, dryRun=is_dry))

    assert error[:2] == (field, code)
    assert words in error[2]
    assert len(error[2]) < 200


def reconnect_needed(selling):
    ledger.reconnect_needed(selling.account.pk)


def disconnected(selling):
    for slug in ledger.channels_of(selling.account.pk):
        ledger.disconnect(selling.account.pk, slug)


def switched_off(selling):
    selling.change_forms(active=False)


NOT_NOW = [
    (reconnect_needed, "NOT_CONNECTED"),
    (disconnected, "NOT_CONNECTED"),
    (switched_off, "NOT_ACTIVE"),
]


@pytest.mark.parametrize(("happens", "code"), NOT_NOW)
def test_nothing_is_asked_for_where_no_seller_is_connected(selling, sending, staff, happens, code):
    order = bring_in(selling)
    happens(selling)

    for mutation, field, variables in (
        (IMPORT, "channel", PL),
        (IMPORT, "channel", PL | {"dryRun": True}),
        (STOCK, "channel", PL),
        (AUDIT, "channel", PL),
        (RECHECK, "id", {"id": id_of(order)}),
        (PUSH, "id", {"id": id_of(order)}),
        (RETRY, "formIds", {"formIds": [order.external_reference]}),
    ):
        assert error_of(refused(mutation, staff, **variables))[:2] == (field, code)


def test_channel_that_never_had_a_seller_has_none(selling, staff):
    selling.account.channels.filter(channel_slug="allegro-cz").delete()

    error = error_of(refused(IMPORT, staff, channel="allegro-cz"))

    assert error[:2] == ("channel", "NOT_CONNECTED")


@pytest.mark.parametrize("mutation", [RECHECK, PUSH, RESOLVE])
def test_order_that_is_none_of_allegros_is_refused(selling, staff, mutation):
    order = bring_in(selling)
    deleted, bad = id_of(order), Node.to_global_id("Product", order.pk)
    order.payment_transactions.all().delete()
    order.delete()
    own = Order.objects.create(
        channel=Channel.objects.get(slug="allegro-pl"), currency="PLN", lines_count=0
    )
    flag = {"flag": "OVERSOLD"} if mutation is RESOLVE else {}

    def error(given):
        return error_of(refused(mutation, staff, id=given, **flag))[:2]

    assert error(deleted) == ("id", "NOT_FOUND")
    assert error(id_of(own)) == ("id", "NOT_FOUND")
    huge = Node.to_global_id("Order", 10**30)
    for malformed in (bad, "abc", "", "T3JkZXI6MQ", "x" * 10_000, "Żółć", "\0"):
        assert error(malformed) == ("id", "GRAPHQL_ERROR")
    assert error(huge) == ("id", "NOT_FOUND")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "REQUIRED"),
        (MANY, "TOO_MANY"),
        (["abc"], "INVALID"),
        ([NO_FORM], "NOT_FOUND"),
    ],
)
def test_retry_of_what_nobody_knows_is_refused(selling, staff, given, code):
    assert error_of(refused(RETRY, staff, formIds=given))[:2] == ("formIds", code)


def test_retry_of_two_sellers_at_once_is_refused(selling, staff):
    order = bring_in(selling)
    other = Account.objects.create(
        seller_id="45",
        login="drugi",
        environment="sandbox",
        client_id="x",
        connected_at=timezone.now(),
        import_since=timezone.now(),
        next_import_at=timezone.now(),
    )
    OrderLink.objects.create(account=other, form_id=NO_FORM, first_seen_at=timezone.now())

    error = error_of(refused(RETRY, staff, formIds=[order.external_reference, NO_FORM]))

    assert error[:2] == ("formIds", "INVALID")


def test_flag_that_is_not_open_is_refused(selling, staff):
    order = flagged(selling)
    link = OrderLink.objects.get()
    OrderFlag.objects.create(
        link=link, kind="underpaid", raised_at=timezone.now(), resolved_at=timezone.now()
    )

    def error(**variables):
        return error_of(refused(RESOLVE, staff, id=id_of(order), **variables))[:2]

    assert error(flag="REFUND_OWED") == ("flag", "NOT_FOUND")
    assert error(flag="UNDERPAID") == ("flag", "NOT_FOUND")
    assert error(flag="OVERSOLD", subject="line-2") == ("flag", "NOT_FOUND")
    assert error(flag="OVERSOLD", note="x" * 1001) == ("note", "INVALID")
    assert error(flag="OVERSOLD", note="\0") == ("note", "INVALID")


def test_device_is_not_connected_with_settings_that_lack_something(selling, staff):
    selling.change_forms(client_secret="")

    error = error_of(refused(CONNECT, staff, channel="allegro-pl"))

    assert error[:2] == ("channel", "PLUGIN_MISCONFIGURED")
    assert "Client secret" in error[2]
    assert error_of(refused(CONNECT, staff, channel="x"))[:2] == ("channel", "NOT_FOUND")


def test_poll_of_what_is_no_connection_is_refused(selling, staff):
    now = timezone.now()
    other = queue_account_job(Job.Kind.IMPORT, selling.account, "allegro-pl", ledger.Asked(), now)

    def error(given):
        return error_of(refused(POLL, staff, id=given))[:2]

    assert error("abc") == ("id", "GRAPHQL_ERROR")
    assert error(Node.to_global_id("AllegroRun", 1)) == ("id", "GRAPHQL_ERROR")
    assert error(Node.to_global_id("AllegroJob", 0)) == ("id", "NOT_FOUND")
    assert error(Node.to_global_id("AllegroJob", other.pk)) == ("id", "NOT_FOUND")


def test_job_that_is_none_is_null_and_a_malformed_id_is_an_error(selling, staff):
    answer = ask(SHORT_JOB, staff, id=Node.to_global_id("AllegroJob", 17))
    assert answer["allegroJob"] is None
    answer = ask(SHORT_JOB, staff, id="abc")
    assert answer.errors == ["Invalid ID: abc. Expected: AllegroJob."]


def nobody(order):
    return None


def customer(order):
    """Whose order it is."""
    return User.objects.get(pk=order.user_id)


def other_customer(order):
    return a_customer("other@shop.test")


def staff_without(order):
    return a_member_of_staff("manage_products", email="without@shop.test")


def staff_with_orders(order):
    return a_member_of_staff("manage_orders", email="orders@shop.test")


def staff_with_plugins(order):
    return a_member_of_staff("manage_plugins", email="plugins@shop.test")


def app_without(order):
    return an_app("manage_products")


def app_with_orders(order):
    return an_app("manage_orders")


def app_with_plugins(order):
    return an_app("manage_plugins")


VIEWERS = [
    nobody,
    customer,
    other_customer,
    staff_without,
    staff_with_orders,
    staff_with_plugins,
    app_without,
    app_with_orders,
    app_with_plugins,
]
OF_ORDERS = {staff_with_orders, app_with_orders}
OF_PLUGINS = {staff_with_plugins, app_with_plugins}
#: Name -> mutation or query, and who may.
DOORS = {
    "import": (IMPORT, OF_ORDERS),
    "dry run": (IMPORT, OF_ORDERS),
    "recheck": (RECHECK, OF_ORDERS),
    "push": (PUSH, OF_ORDERS),
    "stock": (STOCK, OF_ORDERS),
    "audit": (AUDIT, OF_ORDERS),
    "retry": (RETRY, OF_ORDERS),
    "resolve": (RESOLVE, OF_ORDERS),
    "connect": (CONNECT, OF_PLUGINS),
    "poll": (POLL, OF_PLUGINS),
    "lists": (LISTS, OF_PLUGINS),
    "job of an import": (JOB, OF_ORDERS),
    "job of a dry run": (JOB, OF_ORDERS),
    "job of an audit": (JOB, OF_ORDERS),
    "job of a connection": (JOB, OF_PLUGINS),
    "job of the lists": (JOB, OF_PLUGINS),
}


@pytest.mark.parametrize("who", VIEWERS)
def test_who_may_do_and_see_what(selling, sending, who):
    order = flagged(selling)
    viewer = who(order)
    now = timezone.now()
    jobs = {
        kind: queue_account_job(kind, selling.account, "allegro-pl", ledger.Asked(), now)
        for kind in (Job.Kind.IMPORT, Job.Kind.PREVIEW, Job.Kind.AUDIT, Job.Kind.DIRECTORY)
    }
    device = queue_device_job("allegro-pl", now)
    variables = {
        "import": PL,
        "dry run": PL | {"dryRun": True},
        "recheck": {"id": id_of(order)},
        "push": {"id": id_of(order)},
        "stock": PL | {"endOffers": True},
        "audit": PL | {"days": 60},
        "retry": {"formIds": [order.external_reference]},
        "resolve": {"id": id_of(order), "flag": "OVERSOLD"},
        "connect": PL,
        "poll": {"id": Node.to_global_id("AllegroJob", device.pk)},
        "lists": PL,
        "job of the lists": {"id": Node.to_global_id("AllegroJob", jobs[Job.Kind.DIRECTORY].pk)},
        "job of an import": {"id": Node.to_global_id("AllegroJob", jobs[Job.Kind.IMPORT].pk)},
        "job of a dry run": {"id": Node.to_global_id("AllegroJob", jobs[Job.Kind.PREVIEW].pk)},
        "job of an audit": {"id": Node.to_global_id("AllegroJob", jobs[Job.Kind.AUDIT].pk)},
        "job of a connection": {"id": Node.to_global_id("AllegroJob", device.pk)},
    }
    if viewer is not None:
        ask("{ shop { name } }", viewer)  # a login may leave its mark

    for door, (document, allowed) in DOORS.items():
        if who in allowed:
            answer, _ = sent(document, viewer, **variables[door])
            assert answer.errors == [], door
            [found] = answer.data.values()
            assert found, door
            assert found.get("errors", []) == [], door
        else:
            answer = refused(document, viewer, **variables[door])
            [message] = answer.errors
            assert "need one of the following permissions" in message, door
            assert not any((answer.data or {}).values()), door


def test_staff_see_and_do_what_is_of_their_channels(selling, sending):
    cz = list(Channel.objects.filter(slug="allegro-cz"))
    pl = list(Channel.objects.filter(slug="allegro-pl"))
    permissions = ("manage_orders", "manage_plugins")
    theirs = a_member_of_staff(*permissions, email="pl@shop.test", channels=pl)
    others = a_member_of_staff(*permissions, email="cz@shop.test", channels=cz)
    order = flagged(selling)
    failing = selling.simulator.sell(Kind.PAID_ONLINE)
    misprint(selling.simulator, failing, in_euros)
    selling.change_account(next_import_at=timezone.now())
    tick()
    device = queue_device_job("allegro-pl", timezone.now())
    doors = [
        (IMPORT, PL),
        (RECHECK, {"id": id_of(order)}),
        (PUSH, {"id": id_of(order)}),
        (STOCK, PL),
        (AUDIT, PL),
        (RETRY, {"formIds": [order.external_reference, failing]}),
        (CONNECT, PL),
        (LISTS, PL),
        (POLL, {"id": Node.to_global_id("AllegroJob", device.pk)}),
        (RESOLVE, {"id": id_of(order), "flag": "OVERSOLD"}),
    ]

    for mutation, variables in doors:
        answer = refused(mutation, others, **variables)
        assert answer.errors == ["You don't have access to some objects' channel."]
    for mutation, variables in doors:
        answer, _ = sent(mutation, theirs, **variables)
        [payload] = answer.data.values()
        assert payload["errors"] == []
    job = Node.to_global_id("AllegroJob", Job.objects.filter(kind="import").get().pk)
    assert ask(SHORT_JOB, others, id=job)["allegroJob"] is None
    assert ask(SHORT_JOB, theirs, id=job)["allegroJob"] == {"state": "QUEUED"}
    # A purchase without an order belongs to every channel of its seller.
    answer, told = sent(RETRY, others, formIds=[failing])
    assert answer["allegroOrderRetry"]["job"]["channel"] is None
    assert len(told) == 1
    job = answer["allegroOrderRetry"]["job"]["id"]
    for viewer in (theirs, others):
        assert ask(SHORT_JOB, viewer, id=job)["allegroJob"] == {"state": "QUEUED"}
    elsewhere = a_member_of_staff(
        *permissions,
        email="elsewhere@shop.test",
        channels=[Channel.objects.create(name="B2B", slug="b2b", currency_code="PLN")],
    )
    assert ask(SHORT_JOB, elsewhere, id=job)["allegroJob"] is None


def test_drafts_of_other_channels_are_not_shown(selling, staff):
    kinds = {Kind.PAID_ONLINE: "allegro-pl", Kind.CZECH: "allegro-cz"}
    forms = {kind: selling.simulator.sell(kind) for kind in kinds}
    pl = a_member_of_staff(
        "manage_orders", email="pl@shop.test", channels=Channel.objects.filter(slug="allegro-pl")
    )
    named = [*forms.values(), NO_FORM]

    job = asked(IMPORT, pl, channel="allegro-pl", formIds=named, dryRun=True)

    def shown(viewer):
        return {each["checkoutFormId"] for each in job_now(job, viewer)["drafts"]}

    assert shown(staff) == set(named)
    assert shown(pl) == {forms[Kind.PAID_ONLINE], NO_FORM}


def test_job_is_polled_in_few_statements(selling, staff):
    """However long the result is: it is not read unless it is asked for."""
    job = queue_device_job("allegro-pl", timezone.now())
    given = Node.to_global_id("AllegroJob", job.pk)
    alias = settings.DATABASE_CONNECTION_REPLICA_NAME
    ask(SHORT_JOB, staff, id=given)

    with StatementCounter(connections[alias]) as statements:
        assert ask(SHORT_JOB, staff, id=given)["allegroJob"] == {"state": "QUEUED"}

    ours = [sql for sql in statements if "saleor_allegro" in sql]
    assert len(ours) == 1
    assert '"result"' not in ours[0]


OUR_FIELDS = [
    *("allegroImport", "allegroOrderRecheck", "allegroOrderRetry", "allegroFlagResolve"),
    *("allegroOrderPush", "allegroStockSend", "allegroAudit"),
    *("allegroConnectDevice", "allegroConnectDevicePoll", "allegroDirectoryRead", "allegroJob"),
]


def undescribed(schema):
    """What of ours says nothing about itself."""
    for root in ("Query", "Mutation"):
        for name, field in schema.get_type(root).fields.items():
            if name in OUR_FIELDS:
                yield from without_description(name, field)
    for name, found in schema.get_type_map().items():
        if name.startswith("Allegro"):
            if not found.description:
                yield name
            for value in getattr(found, "values", ()):
                if not value.description:
                    yield f"{name}.{value.name}"
            for field_name, field in getattr(found, "fields", {}).items():
                yield from without_description(f"{name}.{field_name}", field)


def without_description(name, field):
    if not field.description:
        yield name
    for argument_name, argument in getattr(field, "args", {}).items():
        if not argument.description:
            yield f"{name}({argument_name})"


def test_everything_says_what_it_is():
    from saleor.graphql.api import schema

    mutations, queries = schema.get_type("Mutation").fields, schema.get_type("Query").fields
    assert set(OUR_FIELDS) <= {*mutations, *queries}
    assert list(undescribed(schema)) == []
