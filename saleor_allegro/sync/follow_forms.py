"""Bring over what changed on forms to the orders that the shop has of them."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from saleor_allegro import ledger
from saleor_allegro.config import Text
from saleor_allegro.models import OrderLink
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.watch import is_watched
from saleor_allegro.shop.port import UpdateOutcome
from saleor_allegro.sync.connection import OpenRun, Taker
from saleor_allegro.sync.follow_decisions import (
    PATIENCE,
    Follow,
    FollowDecision,
    decide_follow,
    next_check,
)
from saleor_allegro.sync.follow_flags import flags_now
from saleor_allegro.sync.follow_notes import stage_notes
from saleor_allegro.sync.order_flags import flag_note, raise_and_note
from saleor_allegro.sync.read_form import Reading
from saleor_allegro.sync.refused_writes import code_and_words, log_refused
from saleor_allegro.sync.stops import stops_the_run
from saleor_allegro.sync.tell_changes import tell_followed

logger = logging.getLogger(__name__)

#: Orders written in one transaction.
BATCH: Final = 100
_LOGGED: Final = "Allegro recheck of account %s: %s orders not updated"

_NOT_GONE: Final = ((FlagKind.FORM_GONE, None),)

_NOT_WRITTEN: Final = Text(
    "The shop could not bring over what changed on form {form_id}: {error}. The order stays as "
    "it was; it is tried again by itself.",
    "Sklep nie przeniósł zmian z formularza {form_id}: {error}. Zamówienie zostaje bez zmian; "
    "ponowimy sami.",
)


def follow_forms(run: OpenRun, readings: Sequence[tuple[OrderLink, Reading]]) -> None:
    """Decide on each form, write what changed, and note the rest on their own rows.

    Raises:
        AllegroError: The connection is at fault; what was not reached stays due.
        LeaseLost, OperationalError, InterfaceError, ChannelNotFound, SwitchedOff,
        WrongSettings: The run must stop.
    """
    if not readings:
        return
    takers = {taker.channel.slug: taker for taker in run.takers()}
    decisions = decide_follow(run, takers, readings)
    batches: defaultdict[str, list[Follow]] = defaultdict(list)
    for decision in decisions:
        if isinstance(decision, Follow):
            batches[decision.taker.channel.slug].append(decision)
    _note(run, takers, decisions)
    for follows in batches.values():
        for start in range(0, len(follows), BATCH):
            _write_batch(run, follows[start : start + BATCH])


def _note(run: OpenRun, takers: Mapping[str, Taker], decisions: Sequence[FollowDecision]) -> None:
    unchanged = [each for each in decisions if isinstance(each, ledger.Followed)]
    gone = [each for each in decisions if isinstance(each, ledger.Gone)]
    failures = [each for each in decisions if isinstance(each, ledger.NotFollowed)]
    if not unchanged and not gone and not failures:
        return
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.mark_followed(unchanged, now)
        ledger.mark_gone(gone, now)
        ledger.note_not_followed(failures, now)
        _flag_lost(run, takers, [each.link for each in gone])
        found = [each.link.pk for each in unchanged if each.link.gone_since]
        ledger.raise_flags(dict.fromkeys(found, ()), dict.fromkeys(found, _NOT_GONE), now)
    run.report.failed += len(failures)
    run.progress(run.report)


def _flag_lost(run: OpenRun, takers: Mapping[str, Taker], links: Sequence[OrderLink]) -> None:
    """Forms that are gone, and no other took their place: a person must look."""
    lost = [link for link in links if ledger.is_gone_for_good(link, run.clock(), PATIENCE)]
    flag = Flag(kind=FlagKind.FORM_GONE)
    shown = [(link, takers[link.channel_slug], [flag]) for link in lost]
    run.report.flagged += raise_and_note(run, shown)


def _write_batch(run: OpenRun, batch: Sequence[Follow]) -> None:
    """A batch in one transaction, and one by one where that fails."""
    try:
        outcomes = _write(run, batch)
    except Exception as error:  # one order may be the cause, whatever it is
        if stops_the_run(error):
            raise
        form_ids = [follow.link.form_id for follow in batch]
        log_refused(logger, _LOGGED, run, form_ids, error)
        if len(batch) == 1:
            _fail(run, batch[0], error)
        else:
            for follow in batch:
                _write_batch(run, [follow])
        return
    run.report.add_followed(outcomes)
    run.progress(run.report)
    links = [follow.link for follow in batch]
    tell_followed(run, zip(links, outcomes, strict=True))


def _write(run: OpenRun, batch: Sequence[Follow]) -> Sequence[UpdateOutcome]:
    """All of the batch and all we remember of it, or nothing."""
    taker = batch[0].taker
    now = run.clock()
    with ledger.writing(run.lease, now):
        outcomes = run.shop.update_orders(
            [follow.update for follow in batch], taker.settings.write_policy(taker.channel.slug)
        )
        pairs = list(zip(batch, outcomes, strict=True))
        ledger.mark_followed([_followed(run, *pair) for pair in pairs], now)
        if taker.settings.tells_allegro:
            changed = [follow.link.pk for follow, outcome in pairs if outcome.tellings]
            ledger.make_push_due(changed, now)
        shown = {follow.link.pk: flags_now(follow, outcome) for follow, outcome in pairs}
        news = ledger.raise_flags(
            {pk: each.flags for pk, each in shown.items()},
            {pk: each.settled for pk, each in shown.items()},
            now,
        )
        run.shop.note_orders(
            {
                outcome.order_id: notes
                for follow, outcome in pairs
                if not outcome.is_gone
                and (notes := _notes(follow, outcome, news.get(follow.link.pk, ())))
            }
        )
    run.report.flagged += len(news)
    return outcomes


def _followed(run: OpenRun, follow: Follow, outcome: UpdateOutcome) -> ledger.Followed:
    draft = follow.update.draft
    waits = draft is not None and is_watched(
        status=outcome.status,
        is_paid=outcome.charged >= draft.total_gross,
        new_status=follow.taker.settings.status_new,
        is_cash_on_delivery=follow.facts.is_cash_on_delivery,
        form_status=follow.facts.form_status,
    )
    return ledger.Followed(
        link=follow.link,
        facts=follow.facts,
        digests=follow.digests,
        next_check_at=next_check(run, follow.taker, follow.link, waits=waits),
        tellings=outcome.tellings,
        lines=outcome.lines,
        parcels=follow.update.parcels or (),
    )


def _notes(follow: Follow, outcome: UpdateOutcome, news: Sequence[Flag]) -> list[str]:
    language = follow.taker.settings.language.value
    flagged = [flag_note(flag, follow.taker) for flag in news]
    return [*stage_notes(follow, outcome, language), *flagged]


def _fail(run: OpenRun, follow: Follow, error: Exception) -> None:
    code, words = code_and_words(error)
    text = _NOT_WRITTEN.filled(form_id=follow.link.form_id, error=words)
    failure = ledger.NotFollowed(
        link=follow.link,
        code=code,
        message=text.in_language(follow.taker.settings.language),
    )
    now = run.clock()
    with ledger.writing(run.lease, now):
        ledger.note_not_followed([failure], now)
    run.report.failed += 1
    run.progress(run.report)
