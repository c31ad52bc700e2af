"""Prove that the shop has every order that Allegro has, and repair what is not so."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.utils import timezone

from saleor_allegro import ledger
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import Clock, OpenRun
from saleor_allegro.sync.form_lists import Listed, by_id
from saleor_allegro.sync.recheck_orders import recheck_dirty
from saleor_allegro.sync.runs import Progress, conduct
from saleor_allegro.sync.sweep import is_stale, sweep

State = OrderLink.State

#: Set aside on purpose: not the shop's to have.
_ASIDE: Final = (State.SKIPPED, State.WAITING, State.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found once everything that could be repaired was."""

    run: Run
    #: Forms on Allegro that are to be orders, and how many of them the shop has.
    allegro: int
    shop: int
    #: Form ids of those the shop lacks, and of those it has otherwise than Allegro.
    missing: tuple[str, ...]
    stale: tuple[str, ...]


def audit_account(
    account_pk: int,
    days: int,
    *,
    shop: Shop | None = None,
    clock: Clock = timezone.now,
    progress: Progress = lambda report: None,
) -> Audit | None:
    """Compare every form changed in the last days with the shop's orders, and repair.

    Returns:
        `None` where `conduct` has no run to give.
    """
    parity = _Parity()

    def work(run: OpenRun) -> None:
        ledger.make_dirty_due(run.lease, run.clock())
        recheck_dirty(run)

        def count(page: Sequence[Listed]) -> None:
            parity.count(run, page)

        sweep(run, run.started - timedelta(days=days), count)

    run = conduct(account_pk, Run.Kind.AUDIT, work, shop=shop, clock=clock, progress=progress)
    return parity.audit(run) if run is not None else None


@dataclass(slots=True)
class _Parity:
    #: Form id -> whether the shop has its order as it is on Allegro; `None`: not at all.
    found: dict[str, bool | None] = field(default_factory=dict)

    def count(self, run: OpenRun, page: Sequence[Listed]) -> None:
        """In two statements a page."""
        forms = by_id(page)
        links = ledger.links_of(run.account.pk, list(forms))
        orders = [link.order_id for link in links.values() if link.order_id is not None]
        standing = run.shop.read_states(orders)
        for form_id, form in forms.items():
            link = links.get(form_id)
            if link is not None and link.state in _ASIDE:
                continue
            if link is None or link.order_id not in standing:
                self.found[form_id] = None
            else:
                self.found[form_id] = not (link.error_code or is_stale(link, form))

    def audit(self, run: Run) -> Audit:
        missing = tuple(form_id for form_id, state in self.found.items() if state is None)
        return Audit(
            run=run,
            allegro=len(self.found),
            shop=len(self.found) - len(missing),
            missing=missing,
            stale=tuple(form_id for form_id, state in self.found.items() if state is False),
        )
