"""What goes out with a page: its policy, and no secret anywhere else."""

import logging
import re
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory, override_settings
from django.views.debug import ExceptionReporter

from saleor_allegro.dashboard.asking import Api
from saleor_allegro.dashboard.framing import frame_ancestors
from saleor_allegro.dashboard.routes import answer_dashboard
from saleor_allegro.dashboard.views import VIEWS, WIDGETS
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import BASE, look, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

AROUND = "frame-ancestors 'self' https://dashboard.shop.test"
NAMED = {"SALEOR_ALLEGRO_FRAME_ANCESTORS": ["'self'", "https://dashboard.shop.test"]}


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def token(shop):
    return token_of(a_member_of_staff("manage_orders", "manage_plugins"))


def policy(answer):
    return answer["Content-Security-Policy"]


def whole_pages(token):
    browser = Client()
    yield from (browser.get(f"{BASE}/{view}") for view in VIEWS)
    for widget in WIDGETS:
        yield browser.post(
            f"{BASE}/{widget}", data={"accessToken": token, "orderId": "T3JkZXI6MQ=="}
        )


@override_settings(**NAMED)
def test_whole_page_runs_our_script_alone(token):
    nonces = []
    for page in whole_pages(token):
        body = page.content.decode()
        [nonce] = set(re.findall(r'nonce="([^"]*)"', body))
        assert policy(page) == (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; " + AROUND
        )
        assert body.count(nonce) == 2  # of the one style and the one script
        assert re.findall(r"<script|<style|style=| on[a-z]+=", body) == ["<script"]
        nonces.append(nonce)
    assert len(set(nonces)) == len(VIEWS) + len(WIDGETS)


@override_settings(**NAMED)
def test_piece_of_a_page_runs_nothing(token):
    for page in [*VIEWS, *WIDGETS]:
        for answer in (look(page, token), look(page, "rubbish")):
            assert policy(answer) == (
                "default-src 'none'; script-src 'none'; style-src 'none'; img-src 'self'; "
                "connect-src 'self'; form-action 'self'; base-uri 'none'; " + AROUND
            )


def test_nobody_keeps_a_page(token):
    for answer in [*whole_pages(token), *(look(view, token) for view in VIEWS)]:
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("setting", "sources"),
    [
        (["https://a.test/", "https://b.test:9000"], ("https://a.test", "https://b.test:9000")),
        ("https://a.test, 'self'", ("https://a.test", "'self'")),
        (["*.shop.test", "http://[::1]:9000"], ("*.shop.test", "http://[::1]:9000")),
        (["*"], ("*",)),
        ([], ()),
        (["https://a.test; script-src *"], ()),
        (["https://a.test\r\nSet-Cookie: a=b", "https://b.test"], ("https://b.test",)),
        (["javascript:alert(1)", "data:", "ftp://a.test", "https://"], ()),
    ],
)
def test_setting_says_who_may_frame_the_pages(setting, sources):
    with override_settings(SALEOR_ALLEGRO_FRAME_ANCESTORS=setting):
        assert frame_ancestors() == sources


@pytest.mark.parametrize(
    ("hosts", "sources"),
    [
        (["dashboard.shop.test"], ("'self'", "dashboard.shop.test:*")),
        (["localhost:9000", ".shop.test"], ("'self'", "localhost:9000", "*.shop.test:*")),
        (["*"], ("'self'", "*")),
        (["[::1]"], ("'self'", "[::1]:*")),
    ],
)
def test_without_the_setting_the_clients_of_the_shop_may(hosts, sources):
    with override_settings(ALLOWED_CLIENT_HOSTS=hosts):
        assert frame_ancestors() == sources


@override_settings(SALEOR_ALLEGRO_FRAME_ANCESTORS=[])
def test_empty_setting_lets_nobody_frame_the_pages(shop):
    assert policy(Client().get(f"{BASE}/orders")).endswith("frame-ancestors 'none'")


def test_no_token_and_no_person_in_any_log(shop, token, caplog):
    [link] = shop.sell()
    caplog.set_level(logging.DEBUG)

    for page in [*VIEWS, *WIDGETS]:
        look(page, token, orderId=str(link.order_id))
    for _ in whole_pages(token):
        pass

    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    for word in (token, token.split(".")[1], "kupujacy_17", "anna"):
        assert word not in logged


def test_nobody_writes_lines_of_their_own_into_the_log(shop, token, caplog):
    look("connections/code", token, job="a\nERROR all is lost" + "x" * 10_000)

    ours = [each for each in caplog.records if each.name == "saleor_allegro.dashboard.routes"]
    [line] = [each.getMessage() for each in ours]
    assert "all is lost" in line
    assert "\n" not in line
    assert len(line) < 500


def test_no_token_in_an_address_of_a_page(shop, token):
    for page in whole_pages(token):
        body = page.content.decode()
        for address in re.findall(r'(?:href|src|action|data-again)="([^"]*)"', body):
            assert token not in address
        assert body.count(token) == (1 if 'id="asked"' in body else 0)


def test_no_token_in_a_report_of_an_error(shop, token):
    request = RequestFactory().post(
        f"{BASE}/widgets/order",
        data={"accessToken": token, "orderId": "T3JkZXI6MQ=="},
        headers={"Authorization": f"Bearer {token}"},
    )
    answer_dashboard(request, "/dashboard/widgets/order", datetime.now(UTC))
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        report = ExceptionReporter(request, type(error), error, error.__traceback__)
    with override_settings(DEBUG=False):
        text = report.get_traceback_text()

    posted = text.partition("POST:")[2].partition("FILES:")[0]
    assert token not in posted


def test_no_token_in_what_is_printed_of_a_request(shop, token):
    api = Api(request=RequestFactory().get("/"), token=token)

    assert token not in repr(api)
