"""Connecting a seller by a code that is confirmed on another device."""

from datetime import timedelta

import pytest

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import AccessDenied, DeviceCodeExpired, WrongCredentials
from saleor_allegro.allegro.oauth import TokenPair
from saleor_allegro.config import settings_from
from saleor_allegro.demo.merchant import connect_seller, form_values
from saleor_allegro.demo.rehearsal import open_shop
from saleor_allegro.models import Account
from saleor_allegro.simulator import Kind, Simulator, serve
from saleor_allegro.simulator.consents import DEVICE_LIFE, Decision
from saleor_allegro.sync.connect_account import connect_account, connect_by_device
from saleor_allegro.sync.connection import NotConfigured
from tests.sync.conftest import NOW
from tests.sync.steps import TOKEN, calls, later, ordered_forms, run_import


class Device:
    """A person who reads the code and answers after so many polls."""

    def __init__(self, simulator, base_url, decision=Decision.APPROVED, *, polls=0):
        self.simulator = simulator
        self.settings = settings_from(form_values(simulator, base_url))
        self.decision = decision
        self.polls = polls
        self.codes = []
        self.waits = []

    def connect(self, slug="allegro-pl"):
        return connect_by_device(
            slug,
            self.settings,
            show=self.codes.append,
            wait=self.wait,
            clock=self.simulator.clock.now,
        )

    def wait(self, span):
        if len(self.waits) == self.polls:
            assert self.simulator.consents.decide(self.codes[0].user_code, self.decision)
        self.waits.append(span)
        self.simulator.clock.advance(span)


@pytest.fixture
def shop(db, simulator, base_url):
    open_shop(simulator, base_url)


def test_the_seller_is_connected_once_the_code_is_confirmed(shop, simulator, base_url):
    device = Device(simulator, base_url, polls=2)

    account = device.connect()

    assert (account.seller_id, account.login) == (simulator.seller.id, simulator.seller.login)
    assert (account.environment, account.marketplace) == (base_url, "allegro-pl")
    assert account.connected_at == simulator.clock.now() == NOW + timedelta(seconds=15)
    assert account.import_since == simulator.clock.now() - timedelta(days=14)
    assert ledger.channels_of(account.pk) == ["allegro-pl"]
    assert ledger.due_accounts(simulator.clock.now()) == [account.pk]
    assert device.waits == [timedelta(seconds=5)] * 3
    assert len(device.codes) == 1
    token = ledger.tokens_of(account.pk).access_token
    assert simulator.tokens.scopes_of(token) is not None


def test_it_polls_more_slowly_when_asked_to(shop, simulator, base_url):
    device = Device(simulator, base_url, polls=2)
    simulator.consents.poll_interval = 5
    asked = []

    def impatient(span):
        """Told 5 seconds, the simulator now wants 8."""
        simulator.consents.poll_interval = 8
        asked.append(span)
        device.wait(span)

    connect_by_device(
        "allegro-pl",
        device.settings,
        show=device.codes.append,
        wait=impatient,
        clock=simulator.clock.now,
    )

    assert [span.total_seconds() for span in asked] == [5, 5, 10]


@pytest.mark.parametrize("kind", ["unavailable", "cut", "rate_limited"])
def test_a_poll_that_goes_wrong_is_repeated(shop, simulator, base_url, kind):
    device = Device(simulator, base_url, polls=1)
    simulator.faults.add(kind, TOKEN, retry_after=30)

    account = device.connect()

    assert account.connection == "connected"
    slowed = timedelta(seconds=30 if kind == "rate_limited" else 5)
    assert device.waits == [timedelta(seconds=5), slowed]


def test_a_seller_who_says_no_is_not_connected(shop, simulator, base_url):
    with pytest.raises(AccessDenied):
        Device(simulator, base_url, Decision.DENIED, polls=1).connect()

    assert not Account.objects.exists()


def test_a_code_that_nobody_confirms_is_given_up_when_it_ends(shop, simulator, base_url):
    simulator.consents.poll_interval = 400
    device = Device(simulator, base_url, polls=-1)

    with pytest.raises(DeviceCodeExpired):
        device.connect()

    assert len(device.waits) == 8
    assert NOW + DEVICE_LIFE - timedelta(seconds=400) <= simulator.clock.now() < NOW + DEVICE_LIFE
    assert not Account.objects.exists()


def test_wrong_credentials_end_it_at_once(shop, simulator, base_url):
    device = Device(simulator, base_url)
    device.settings = settings_from(form_values(simulator, base_url) | {"client_secret": "wrong"})

    with pytest.raises(WrongCredentials):
        device.connect()

    assert device.codes == []


@pytest.mark.parametrize(
    ("missing", "english", "polish"),
    [
        ("api_url", "Fill in “API address” and “OAuth address”.", "Wypełnij „Adres API”"),
        ("application_name", "Fill in “Application name”", "Wypełnij „Nazwa aplikacji”"),
    ],
)
def test_settings_that_lack_something_are_named_and_nothing_is_stored(
    shop, simulator, base_url, missing, english, polish
):
    device = Device(simulator, base_url)
    device.settings = settings_from(form_values(simulator, base_url) | {missing: ""})

    with pytest.raises(NotConfigured) as caught:
        device.connect()

    assert english in caught.value.text.english
    assert polish in caught.value.text.polish
    assert not Account.objects.exists()


def test_nothing_is_stored_when_allegro_does_not_say_who_the_seller_is(shop, simulator, base_url):
    simulator.faults.add("truncated", "/me")

    with pytest.raises(Exception, match="GET /me: the answer is not JSON"):
        Device(simulator, base_url).connect()

    assert not Account.objects.exists()


def test_a_seller_who_connects_again_goes_on_where_they_were(account, simulator, base_url):
    first = simulator.sell(Kind.PAID_ONLINE)
    run_import(account, simulator)
    account.refresh_from_db()
    before = account.cursor, account.import_since, account.connected_at
    later(simulator, days=2)
    simulator.tokens.revoke_all()
    run_import(account, simulator)
    second = simulator.sell(Kind.PAID_ONLINE)
    later(simulator, days=1)

    again = connect_seller(
        "allegro-pl", form_values(simulator, base_url), clock=simulator.clock.now
    )

    assert again.pk == account.pk
    assert (again.connection, again.backfill) == ("connected", "done")
    assert (again.cursor, again.import_since, again.connected_at) == before
    simulator.requests.clear()
    assert run_import(again, simulator).imported == 1
    assert ordered_forms() == {first, second}
    assert calls(simulator, "/order/event-stats") == 0


def test_two_channels_of_one_seller_are_one_account(account):
    assert Account.objects.count() == 1
    assert ledger.channels_of(account.pk) == ["allegro-cz", "allegro-pl"]


def test_a_channel_of_another_seller_is_refused_and_keeps_its_own(account, simulator):
    other = Simulator(seed=8, now=NOW)
    other.seller = type(other.seller)(id="55000002", login="inny_sklep")
    with serve(other) as url, pytest.raises(ledger.ChannelTaken, match="sklep_demo"):
        connect_seller("allegro-pl", form_values(other, url), clock=other.clock.now)

    assert Account.objects.get().login == "sklep_demo"
    assert ledger.channels_of(account.pk) == ["allegro-cz", "allegro-pl"]


def test_tokens_and_account_are_stored_together_or_not_at_all(shop, simulator, base_url):
    """A token that cannot be encrypted is no account."""
    pair = TokenPair(
        access_token=simulator.grant_token(),
        refresh_token="\udcff",
        expires_at=NOW + timedelta(hours=12),
        scope="",
    )

    with pytest.raises(UnicodeEncodeError):
        connect_account("allegro-pl", settings_from(form_values(simulator, base_url)), pair, NOW)

    assert not Account.objects.exists()
