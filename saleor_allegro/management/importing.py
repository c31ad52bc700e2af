"""Import or preview one account, and tell the person at the terminal how it went."""

from collections.abc import Mapping
from typing import Any, Final

from rich.status import Status

from saleor_allegro import ledger
from saleor_allegro.config import Text
from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.account_at_terminal import AccountAtTerminal, Result
from saleor_allegro.management.account_texts import STOPPED
from saleor_allegro.management.import_request import Request
from saleor_allegro.management.preview_lines import Tally, preview_lines
from saleor_allegro.management.terminal import plain
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.sync.preview_orders import Preview
from saleor_allegro.sync.reason_texts import reason_text
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.stops import EXPECTED, message, stop_for

#: State of a form that was named -> what is said of it; failures are told with all others.
OUTCOMES: Final[Mapping[str, Text]] = {
    OrderLink.State.IMPORTED: texts.IMPORTED,
    OrderLink.State.WAITING: texts.WAITING,
    OrderLink.State.SKIPPED: texts.SKIPPED,
}


class Importing(AccountAtTerminal):
    def run(self, request: Request, total: ImportReport) -> Result:
        """Import, and add to the total."""
        left = self._without_orders(request)
        if left is None:
            return Result.DONE
        if not self.may_begin():
            return Result.NOT_DONE

        def work(**options: Any) -> Run | None:
            return left.run(self.account, **options)

        failed_before = self.failing()
        run = self.conduct(work)
        if run is None:
            return Result.NOT_DONE
        total.add(run)
        self._tell_forms(left)
        self.tell_failures(failed_before)
        return self.result(run)

    def preview(self, request: Request, tally: Tally) -> Result:
        """Say what an import would do, and add to the tally."""
        left = self._without_orders(request)
        if left is None:
            return Result.DONE
        if not self.may_begin():
            return Result.NOT_DONE
        try:
            previews = self._previews(left)
        except EXPECTED as error:
            words = plain(message(stop_for(error), error, self.language))
            self.say(STOPPED, login=self.account.login, message=words)
            return Result.FAILED
        for line in preview_lines(previews, self.language):
            self.print(line.text, style=line.style)
        for preview in previews:
            tally.add(preview)
        fails = any(isinstance(preview, ledger.Failure) for preview in previews)
        return Result.FAILED if fails else Result.DONE

    def _without_orders(self, request: Request) -> Request | None:
        """The request without forms that are orders already, which is told; `None`: all are."""
        if not request.form_ids:
            return request
        known = ledger.links_of(self.account.pk, request.form_ids)
        new = []
        for form_id in request.form_ids:
            link = known.get(form_id)
            if link is not None and link.state == OrderLink.State.IMPORTED:
                self.say(texts.ALREADY, form_id=form_id, number=link.order_number)
            else:
                new.append(form_id)
        return Request(form_ids=tuple(new)) if new else None

    def _tell_forms(self, request: Request) -> None:
        """What became of the forms a person named."""
        links = ledger.links_of(self.account.pk, request.form_ids)
        for form_id in request.form_ids:
            link = links.get(form_id)
            text = OUTCOMES.get(link.state) if link else None
            if link and text:
                reason = reason_text(link.error_code).in_language(self.language)
                self.say(text, form_id=form_id, number=link.order_number, reason=reason)

    def _previews(self, request: Request) -> list[Preview]:
        if not self.console.is_terminal:
            return request.preview(self.account, self.shop, clock=self.clock)
        with Status("", console=self.console) as status:

            def show(read: int) -> None:
                status.update(texts.READING.filled(read=read).in_language(self.language))

            show(0)
            return request.preview(self.account, self.shop, clock=self.clock, progress=show)
