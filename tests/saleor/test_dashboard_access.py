"""Who gets a page of the dashboard, and who does not: each page and action, each kind of token."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client, override_settings

import saleor_allegro
from saleor_allegro.dashboard.views import VIEWS, WIDGETS
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_actions import ACTIONS
from tests.saleor.dashboard_pages import BASE, look, the_app, token_of
from tests.saleor.dashboard_tokens import OPEN_NOTHING
from tests.saleor.merchant_shop import nothing_written
from tests.saleor.viewers import a_customer, a_member_of_staff

PAGES = [*VIEWS, *WIDGETS]
ASKED = [(page, "") for page in PAGES] + [
    (page, action) for page, actions in ACTIONS.items() for action in actions
]
TEMPLATES = Path(saleor_allegro.__file__).parent / "templates" / "saleor_allegro" / "dashboard"


@pytest.fixture
def shop(world):
    the_app()
    return an_allegro_shop(world)


@pytest.fixture
def sold(shop):
    [link] = shop.sell()
    return link


@pytest.fixture
def staff(shop):
    return a_member_of_staff("manage_orders", "manage_plugins")


def fields_of(page, action):
    return dict(ACTIONS[page][action]) | {"action": action} if action else {}


def says_no_access(answer, sold, status):
    body = answer.content.decode()
    assert answer.status_code == status
    assert "No access" in body
    assert "data-no-access" in body
    for word in (sold.form_id, "kupujacy_17", "Nowak"):
        assert word not in body


@pytest.mark.parametrize("reason", OPEN_NOTHING)
def test_token_that_opens_nothing(shop, sold, staff, reason):
    token = OPEN_NOTHING[reason](staff)

    with nothing_written():
        for page, action in ASKED:
            answer = look(page, token, orderId=str(sold.order_id), **fields_of(page, action))
            says_no_access(answer, sold, 401)


def test_expired_token_opens_nothing_where_saleor_does_not_look_at_the_end(shop, sold, staff):
    with override_settings(JWT_EXPIRE=False, JWT_TTL_APP_ACCESS=timedelta(seconds=-1)):
        token = token_of(staff)
        for page in PAGES:
            says_no_access(look(page, token), sold, 401)


@pytest.mark.parametrize("permissions", [(), ("manage_products", "manage_apps", "manage_users")])
def test_person_without_the_permission(shop, sold, permissions):
    token = token_of(a_member_of_staff(*permissions, email="other@shop.test"))

    with nothing_written():
        for page, action in ASKED:
            says_no_access(look(page, token, **fields_of(page, action)), sold, 403)


def test_permission_for_other_pages(shop, sold):
    tokens = {
        name: token_of(a_member_of_staff(name.lower(), email=f"{name}@shop.test"))
        for name in ("MANAGE_ORDERS", "MANAGE_PLUGINS")
    }

    with nothing_written():
        for name, token in tokens.items():
            for page, view in (VIEWS | WIDGETS).items():
                if name not in view.permissions:
                    says_no_access(look(page, token), sold, 403)


def test_permission_that_was_taken_since_the_token_was_made(shop, sold, staff):
    token = token_of(staff)
    staff.groups.clear()

    with nothing_written():
        for page, action in ASKED:
            says_no_access(look(page, token, **fields_of(page, action)), sold, 403)


def test_permission_that_the_app_has_not(shop, sold, staff):
    from saleor.app.models import App

    App.objects.get().permissions.clear()

    for page in PAGES:
        says_no_access(look(page, token_of(staff)), sold, 403)


def test_customer(shop, sold):
    token = token_of(a_customer("kupujacy@shop.test"))

    for page, action in ASKED:
        says_no_access(look(page, token, **fields_of(page, action)), sold, 401)


def test_token_at_the_wrong_place(shop, sold, staff):
    token = token_of(staff)
    browser = Client()
    browser.cookies["refreshToken"] = token
    browser.cookies["token"] = token

    for page in PAGES:
        says_no_access(browser.post(f"{BASE}/{page}?accessToken={token}"), sold, 401)
    for page in VIEWS:
        says_no_access(browser.post(f"{BASE}/{page}", data={"accessToken": token}), sold, 401)


def test_everybody_gets_an_empty_page_of_a_view(shop, sold, staff):
    for page in VIEWS:
        answer = Client().get(f"{BASE}/{page}")
        assert answer.status_code == 200
        assert sold.form_id not in answer.content.decode()
        assert Client().head(f"{BASE}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_other_methods_are_refused(shop, page):
    browser = Client()
    methods = ["put", "patch", "delete", "options"] + (["get"] if page in WIDGETS else [])

    answers = [getattr(browser, method)(f"{BASE}/{page}") for method in methods]

    assert {answer.status_code for answer in answers} == {405}
    assert {answer["Allow"] for answer in answers} == {
        "POST" if page in WIDGETS else "GET, HEAD, POST"
    }


def test_every_action_of_the_templates_is_in_the_table():
    """Whoever adds a button adds it to the table above, and so to this matrix."""
    found = set()
    for template in TEMPLATES.glob("**/*.html"):
        found |= set(re.findall(r'name="action"\s+value="([a-z_]+)', template.read_text()))

    named = {action.partition(":")[0] for actions in ACTIONS.values() for action in actions}
    assert found == named
