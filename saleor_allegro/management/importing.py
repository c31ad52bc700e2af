"""Import or preview one account, and tell the person at the terminal how it went."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar
from rich.status import Status

from saleor_allegro import ledger
from saleor_allegro.config import Text, WrongSettings, labels_of, language_of
from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.import_request import Request
from saleor_allegro.management.preview_lines import Tally, preview_lines
from saleor_allegro.management.terminal import plain
from saleor_allegro.management.times import moment
from saleor_allegro.models import Account, OrderLink, Run
from saleor_allegro.shop.port import ChannelNotFound, Shop
from saleor_allegro.sync.check_accounts import run_message
from saleor_allegro.sync.connection import takers
from saleor_allegro.sync.preview_orders import Preview
from saleor_allegro.sync.reason_texts import reason_text
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.runs import Progress
from saleor_allegro.sync.stops import EXPECTED, message, stop_for

_OUTCOMES: Final[Mapping[str, Text]] = {
    OrderLink.State.IMPORTED: texts.IMPORTED,
    OrderLink.State.WAITING: texts.WAITING,
    OrderLink.State.SKIPPED: texts.SKIPPED,
}


class Result(Enum):
    DONE = "done"
    FAILED = "failed"  # the run stopped, or an order failed
    NOT_DONE = "not_done"  # nothing could be begun


class Importing:
    """One account at a terminal, in the language of its form."""

    def __init__(
        self,
        account: Account,
        shop: Shop,
        *,
        console: Console,
        say: Callable[..., None],
        clock: Callable[[], datetime],
    ) -> None:
        self._account = account
        self._shop = shop
        self._console = console
        self._print = say
        self._clock = clock
        slugs = ledger.channels_of(account.pk)
        self._language = language_of(each for each in shop.channels() if each.slug in slugs)

    def run(self, request: Request, total: ImportReport) -> Result:
        """Import, and add to the total."""
        left = self._without_orders(request)
        if left is None:
            return Result.DONE
        if not self._may_begin():
            return Result.NOT_DONE
        failed_before = {link.pk: link.attempts for link in self._failed()}
        with self._bar() as progress:
            run = left.run(self._account, shop=self._shop, clock=self._clock, progress=progress)
        if run is None or run.outcome == Run.Outcome.RUNNING:
            self._say(texts.BUSY, login=self._account.login)
            return Result.NOT_DONE
        total.add(run)
        self._tell_forms(left)
        for link in self._failed():
            if failed_before.get(link.pk) != link.attempts:
                self._print(plain(link.error_message), style="red")
        if run.outcome == Run.Outcome.STOPPED:
            words = plain(run_message(run, self._language))
            self._say(texts.STOPPED, login=self._account.login, message=words)
            return Result.FAILED
        return Result.FAILED if run.failed else Result.DONE

    def preview(self, request: Request, tally: Tally) -> Result:
        """Say what an import would do, and add to the tally."""
        left = self._without_orders(request)
        if left is None:
            return Result.DONE
        if not self._may_begin():
            return Result.NOT_DONE
        try:
            previews = self._previews(left)
        except EXPECTED as error:
            words = plain(message(stop_for(error), error, self._language))
            self._say(texts.STOPPED, login=self._account.login, message=words)
            return Result.FAILED
        for line in preview_lines(previews, self._language):
            self._print(line.text, style=line.style)
        for preview in previews:
            tally.add(preview)
        fails = any(isinstance(preview, ledger.Failure) for preview in previews)
        return Result.FAILED if fails else Result.DONE

    def _without_orders(self, request: Request) -> Request | None:
        """The request without forms that are orders already, which is told; `None`: all are."""
        if not request.form_ids:
            return request
        known = ledger.links_of(self._account.pk, request.form_ids)
        new = []
        for form_id in request.form_ids:
            link = known.get(form_id)
            if link is not None and link.state == OrderLink.State.IMPORTED:
                self._say(texts.ALREADY, form_id=form_id, number=link.order_number)
            else:
                new.append(form_id)
        return Request(form_ids=tuple(new)) if new else None

    def _may_begin(self) -> bool:
        """Whether Allegro may be asked and some channel takes orders; if not, that is told."""
        paused_until = self._account.paused_until
        if ledger.is_ahead(paused_until, self._clock()):
            self._say(texts.PAUSED, login=self._account.login, at=moment(paused_until))
            return False
        try:
            if takers(self._shop, self._account.pk):
                return True
        except (WrongSettings, ChannelNotFound):
            return True  # what comes next stops for it and says so
        [label] = labels_of({"create_orders"}, self._language)
        self._say(
            texts.NO_TAKER,
            login=self._account.login,
            create_orders=label,
            channels=", ".join(ledger.channels_of(self._account.pk)),
        )
        return False

    def _tell_forms(self, request: Request) -> None:
        """What became of the forms a person named; failures are told with all others."""
        links = ledger.links_of(self._account.pk, request.form_ids)
        for form_id in request.form_ids:
            link = links.get(form_id)
            text = _OUTCOMES.get(link.state) if link else None
            if link and text:
                reason = reason_text(link.error_code).in_language(self._language)
                self._say(text, form_id=form_id, number=link.order_number, reason=reason)

    def _failed(self) -> list[OrderLink]:
        return ledger.failed_forms(self._account.pk)

    @contextmanager
    def _bar(self) -> Iterator[Progress]:
        """A bar at a terminal, and nothing in a file."""
        bar = Bar(
            SpinnerColumn(),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        with bar:
            task = bar.add_task("", total=None)

            def show(report: ImportReport) -> None:
                total = report.to_look_at or None
                bar.update(task, description=str(report), completed=report.looked_at, total=total)

            yield show

    def _previews(self, request: Request) -> list[Preview]:
        if not self._console.is_terminal:
            return request.preview(self._account, self._shop, clock=self._clock)
        with Status("", console=self._console) as status:

            def show(read: int) -> None:
                status.update(texts.READING.filled(read=read).in_language(self._language))

            show(0)
            return request.preview(self._account, self._shop, clock=self._clock, progress=show)

    def _say(self, text: Text, **words: object) -> None:
        plain_words = {name: plain(word) for name, word in words.items()}
        self._print(text.filled(**plain_words).in_language(self._language))
