"""Rounds in turns: a day's sales imported, then the same orders created by the mutation."""

import cProfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from saleor.account.models import User

from benchmarks.agreement import differences
from benchmarks.allegro import RunningAllegro, running_allegro
from benchmarks.bulk_create import create_orders
from benchmarks.bulk_input import bulk_input, read_catalogue, read_customers
from benchmarks.measuring import Measurement, measuring
from benchmarks.shop import open_and_connect
from saleor_allegro.demo.saleor_api import superuser
from saleor_allegro.models import Run
from saleor_allegro.sync.import_account import import_account
from saleor_allegro.sync.reports import ImportReport

#: What is being done, how many of it are done, and how many there are.
Progress = Callable[[str, int, int], None]
IMPORT: Final = "import from Allegro"
CREATE: Final = "orderBulkCreate"
_WARM_UP: Final = 50  # orders, before anything is measured


@dataclass(slots=True)
class Result:
    imported: list[Measurement] = field(default_factory=list)
    created: list[Measurement] = field(default_factory=list)

    @property
    def ours(self) -> Measurement:
        return max(self.imported, key=lambda taken: taken.rate)

    @property
    def theirs(self) -> Measurement:
        return max(self.created, key=lambda taken: taken.rate)

    @property
    def factor(self) -> float:
        """How many times as fast the import is, best round against best round."""
        return self.ours.rate / self.theirs.rate


class Disagreement(Exception):
    """The two sides did not write the same orders; the message says where."""


def race(
    orders: int,
    rounds: int,
    *,
    seed: int = 1,
    warm_up: int = _WARM_UP,
    progress: Progress = lambda words, done, total: None,
    profile: cProfile.Profile | None = None,
) -> Result:
    """Measure both sides on the database of the settings, which gets a shop of its own.

    Args:
        orders: How many each side writes a round.
        profile: Enabled while orders are imported.

    Raises:
        Disagreement: An order is missing, or two are not the same.
    """
    result = Result()
    with running_allegro(seed) as allegro:
        account = open_and_connect(seed, allegro.base_url)
        user = superuser()
        turn = _Turn(allegro, account.pk, user, progress, profile)
        turn.take(warm_up, days_ago=rounds, words="warming up: ", is_profiled=False)
        with connection.cursor() as cursor:
            # A shop that runs has statistics; a database just restored has none.
            cursor.execute("ANALYZE")
        for number in range(rounds):
            imported, created = turn.take(
                orders, days_ago=rounds - 1 - number, words=f"round {number + 1}: "
            )
            result.imported.append(imported)
            result.created.append(created)
    return result


@dataclass(frozen=True, slots=True)
class _Turn:
    allegro: RunningAllegro
    account_pk: int
    user: User
    progress: Progress
    profile: cProfile.Profile | None

    def take(
        self, count: int, *, days_ago: int, words: str, is_profiled: bool = True
    ) -> tuple[Measurement, Measurement]:
        forms = self.allegro.sell(count, days_ago=days_ago)
        imported = self._import(count, words + IMPORT, is_profiled)
        created = self._create(forms, words + CREATE)
        wrong = differences([form["id"] for form in forms])
        if wrong:
            raise Disagreement("\n".join([f"{len(wrong)} differences, such as", *wrong[:5]]))
        return imported, created

    def _import(self, count: int, words: str, is_profiled: bool) -> Measurement:
        def grown(report: ImportReport) -> None:
            self.progress(words, report.imported, count)

        taken = Measurement(orders=count)
        profiling = self.profile if self.profile and is_profiled else nullcontext()
        with profiling, measuring(taken):
            run = import_account(self.account_pk, progress=grown)
        if run is None or run.outcome != Run.Outcome.FINISHED or run.imported != count:
            words = f"{run.imported} of {count}, {run.error_message}" if run else "nothing"
            raise Disagreement(f"imported {words}")
        taken.calls = run.calls
        return taken

    def _create(self, forms: list[dict[str, Any]], words: str) -> Measurement:
        catalogue, customers = read_catalogue(), read_customers(forms)
        inputs = [bulk_input(form, customers[form["id"]], catalogue) for form in forms]
        done = 0

        def grown(count: int) -> None:
            nonlocal done
            done += count
            self.progress(words, done, len(inputs))

        return create_orders(inputs, self.user, grown)
