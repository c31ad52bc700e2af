"""Audit one account: compare, repair, and say what could not be repaired, and why."""

from dataclasses import dataclass
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.config import WrongSettings
from saleor_allegro.management import audit_texts as texts
from saleor_allegro.management.account_at_terminal import AccountAtTerminal, Result
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.shop.port import ChannelNotFound
from saleor_allegro.sync.audit_account import Audit, audit_account
from saleor_allegro.sync.connection import takers

State = OrderLink.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """A form that the shop lacks, or has otherwise than Allegro."""

    form_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    result: Result
    #: `None`: nothing could be begun.
    audit: Audit | None = None
    missing: tuple[Unlike, ...] = ()
    stale: tuple[Unlike, ...] = ()


class Auditing(AccountAtTerminal):
    def run(self, days: int) -> Audited:
        if not self.may_begin():
            # What nobody wants is not missed; what cannot be asked now is not proven.
            return Audited(result=Result.FAILED if self.is_paused else Result.NOT_DONE)
        found: list[Audit] = []

        def work(**options: Any) -> Run | None:
            audit = audit_account(self.account.pk, days, **options)
            if audit is None:
                return None
            found.append(audit)
            return audit.run

        run = self.conduct(work)
        if run is None:
            return Audited(result=Result.FAILED)
        [audit] = found
        self.result(run)  # says why it stopped
        is_equal = run.outcome == Run.Outcome.FINISHED and not audit.missing and not audit.stale
        return Audited(
            result=Result.DONE if is_equal else Result.FAILED,
            audit=audit,
            missing=self._explained(audit.missing),
            stale=self._explained(audit.stale),
        )

    def _explained(self, form_ids: tuple[str, ...]) -> tuple[Unlike, ...]:
        links = ledger.links_of(self.account.pk, form_ids)
        orders = [link.order_id for link in links.values() if link.order_id is not None]
        standing, taking = self.shop.read_states(orders), self._taking()

        def reason(link: OrderLink | None) -> str:
            if link is not None and link.error_message:
                return link.error_message
            if link is None or link.state != State.IMPORTED:
                return texts.NOT_READ.in_language(self.language)
            if link.order_id not in standing:
                text = texts.DELETED
            else:
                text = texts.CHANGED_AGAIN if link.channel_slug in taking else texts.TAKES_NONE
            words = {"number": link.order_number, "channel": link.channel_slug}
            return text.filled(**words).in_language(self.language)

        return tuple(
            Unlike(form_id=form_id, reason=reason(links.get(form_id))) for form_id in form_ids
        )

    def _taking(self) -> set[str]:
        try:
            return {taker.channel.slug for taker in takers(self.shop, self.account.pk)}
        except (WrongSettings, ChannelNotFound):
            return set()
