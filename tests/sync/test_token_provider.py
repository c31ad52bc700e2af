"""Tokens are refreshed near their end, once over all workers, and saved before they are used."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
import requests
from django.db import connection, connections

from saleor_allegro import ledger
from saleor_allegro.allegro.errors import InvalidGrant, NotAuthorised, Unreachable
from saleor_allegro.models import Account
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.connection import settings_of, the_shop, token_provider
from saleor_allegro.sync.token_provider import REFRESH_BEFORE
from tests.sync.dying_database import dying_at
from tests.sync.steps import TOKEN, calls, later, ordered_forms, run_import

LIFE = timedelta(hours=12, seconds=-1)


@pytest.fixture
def connected(account, simulator):
    simulator.requests.clear()
    return account


def provider(account, simulator):
    settings = settings_of(the_shop(), account)
    return token_provider(account.pk, settings, simulator.clock.now, requests.Session())


def is_accepted(simulator, token):
    return simulator.tokens.scopes_of(token) is not None


def test_a_token_is_kept_until_it_is_nearly_over(connected, simulator):
    tokens = provider(connected, simulator)
    first = tokens()
    simulator.clock.advance(LIFE - REFRESH_BEFORE - timedelta(seconds=1))
    assert tokens() == first
    assert calls(simulator, TOKEN) == 0

    simulator.clock.advance(timedelta(seconds=1))
    second = tokens()

    assert second != first
    assert is_accepted(simulator, second)
    assert tokens() == second == tokens.last_given
    assert calls(simulator, TOKEN) == 1
    assert ledger.tokens_of(connected.pk).expires_at == simulator.clock.now() + LIFE


def test_the_new_pair_is_stored_before_it_is_used(connected, simulator):
    simulator.sell(Kind.PAID_ONLINE)
    later(simulator, hours=12)
    before = ledger.tokens_of(connected.pk)
    stored_at_first_call = []

    def watch(execute, sql, params, many, context):
        if calls(simulator, "/order/*") and not stored_at_first_call:
            stored_at_first_call.append(None)
            stored_at_first_call[0] = ledger.tokens_of(connected.pk)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert run_import(connected, simulator).imported == 1

    [stored] = stored_at_first_call
    assert stored.refresh_token != before.refresh_token
    assert is_accepted(simulator, stored.access_token)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_refreshes_and_the_other_finds_the_new_pair(connected, simulator):
    later(simulator, hours=12)
    barrier = Barrier(2)
    given = []

    def work():
        try:
            tokens = provider(connected, simulator)
            barrier.wait(timeout=10)
            given.append(tokens())
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)

    assert len(given) == 2
    assert len(set(given)) == 1
    assert calls(simulator, TOKEN) == 1
    assert is_accepted(simulator, given[0])


def test_a_refused_refresh_stops_the_runs_and_keeps_what_is_there(connected, simulator):
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(connected, simulator)
    connected.refresh_from_db()
    cursor = connected.cursor
    later(simulator, days=1)
    simulator.tokens.revoke_all()

    assert run_import(connected, simulator).error_code == "reconnect_needed"

    connected.refresh_from_db()
    assert (connected.connection, connected.cursor) == ("reconnect_needed", cursor)
    assert ordered_forms() == {form_id}
    assert ledger.due_accounts(simulator.clock.now() + timedelta(days=1)) == []
    with pytest.raises(NotAuthorised):
        provider(connected, simulator)()
    assert calls(simulator, TOKEN) == 1


@pytest.mark.parametrize("kind", ["cut_body", "truncated"])
def test_an_answer_lost_after_the_old_pair_was_retired_is_asked_for_again(
    connected, simulator, kind
):
    later(simulator, hours=12)
    simulator.faults.add(kind, TOKEN)

    token = provider(connected, simulator)()

    assert is_accepted(simulator, token)
    assert calls(simulator, TOKEN) == 2


def test_a_refresh_that_gets_no_answer_at_all_is_for_the_next_minute(connected, simulator):
    later(simulator, hours=12)
    simulator.faults.add("cut", TOKEN, times=2)
    with pytest.raises(Unreachable):
        provider(connected, simulator)()
    later(simulator, seconds=50)

    assert is_accepted(simulator, provider(connected, simulator)())


def test_a_pair_lost_for_longer_than_a_minute_needs_a_person(connected, simulator):
    later(simulator, hours=12)
    simulator.faults.add("cut_body", TOKEN, times=2)
    with pytest.raises(Unreachable):
        provider(connected, simulator)()
    later(simulator, seconds=61)

    with pytest.raises(InvalidGrant):
        provider(connected, simulator)()


@pytest.mark.django_db(transaction=True)
def test_a_pair_that_could_not_be_stored_is_not_used(connected, simulator):
    later(simulator, hours=12)
    old = ledger.tokens_of(connected.pk)

    with dying_at('"access_token" = ') as died:
        assert run_import(connected, simulator).error_code == "database"

    assert len(died) == 1
    assert calls(simulator, "/order/*") == 0
    assert ledger.tokens_of(connected.pk) == old
    later(simulator, seconds=50)  # Allegro takes the old refresh token for a minute
    assert run_import(connected, simulator).outcome == "finished"


def test_a_new_key_encrypts_what_an_old_one_still_reads(connected, simulator, settings):
    settings.ALLEGRO_ENCRYPTION_KEY = "the first key of this test, long enough"
    later(simulator, hours=12)
    run_import(connected, simulator)
    first = ledger.tokens_of(connected.pk)

    settings.ALLEGRO_ENCRYPTION_KEY = "a newer key, " + settings.ALLEGRO_ENCRYPTION_KEY
    assert ledger.tokens_of(connected.pk) == first
    later(simulator, hours=12)
    run_import(connected, simulator)

    settings.ALLEGRO_ENCRYPTION_KEY = "a newer key"
    second = ledger.tokens_of(connected.pk)
    assert second.refresh_token != first.refresh_token
    assert is_accepted(simulator, second.access_token)


def test_scopes_are_remembered_as_allegro_grants_them(connected, simulator):
    Account.objects.update(scope="")
    later(simulator, hours=12)

    provider(connected, simulator)()

    assert "allegro:api:orders:read" in Account.objects.get().scope.split()
