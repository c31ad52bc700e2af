"""An account's health for programs: keys are never renamed, times are ISO 8601 in UTC.

Nothing secret and nothing about a buyer is in it: form ids, counts, and messages that name
neither.
"""

from datetime import datetime
from typing import Any

from saleor_allegro.models import OrderLink, Run
from saleor_allegro.rules.offer_matching import Match
from saleor_allegro.sync.check_accounts import AccountHealth, ChannelState

Json = dict[str, Any]


def account_json(health: AccountHealth) -> Json:
    account, overview = health.account, health.overview
    return {
        "id": account.pk,
        "seller_id": account.seller_id,
        "login": account.login,
        "environment": account.environment,
        "marketplace": account.marketplace,
        "connection": account.connection,
        "connected_at": _time(account.connected_at),
        "channels": [_channel(channel) for channel in health.channels],
        "takes_orders": health.takes_orders,
        "last_run": _run(overview.last_import),
        "last_recheck": _run(overview.last_recheck),
        "last_audit": _run(overview.last_audit),
        "last_push": _run(overview.last_push),
        "last_stock": _run(overview.last_stock),
        "last_finished_at": _time(health.last_finished_at),
        "next_import_at": _time(account.next_import_at),
        "next_recheck_at": _time(account.next_recheck_at),
        "next_stock_at": _time(account.next_stock_at),
        "paused_until": _time(account.paused_until),
        "backfill": account.backfill,
        "import_since": _time(account.import_since),
        "cursor_at": _time(account.cursor_occurred_at),
        "cursor_age_seconds": _age(account.cursor_occurred_at, health.checked_at),
        "forms": {state.value: overview.forms.get(state, 0) for state in OrderLink.State},
        "unpaid_orders": overview.unpaid,
        "gone_forms": overview.gone,
        "not_followed": overview.not_followed,
        "to_tell": overview.to_tell,
        "not_told": overview.not_told,
        "offers": {match.value: overview.offers.matches.get(match, 0) for match in Match},
        "refused_offers": overview.offers.refused,
        "sends_stock": health.sends_stock,
        "may_send_stock": health.may_send_stock,
        "reads_refunds": health.reads_refunds,
        "may_tell": health.may_tell,
        "open_flags": overview.open_flags,
        "oldest_failed": _failed(overview.oldest_failed),
        "needs_attention": bool(health.concerns),
        "attention": [
            {"code": concern.code.value, "message": concern.message} for concern in health.concerns
        ],
    }


def _channel(channel: ChannelState) -> Json:
    return {
        "slug": channel.slug,
        "exists": channel.exists,
        "takes_orders": channel.takes_orders,
        "problem": channel.problem,
    }


def _run(run: Run | None) -> Json | None:
    if run is None:
        return None
    return {
        "kind": run.kind,
        "outcome": run.outcome,
        "started_at": _time(run.started_at),
        "finished_at": _time(run.finished_at),
        "imported": run.imported,
        "updated": run.updated,
        "failed": run.failed,
        "flagged": run.flagged,
        "told": run.told,
        "events": run.events,
        "calls": run.calls,
        "error_code": run.error_code,
        "error_message": run.error_message,
    }


def _failed(link: OrderLink | None) -> Json | None:
    if link is None:
        return None
    return {
        "form_id": link.form_id,
        "since": _time(link.failed_since),
        "attempts": link.attempts,
        "next_try_at": _time(link.next_try_at),
        "code": link.error_code,
        "message": link.error_message,
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None


def _age(at: datetime | None, now: datetime) -> int | None:
    return int((now - at).total_seconds()) if at else None
