"""An audit for programs: keys are never renamed. Nothing secret and nothing about a buyer."""

from collections.abc import Sequence
from typing import Any

from saleor_allegro.management.account_at_terminal import Result
from saleor_allegro.management.auditing import Audited, Unlike
from saleor_allegro.models import Account

Json = dict[str, Any]


def audit_json(days: int, audited: Sequence[tuple[Account, Audited]]) -> Json:
    return {"days": days, "accounts": [_account(account, found) for account, found in audited]}


def _account(account: Account, found: Audited) -> Json:
    """`run` is null where the account could not be audited."""
    audit = found.audit
    return {
        "id": account.pk,
        "login": account.login,
        "is_equal": found.result is Result.DONE,
        "allegro": audit.allegro if audit else None,
        "saleor": audit.shop if audit else None,
        "missing": [_unlike(each) for each in found.missing],
        "stale": [_unlike(each) for each in found.stale],
        "run": audit
        and {
            "outcome": audit.run.outcome,
            "imported": audit.run.imported,
            "updated": audit.run.updated,
            "failed": audit.run.failed,
            "flagged": audit.run.flagged,
            "error_code": audit.run.error_code,
            "error_message": audit.run.error_message,
        },
    }


def _unlike(form: Unlike) -> Json:
    return {"form_id": form.form_id, "reason": form.reason}
