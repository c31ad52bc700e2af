"""Tell Allegro about one account's orders, and say at the terminal what it shows now."""

from collections.abc import Sequence
from typing import Any

from saleor_allegro import ledger
from saleor_allegro.management import push_texts as texts
from saleor_allegro.management.account_at_terminal import AccountAtTerminal, Result
from saleor_allegro.management.recheck_request import Request
from saleor_allegro.management.terminal import plain
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.sync.push_account import push_account, push_links
from saleor_allegro.sync.reports import ImportReport


class Pushing(AccountAtTerminal):
    def run(self, request: Request, total: ImportReport) -> Result:
        """Tell, and add to the total."""
        if not self.may_begin():
            return Result.NOT_DONE
        links = self._orders(request.form_ids)
        if request.form_ids and not links:
            return Result.FAILED
        if not request.form_ids and not ledger.is_push_due(self.account.pk, self.clock()):
            self.say(texts.NOTHING_DUE, login=self.account.login)
            return Result.DONE

        def work(**options: Any) -> Run | None:
            if request.form_ids:
                return push_links(self.account.pk, [link.pk for link in links], **options)
            return push_account(self.account.pk, **options)

        run = self.conduct(work)
        if run is None:
            return Result.NOT_DONE
        total.add(run)
        self._tell_orders(request.form_ids)
        for push in ledger.failing_pushes(self.account.pk):
            self.print(plain(push.error_message), style="red")
        return self.result(run)

    def _orders(self, form_ids: Sequence[str]) -> list[OrderLink]:
        known = ledger.links_of(self.account.pk, form_ids)
        for form_id in form_ids:
            if form_id not in known or known[form_id].state != OrderLink.State.IMPORTED:
                self.say(texts.NO_ORDER, form_id=form_id)
        return [link for link in known.values() if link.state == OrderLink.State.IMPORTED]

    def _tell_orders(self, form_ids: Sequence[str]) -> None:
        for link in self._orders(form_ids):
            if link.fulfillment_status:
                status = link.fulfillment_status
                self.say(texts.SHOWS, number=link.order_number, status=status)
