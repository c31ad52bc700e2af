"""What Sentry, which Saleor reports its errors to, is told of a page that fails."""

import json
from datetime import UTC, datetime

import pytest
import sentry_sdk
from django.test import RequestFactory
from sentry_sdk.integrations.django import DjangoRequestExtractor
from sentry_sdk.scrubber import EventScrubber
from sentry_sdk.transport import Transport
from sentry_sdk.utils import event_from_exception

from saleor_allegro.dashboard.asked import View
from saleor_allegro.dashboard.routes import answer_dashboard
from saleor_allegro.dashboard.views import VIEWS, WIDGETS
from tests.saleor.allegro_shop import an_allegro_shop
from tests.saleor.dashboard_pages import BASE, the_app, token_of
from tests.saleor.viewers import a_member_of_staff

TYPED = "a-secret-just-typed"


class Kept(Transport):
    """What would be sent, as one text."""

    def __init__(self, options):
        super().__init__(options)
        self.text = ""

    def capture_envelope(self, envelope):
        self.text += "".join(json.dumps(item.payload.json) for item in envelope.items)


@pytest.fixture
def token(world):
    the_app()
    an_allegro_shop(world)
    return token_of(a_member_of_staff("manage_orders", "manage_plugins"))


def told(request, error):
    """As Saleor's own `SENTRY_INIT` has it, which also changes Django for good."""
    scrubber = EventScrubber(recursive=True)
    client = sentry_sdk.Client(
        "http://key@127.0.0.1/1",
        transport=Kept,
        default_integrations=False,
        auto_enabling_integrations=False,
        event_scrubber=scrubber,
    )
    with sentry_sdk.isolation_scope() as scope:
        scope.set_client(client)
        event, hint = event_from_exception(error, client_options=client.options)
        DjangoRequestExtractor(request).extract_into_event(event)
        scope.capture_event(event, hint)
    return client.transport.text


@pytest.mark.parametrize("page", [*VIEWS, *WIDGETS])
def test_neither_token_nor_what_was_typed(token, page, monkeypatch):
    def fails(asked):
        raise ZeroDivisionError

    pages = VIEWS if page in VIEWS else WIDGETS
    monkeypatch.setitem(pages, page, View(show=fails, permissions=pages[page].permissions))
    posted = {"set_client_secret": TYPED} | ({"accessToken": token} if page in WIDGETS else {})
    headers = {"Authorization": f"Bearer {token}"} if page in VIEWS else {}
    body = "&".join(f"{name}={value}" for name, value in posted.items())
    kind = "application/x-www-form-urlencoded"
    request = RequestFactory(headers=headers).post(f"{BASE}/{page}", body, content_type=kind)

    with pytest.raises(ZeroDivisionError) as caught:
        answer_dashboard(request, f"/dashboard/{page}", datetime.now(UTC))

    # The first of the functions is this test.
    report = told(request, (caught.type, caught.value, caught.tb.tb_next))
    assert all(name in report for name in ("_shown", "_asked", "ZeroDivisionError"))
    assert TYPED not in report
    assert token.split(".")[1][:100] not in report
