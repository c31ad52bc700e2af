"""One account at a terminal, in the language of its form: may work begin, how it goes and ended."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import Enum

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar

from saleor_allegro import ledger
from saleor_allegro.config import Text, WrongSettings, labels_of, language_of
from saleor_allegro.management import account_texts as texts
from saleor_allegro.management.terminal import plain
from saleor_allegro.management.times import moment
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.port import ChannelNotFound, Shop
from saleor_allegro.sync.check_accounts import run_message
from saleor_allegro.sync.connection import takers
from saleor_allegro.sync.reports import ImportReport
from saleor_allegro.sync.runs import Progress


class Result(Enum):
    DONE = "done"
    FAILED = "failed"  # the run stopped, or an order failed
    NOT_DONE = "not_done"  # nothing could be begun


class AccountAtTerminal:
    """
    Args:
        say: Prints a line; takes the style that rich is to show it in.
    """

    def __init__(
        self,
        account: Account,
        shop: Shop,
        *,
        console: Console,
        say: Callable[..., None],
        clock: Callable[[], datetime],
    ) -> None:
        self.account = account
        self.shop = shop
        self.console = console
        self.print = say
        self.clock = clock
        #: What the run has done so far.
        self.report = ImportReport()
        slugs = ledger.channels_of(account.pk)
        self.language = language_of(each for each in shop.channels() if each.slug in slugs)

    def say(self, text: Text, **words: object) -> None:
        plain_words = {name: plain(word) for name, word in words.items()}
        self.print(text.filled(**plain_words).in_language(self.language))

    @property
    def is_paused(self) -> bool:
        return ledger.is_ahead(self.account.paused_until, self.clock())

    def may_begin(self) -> bool:
        """Whether Allegro may be asked and some channel takes orders; if not, that is told."""
        if self.is_paused:
            at = moment(self.account.paused_until)
            self.say(texts.PAUSED, login=self.account.login, at=at)
            return False
        try:
            if takers(self.shop, self.account.pk):
                return True
        except (WrongSettings, ChannelNotFound):
            return True  # what comes next stops for it and says so
        [label] = labels_of({"create_orders"}, self.language)
        self.say(
            texts.NO_TAKER,
            login=self.account.login,
            create_orders=label,
            channels=", ".join(ledger.channels_of(self.account.pk)),
        )
        return False

    def conduct(self, work: Callable[..., Run | None]) -> Run | None:
        """Do the work under a bar; `None` when another worker has the account, which is told.

        Args:
            work: Takes the options of `sync.runs.conduct`.
        """
        with self._bar() as progress:
            run = work(shop=self.shop, clock=self.clock, progress=progress)
        if run is None or run.outcome == Run.Outcome.RUNNING:
            self.say(texts.BUSY, login=self.account.login)
            return None
        return run

    def result(self, run: Run) -> Result:
        """How it went; a run that stopped says why."""
        if run.outcome == Run.Outcome.STOPPED:
            words = plain(run_message(run, self.language))
            self.say(texts.STOPPED, login=self.account.login, message=words)
            return Result.FAILED
        return Result.FAILED if run.failed else Result.DONE

    def failing(self) -> dict[int, int]:
        """Link of each failed form -> attempts, to compare with those after a run."""
        return {link.pk: link.attempts for link in ledger.failing_forms(self.account.pk)}

    def tell_failures(self, before: dict[int, int]) -> None:
        """What failed since then, or failed again."""
        for link in ledger.failing_forms(self.account.pk):
            if before.get(link.pk) != link.attempts:
                self.print(plain(link.error_message), style="red")

    @contextmanager
    def _bar(self) -> Iterator[Progress]:
        """A bar at a terminal, and nothing in a file."""
        bar = Bar(
            SpinnerColumn(),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        with bar:
            task = bar.add_task("", total=None)

            def show(report: ImportReport) -> None:
                self.report = report
                total = report.to_look_at or None
                bar.update(task, description=str(report), completed=report.looked_at, total=total)

            yield show


def is_failed(results: list[Result]) -> bool:
    """An account that nobody wants orders of is no failure beside one that was worked on."""
    if Result.FAILED in results:
        return True
    return bool(results) and all(result is Result.NOT_DONE for result in results)
