"""How a page asks GraphQL within this process: what it reads, and what it leaves behind."""

import gc
import logging

import pytest
from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter

from saleor_allegro.dashboard.asked import View
from saleor_allegro.dashboard.asking import Api, Refused
from saleor_allegro.dashboard.views import VIEWS, WIDGETS
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import BASE, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

ORDERS = """
query ($first: Int!) {
  allegroOrders(first: $first) {
    edges { node { checkoutFormId order { number channel { slug } } } }
  }
}
"""


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def token(shop):
    return token_of(a_member_of_staff("manage_orders", "manage_plugins"))


@pytest.fixture
def api(token):
    return Api(request=RequestFactory().post(f"{BASE}/orders"), token=token)


def requests_in_memory():
    return sum(type(each) is HttpRequest for each in gc.get_objects())


def test_what_was_just_done_is_read_where_it_was_written(shop, api):
    [link] = shop.sell()
    on_the_replica = []

    def note(execute, sql, params, many, context):
        if context["connection"].alias == settings.DATABASE_CONNECTION_REPLICA_NAME:
            on_the_replica.append(sql)
        return execute(sql, params, many, context)

    with connections[settings.DATABASE_CONNECTION_DEFAULT_NAME].execute_wrapper(note):
        found = api.ask(ORDERS, first=1)

    assert found["allegroOrders"]["edges"][0]["node"]["checkoutFormId"] == link.form_id
    # Saleor reads there what a person may do, whoever asks.
    assert [sql for sql in on_the_replica if 'FROM "permission_permission"' not in sql] == []


def test_question_leaves_nothing_for_the_collector(shop, api):
    shop.sell()
    api.ask(ORDERS, first=1)
    gc.collect()
    before = requests_in_memory()
    gc.disable()
    try:
        for _ in range(3):
            api.ask(ORDERS, first=1)
        assert requests_in_memory() == before
    finally:
        gc.enable()


def test_no_token_in_the_log_of_a_question_that_is_refused(shop, api, caplog):
    caplog.set_level(logging.DEBUG)

    with pytest.raises(Refused):
        api.ask("query ($id: ID!) { allegroJob(id: $id) { id } }", id="kupujacy_17")
    with pytest.raises(Refused):
        api.ask("query ($id: ID!) { no such field", id="kupujacy_17")

    logged = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert api.token not in logged


@pytest.mark.parametrize("page", [*VIEWS, *WIDGETS])
def test_no_token_in_the_report_of_a_page_that_fails(shop, token, page, monkeypatch):
    def fails(asked):
        raise ZeroDivisionError

    pages = VIEWS if page in VIEWS else WIDGETS
    monkeypatch.setitem(pages, page, View(show=fails, permissions=pages[page].permissions))
    request = {"accessToken": token, "orderId": "T3JkZXI6MQ=="}
    headers = {"Authorization": f"Bearer {token}"} if page in VIEWS else {}

    with pytest.raises(ZeroDivisionError) as caught:
        Client(headers=headers).post(f"{BASE}/{page}", data=request)

    frames = ours(ExceptionReporter(None, caught.type, caught.value, caught.tb))
    assert {"_shown", "_asked", "fails"} <= frames.keys()
    assert not [name for name, words in frames.items() if token in words]


def ours(reporter):
    """Function -> what a report of the error shows of its variables."""
    return {
        frame["function"]: str(frame["vars"])
        for frame in reporter.get_traceback_frames()
        if "saleor_allegro/" in frame["filename"] or "tests/" in frame["filename"]
        if not frame["function"].startswith("test_")
    }
