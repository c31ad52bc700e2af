"""Recheck one account, and tell the person at the terminal what changed."""

from collections.abc import Collection
from typing import Any, Final

from saleor_allegro import ledger
from saleor_allegro.config import Language, Text
from saleor_allegro.management import recheck_texts as texts
from saleor_allegro.management.account_at_terminal import AccountAtTerminal, Result
from saleor_allegro.management.importing import OUTCOMES
from saleor_allegro.management.recheck_request import Request
from saleor_allegro.models import OrderLink, Run
from saleor_allegro.rules.aspect_names import aspect_name
from saleor_allegro.rules.updates import Aspect
from saleor_allegro.shop.port import FieldChange, Telling, UpdateOutcome
from saleor_allegro.sync.reason_texts import reason_text
from saleor_allegro.sync.recheck_account import recheck_account, recheck_forms
from saleor_allegro.sync.reports import ImportReport

State = OrderLink.State

#: More is said by the second.
_PARTS: Final = {
    Telling.PAID: Telling.FULLY_PAID,
    Telling.REFUNDED: Telling.FULLY_REFUNDED,
}
#: What the tellings say better.
_TOLD: Final = frozenset({Aspect.PAYMENTS, Aspect.STAGE})


class Rechecking(AccountAtTerminal):
    def run(self, request: Request, total: ImportReport) -> Result:
        """Compare, and add to the total."""
        if not self.may_begin():
            return Result.NOT_DONE

        def work(**options: Any) -> Run | None:
            if request.form_ids:
                return recheck_forms(self.account.pk, request.form_ids, **options)
            return recheck_account(self.account.pk, is_asked=True, **options)

        failed_before = self.failing()
        run = self.conduct(work)
        if run is None:
            return Result.NOT_DONE
        total.add(run)
        self._tell_changes()
        if run.outcome == Run.Outcome.FINISHED:
            self._tell_others(request, run)
        self.tell_failures(failed_before)
        return self.result(run)

    def _tell_changes(self) -> None:
        """A line an order; which fields changed from what stands in the order's history."""
        changes = self.report.changes
        links = ledger.links_of(self.account.pk, [outcome.form_id for outcome in changes])
        for outcome in changes:
            number = links[outcome.form_id].order_number
            if outcome.tellings:
                self.say(texts.CHANGED, number=number, changes=_said(outcome, self.language))
            if outcome.withheld:
                aspects = ", ".join(_names(outcome.withheld, self.language))
                self.say(texts.LEFT, number=number, aspects=aspects)

    def _tell_others(self, request: Request, run: Run) -> None:
        """What became of the forms a person named, where nothing was changed in an order."""
        changed = {outcome.form_id for outcome in self.report.changes}
        named = [form_id for form_id in request.form_ids if form_id not in changed]
        links = ledger.links_of(self.account.pk, named)
        orders = [link.order_id for link in links.values() if link.order_id is not None]
        standing = self.shop.read_states(orders)
        for form_id in named:
            link = links.get(form_id)
            text = link and _text(link, run, is_standing=link.order_id in standing)
            if link and text:
                self.say(
                    text,
                    form_id=form_id,
                    number=link.order_number,
                    reason=reason_text(link.error_code).in_language(self.language),
                    channel=link.channel_slug,
                    successor=link.successor.form_id if link.successor else "?",
                    successor_number=link.successor.order_number if link.successor else "?",
                )


def _text(link: OrderLink, run: Run, *, is_standing: bool) -> Text | None:
    """`None` for a failure, which is told with all others."""
    if link.state == State.MERGED:
        return texts.MERGED
    if link.state != State.IMPORTED or (link.imported_at and link.imported_at >= run.started_at):
        return OUTCOMES.get(link.state)
    if link.error_code:
        return None
    if link.checked_at is None or link.checked_at < run.started_at:
        return texts.NOT_COMPARED
    if link.gone_since is not None:
        return texts.GONE
    return texts.AS_IT_IS if is_standing else texts.DELETED


def _said(outcome: UpdateOutcome, language: Language) -> str:
    """What happened to the order, and which parts of it were changed."""
    happened = ", ".join(
        texts.TELLINGS[telling].in_language(language)
        for telling in outcome.tellings
        if telling in texts.TELLINGS and _PARTS.get(telling) not in outcome.tellings
    )
    changes = [each for each in outcome.changes if each.aspect not in _TOLD]
    # Something of the details changes with almost everything else.
    notable = [each for each in changes if each.aspect is not Aspect.DETAILS]
    if not notable and not happened:
        notable = changes
    aspects = ", ".join(_names(notable, language))
    changed = aspects and texts.ASPECTS.filled(aspects=aspects).in_language(language)
    return "; ".join(filter(None, (happened, changed))) or texts.UPDATED.in_language(language)


def _names(changes: Collection[FieldChange], language: Language) -> list[str]:
    return list(dict.fromkeys(aspect_name(each.aspect, language) for each in changes))
