"""What the tests of the use cases do and look at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from saleor_allegro.models import Account, OrderFlag, OrderLink, Run
from saleor_allegro.shop.rehearsal.models import Channel, Order
from saleor_allegro.simulator import Simulator
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.recheck_account import recheck_account

LIST = "/order/checkout-forms"
FORM = "/order/checkout-forms/*"
EVENTS = "/order/events"
TOKEN = "/auth/oauth/token"


def run_import(account: Account, simulator: Simulator) -> Run:
    """One import by the simulator's clock; the caller expects that there is something to run."""
    run = import_account(account.pk, clock=simulator.clock.now)
    assert run is not None
    run.refresh_from_db()
    return run


def run_recheck(account: Account, simulator: Simulator) -> Run:
    """One recheck of what is due, by the simulator's clock."""
    run = recheck_account(account.pk, clock=simulator.clock.now)
    assert run is not None
    run.refresh_from_db()
    return run


def later(simulator: Simulator, **span: float) -> None:
    simulator.clock.advance(timedelta(**span))


def ordered_forms() -> set[str]:
    """The forms that are orders in the shop."""
    return set(Order.objects.values_list("form_id", flat=True))


def link_of(form_id: str) -> OrderLink:
    return OrderLink.objects.get(form_id=form_id)


def state_of(form_id: str) -> tuple[str, str, int]:
    """State, code and attempts of a form."""
    link = link_of(form_id)
    return link.state, link.error_code, link.attempts


def open_flags(form_id: str) -> list[str]:
    """Kinds, by name."""
    flags = OrderFlag.objects.filter(link__form_id=form_id, resolved_at=None)
    return sorted(flags.values_list("kind", flat=True))


def set_up(slug: str, **values: object) -> None:
    """What the merchant changes in the form of a channel."""
    channel = Channel.objects.get(slug=slug)
    channel.configuration |= values
    channel.save()


def misprint(simulator: Simulator, form_id: str, change: Callable[[dict[str, Any]], object]) -> Any:
    """Have Allegro serve a form otherwise than it should, and say what was there before."""
    before = simulator.forms[form_id]
    document = simulator.forms[form_id]
    change(document)
    simulator.forms.misprint(form_id, document)
    return before


def calls(simulator: Simulator, path: str = "/order/*") -> int:
    return simulator.requests.count_of(path)


def in_euros(form: dict[str, Any]) -> None:
    """Every amount of a form, for `misprint`: the shop cannot follow it."""
    amounts: list[Any] = [form]
    while amounts:
        part = amounts.pop()
        if isinstance(part, dict):
            if "currency" in part:
                part["currency"] = "EUR"
            amounts += part.values()
        elif isinstance(part, list):
            amounts += part
