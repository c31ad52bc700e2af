"""What a run of an account does for a job, and what whoever asked is told of it afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.allegro.scopes import TELLING_SCOPE, has_scope, has_stock_scopes
from saleor_allegro.models import Job, OrderLink, Run
from saleor_allegro.sync.audit_account import audit_account
from saleor_allegro.sync.import_account import (
    import_account,
    import_forms_since,
    import_named_forms,
)
from saleor_allegro.sync.push_account import push_links
from saleor_allegro.sync.recheck_account import recheck_forms
from saleor_allegro.sync.stock_account import stock_account_now

#: Purchases that an audit names, of each kind.
MOST_TOLD: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    #: `None`: as `runs.conduct` says it.
    run: Run | None
    result: Mapping[str, Any] = field(default_factory=dict)


def work_on_account(taken: ledger.TakenJob, **options: Any) -> Worked:
    """Do what was asked for.

    Args:
        options: Those of `runs.conduct`.
    """
    return _WORKS[taken.job.kind](taken.job.account_id or 0, taken.asked, options)


def is_granted(kind: str, scope: str) -> bool:
    """Whether the seller allows what such a job does.

    Args:
        scope: What was granted, as `scopes.has_scope` takes it.
    """
    return kind not in _NEEDED or _NEEDED[kind](scope)


def _import(account_pk: int, asked: ledger.Asked, options: Mapping[str, Any]) -> Worked:
    if asked.form_ids:
        return Worked(run=import_named_forms(account_pk, asked.form_ids, **options))
    if asked.since is not None:
        since = datetime.fromisoformat(asked.since)
        return Worked(run=import_forms_since(account_pk, since, **options))
    return Worked(run=import_account(account_pk, **options))


def _recheck(account_pk: int, asked: ledger.Asked, options: Mapping[str, Any]) -> Worked:
    # Of forms that are no orders it makes orders: what failed is one or the other.
    return Worked(run=recheck_forms(account_pk, asked.form_ids, **options))


def _push(account_pk: int, asked: ledger.Asked, options: Mapping[str, Any]) -> Worked:
    links = ledger.links_of(account_pk, asked.form_ids).values()
    # The buyer may have paid it together with another order meanwhile.
    orders = [link.pk for link in links if link.state == OrderLink.State.IMPORTED]
    run = push_links(account_pk, orders, **options)
    return Worked(run=run, result={"told": run.told} if run else {})


def _send_stock(account_pk: int, asked: ledger.Asked, options: Mapping[str, Any]) -> Worked:
    run = stock_account_now(account_pk, asked.offer_ids, may_end_most=asked.may_end_most, **options)
    known = ledger.offers_of(account_pk) if asked.offer_ids else {}
    listed = {offer_id for offer_id, offer in known.items() if offer.status}
    unknown = [offer_id for offer_id in asked.offer_ids if offer_id not in listed]
    return Worked(run=run, result={"told": run.told, "unknown_offers": unknown} if run else {})


def _audit(account_pk: int, asked: ledger.Asked, options: Mapping[str, Any]) -> Worked:
    found = audit_account(account_pk, asked.days, **options)
    if found is None:
        return Worked(run=None)
    audit = {
        "allegro": found.allegro,
        "saleor": found.shop,
        "missing": found.missing[:MOST_TOLD],
        "missing_count": len(found.missing),
        "stale": found.stale[:MOST_TOLD],
        "stale_count": len(found.stale),
    }
    return Worked(run=found.run, result={"audit": audit})


_NEEDED: Final[Mapping[str, Callable[[str], bool]]] = {
    Job.Kind.PUSH: lambda scope: has_scope(scope, TELLING_SCOPE),
    Job.Kind.STOCK: has_stock_scopes,
}
_WORKS: Final[Mapping[str, Callable[[int, ledger.Asked, Mapping[str, Any]], Worked]]] = {
    Job.Kind.IMPORT: _import,
    Job.Kind.RECHECK: _recheck,
    Job.Kind.RETRY: _recheck,
    Job.Kind.PUSH: _push,
    Job.Kind.STOCK: _send_stock,
    Job.Kind.AUDIT: _audit,
}
