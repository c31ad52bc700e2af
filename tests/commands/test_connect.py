"""`allegro_connect`: the device flow at a terminal."""

from datetime import timedelta

import pytest
from django.core.management import load_command_class

from saleor_allegro import ledger
from saleor_allegro.config import Language, labels_of
from saleor_allegro.simulator.consents import Decision
from tests.commands.conftest import NOW, change_form
from tests.commands.terminal import run

pytestmark = pytest.mark.usefixtures("shop")


class Person:
    """Answers on Allegro's page after so many polls, while the clock moves as it is waited."""

    def __init__(self, simulator, decision=Decision.APPROVED, *, after=1, waits=1.0):
        self.simulator = simulator
        self.decision = decision
        self.after = after
        self.pace = waits
        self.waited = []

    def __call__(self, interval):
        self.waited.append(interval.total_seconds())
        self.simulator.clock.advance(interval * self.pace)
        if len(self.waited) == self.after and self.decision is not None:
            [code] = self.simulator.consents.waiting_codes()
            self.simulator.consents.decide(code, self.decision)


class Impatient(Person):
    def __call__(self, interval):
        raise KeyboardInterrupt


def connect(person, *arguments):
    command = load_command_class("saleor_allegro", "allegro_connect")
    command.wait = person
    return run(command, *arguments, now=person.simulator.clock.now)


def test_seller_who_confirms_is_connected(simulator, base_url):
    printed = connect(Person(simulator, after=3), "--channel=allegro-pl")

    assert printed.status == 0
    assert "Connected: the seller sklep_demo and the channel allegro-pl." in printed.lines
    account = ledger.account_of_channel("allegro-pl")
    assert account.seller_id == simulator.seller.id
    assert ledger.channels_of(account.pk) == ["allegro-pl"]
    assert account.import_since == account.connected_at - timedelta(days=14)
    assert ledger.due_accounts(simulator.clock.now()) == [account.pk]


def test_link_and_code_are_shown_and_no_secret(simulator, base_url):
    person = Person(simulator, after=2)
    printed = connect(person, "--channel=allegro-pl")

    [link] = [line.strip() for line in printed.lines if "://" in line and "code=" in line]
    assert link.startswith(f"{base_url}/")
    code = link.rpartition("code=")[2]
    assert code in [line.strip() for line in printed.lines]
    assert "Waiting for the seller until 09:00 UTC; Ctrl-C stops …" in printed.lines
    tokens = ledger.tokens_of(ledger.account_of_channel("allegro-pl").pk)
    for secret in (simulator.client_secret, tokens.access_token, tokens.refresh_token):
        assert secret not in printed.out


def test_too_many_questions_are_spaced_out(simulator):
    # The seller's Allegro finds every question a second early.
    person = Person(simulator, after=4, waits=0.8)

    assert connect(person, "--channel=allegro-pl").status == 0
    assert person.waited == [5, 5, 10, 10]


def test_seller_who_refuses_is_not_connected(simulator):
    printed = connect(Person(simulator, Decision.DENIED), "--channel=allegro-pl")

    assert printed.status == 1
    assert printed.err.startswith("Not connected: the seller refused on Allegro.")
    assert ledger.accounts() == []


def test_code_that_nobody_confirms_expires(simulator):
    person = Person(simulator, decision=None)

    printed = connect(person, "--channel=allegro-pl")

    assert printed.status == 1
    assert printed.err.startswith("Not connected: nobody confirmed the code in time.")
    assert simulator.clock.now() - NOW <= timedelta(hours=1)


def test_interrupt_leaves_everything_as_it_was(simulator):
    printed = connect(Impatient(simulator), "--channel=allegro-pl")

    assert printed.status == 130
    assert printed.err.startswith("Not connected: interrupted.")
    assert ledger.accounts() == []


def test_allegro_that_does_not_answer_a_question_is_asked_again(simulator):
    simulator.faults.add("server_error", "/auth/oauth/token")
    person = Person(simulator, after=2)

    assert connect(person, "--channel=allegro-pl").status == 0


@pytest.mark.parametrize(
    ("fault", "path"), [("unavailable", "/auth/oauth/device"), ("server_error", "/me")]
)
def test_allegro_that_is_down_is_explained(simulator, fault, path):
    simulator.faults.add(fault, path)

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert printed.status == 1
    assert printed.err.startswith("Allegro does not answer at the moment. Nothing was changed;")
    assert ledger.accounts() == []


def test_wrong_secret_is_explained(simulator):
    change_form("allegro-pl", client_secret="wrong")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert printed.status == 1
    assert printed.err.startswith("Allegro does not know this application")
    assert "the plugin's form of the channel allegro-pl, compare Client ID" in printed.err


def test_missing_settings_are_named_by_their_labels(simulator):
    change_form("allegro-pl", client_secret="", application_name="")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert printed.status == 1
    assert printed.err.startswith(
        "First correct and save in the plugin's form of the channel allegro-pl: "
    )
    for label in labels_of({"client_secret", "application_name"}, Language.ENGLISH):
        assert f"{label}: Needed" in printed.err
    assert len(simulator.requests) == 0


def test_wrong_settings_are_named_by_their_labels(simulator):
    change_form("allegro-pl", import_every_minutes="often", language="pl")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    [label] = labels_of({"import_every_minutes"}, Language.POLISH)
    assert printed.err.endswith(f"{label}: Liczba całkowita od 1 do 1440.")


def test_unknown_channel_is_answered_with_the_known_ones(simulator):
    printed = connect(Person(simulator), "--channel=allegro")

    assert printed.status == 1
    assert printed.err == (
        "There is no channel allegro. The channels are: allegro-cz (CZK), allegro-pl (PLN)."
    )


def test_channel_is_required(simulator):
    printed = connect(Person(simulator))

    assert "--channel" in printed.err
    assert len(simulator.requests) == 0


def test_channel_of_another_seller_is_not_taken(simulator):
    connect(Person(simulator), "--channel=allegro-pl")
    simulator.seller = type(simulator.seller)(id="44000002", login="inny")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert printed.status == 1
    assert "takes the orders of the seller sklep_demo, who stays connected" in printed.err
    assert ledger.account_of_channel("allegro-pl").login == "sklep_demo"


def test_seller_who_was_lost_is_connected_again(simulator):
    connect(Person(simulator), "--channel=allegro-pl")
    account = ledger.account_of_channel("allegro-pl")
    ledger.reconnect_needed(account.pk)

    assert connect(Person(simulator), "--channel=allegro-pl").status == 0

    again = ledger.account_of_channel("allegro-pl")
    assert (again.pk, again.connection) == (account.pk, "connected")


@pytest.mark.parametrize(
    ("form", "next_step"),
    [
        ({}, "At once: manage.py allegro_import --channel allegro-pl"),
        ({"active": False}, "switch on the plugin and “Create orders from Allegro”."),
        ({"create_orders": False}, "switch on the plugin and “Create orders from Allegro”."),
        ({"create_orders": False, "language": "pl"}, "włącz wtyczkę i „Twórz zamówienia z Alle"),
    ],
)
def test_what_to_do_next_is_said(simulator, form, next_step):
    change_form("allegro-pl", **form)

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert next_step in printed.lines[-1]


def test_polish_form_makes_a_polish_command(simulator):
    change_form("allegro-pl", language="pl")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert "Połączono: sprzedawca sklep_demo i kanał allegro-pl." in printed.lines
    assert "2. Potwierdź, że kod to:" in printed.lines


def test_login_cannot_steer_the_terminal(simulator):
    simulator.seller = type(simulator.seller)(login="evil\x1b[2J")

    printed = connect(Person(simulator), "--channel=allegro-pl")

    assert "\x1b" not in printed.out
    assert "Connected: the seller evil\N{REPLACEMENT CHARACTER}[2J and" in printed.out
