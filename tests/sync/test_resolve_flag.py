"""A person has dealt with what an order was flagged for."""

import pytest

from saleor_allegro.config import Language
from saleor_allegro.models import OrderFlag
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.shop.rehearsal.models import Note, Stock
from saleor_allegro.shop.rehearsal.shop import RehearsalShop
from saleor_allegro.simulator import Kind
from saleor_allegro.sync.resolve_flag import resolve_flag
from tests.sync.steps import link_of, open_flags, run_import


@pytest.fixture
def oversold(running, simulator):
    Stock.objects.update(quantity=0)
    form_id = simulator.sell(Kind.PAID_ONLINE)
    run_import(running, simulator)
    Note.objects.all().delete()
    return form_id


def resolve(form_id, simulator, kind=FlagKind.OVERSOLD, language=Language.ENGLISH, **values):
    return resolve_flag(
        link_of(form_id),
        kind,
        **{"subject": None, "by": "anna@shop.test", "note": "Restocked"} | values,
        shop=RehearsalShop(),
        language=language,
        now=simulator.clock.now(),
    )


def test_flag_is_resolved_and_the_history_says_by_whom(oversold, simulator):
    [flag] = resolve(oversold, simulator)

    assert open_flags(oversold) == []
    assert (flag.resolved_at, flag.note) == (simulator.clock.now(), "Restocked")
    [note] = Note.objects.values_list("message", flat=True)
    assert note.startswith("Allegro: resolved by anna@shop.test: “Oversold: ")
    assert note.endswith(" Note: “Restocked”")


def test_history_is_in_the_language_of_the_staff(oversold, simulator):
    resolve(oversold, simulator, language=Language.POLISH, note="")

    [note] = Note.objects.values_list("message", flat=True)
    assert note.startswith("Allegro: rozwiązane przez anna@shop.test: „Brak na stanie")
    assert "Notatka" not in note


@pytest.mark.parametrize(
    "other", [{"kind": FlagKind.UNDERPAID}, {"subject": "no such line"}], ids=str
)
def test_flag_that_is_not_open_is_left_alone_and_nothing_is_written(oversold, simulator, other):
    assert resolve(oversold, simulator, **other) == []

    assert open_flags(oversold) == ["oversold"]
    assert not Note.objects.exists()


def test_flag_is_resolved_once(oversold, simulator):
    resolve(oversold, simulator)

    assert resolve(oversold, simulator, note="again") == []

    assert OrderFlag.objects.get().note == "Restocked"
    assert Note.objects.count() == 1
