"""What can be asked for in the Orders view. Nothing is done here: workers do it, as jobs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from saleor_allegro.dashboard.asked import Asked, Notice, Tone
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.days import begin_of, day_of
from saleor_allegro.dashboard.orders.asking_words import ASKING_WORDS, REFUSALS
from saleor_allegro.dashboard.orders.mutations import (
    AUDIT,
    FAILED_FORMS,
    IMPORT,
    PUSH,
    RECHECK,
    RETRY,
)
from saleor_allegro.dashboard.orders.query import SELLERS_QUERY
from saleor_allegro.dashboard.orders.sellers import sellers_of

#: Forms that a retry takes.
_AT_ONCE: Final = 100
#: So many failed purchases are tried again with one press, shared among the sellers.
MOST_RETRIED: Final = 500
_MOST_DAYS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    #: Ids of the jobs that were asked for; they say themselves how far they are.
    jobs: Sequence[str] = ()
    notices: Sequence[Notice] = ()
    #: Name of a field -> what is wrong with it.
    mistakes: Mapping[str, str] = field(default_factory=dict)


def act(asked: Asked) -> Done:
    """What came of the button that was pressed; nothing, where there is no such button."""
    action = _ACTIONS.get(asked.action)
    if action is None:
        return Done()
    try:
        return action(asked)
    except Refused as error:
        return Done(notices=[_notice(asked, "refused", Tone.BAD, reason=error)])


def _recheck(asked: Asked) -> Done:
    return _done(asked, [_ask(asked, RECHECK, id=asked.text("order"))])


def _push(asked: Asked) -> Done:
    return _done(asked, [_ask(asked, PUSH, id=asked.text("order"))])


def _retry(asked: Asked) -> Done:
    return _done(asked, [_ask(asked, RETRY, formIds=[asked.text("form")])])


def _retry_all(asked: Asked) -> Done:
    """The longest failing purchases of every seller, so that none of them waits for another."""
    sellers = sellers_of(asked.api.ask(SELLERS_QUERY)).everybody
    working = [seller for seller in sellers if seller.is_connected]
    most = max(MOST_RETRIED // _AT_ONCE // max(len(working), 1), 1)
    answers: list[Mapping[str, Any]] = []
    is_all = True
    for seller in sellers:
        of_seller, is_all_of_seller = _retry_of(asked, seller.id, most)
        answers += of_seller
        is_all = is_all and is_all_of_seller
    if not answers:
        return Done(notices=[_notice(asked, "nothing_failed", Tone.PLAIN)])
    return _done(asked, answers, [] if is_all else [_notice(asked, "more_failed", Tone.PLAIN)])


def _retry_of(asked: Asked, seller: str, most: int) -> tuple[Sequence[Mapping[str, Any]], bool]:
    """Ask for a seller's failing purchases, a hundred at once, the longest failing first.

    Args:
        most: So many hundreds are asked for.

    Returns:
        What was answered, and whether it was about all of them.
    """
    answers: list[Mapping[str, Any]] = []
    after = None
    for _ in range(most):
        page = asked.api.ask(FAILED_FORMS, seller=seller, first=_AT_ONCE, after=after)[
            "allegroOrders"
        ]
        form_ids = [edge["node"]["checkoutFormId"] for edge in page["edges"]]
        if not form_ids:
            return answers, True
        answers.append(_ask(asked, RETRY, formIds=form_ids))
        # Where these are refused, so would be the rest.
        if answers[-1]["errors"] or not page["pageInfo"]["hasNextPage"]:
            return answers, True
        after = page["pageInfo"]["endCursor"]
    return answers, False


def _import_now(asked: Asked) -> Done:
    return _import(asked, dryRun=False)


def _import_one(asked: Asked) -> Done:
    return _import(asked, formIds=[asked.text("form")], dryRun=False)


def _import_since(asked: Asked) -> Done:
    return _import_from_day(asked, is_dry=False)


def _preview(asked: Asked) -> Done:
    return _import_from_day(asked, is_dry=True)


def _import_from_day(asked: Asked, *, is_dry: bool) -> Done:
    """A dry run without a day shows what is new, and what waits."""
    text = asked.text("since")
    if is_dry and not text:
        return _import(asked, dryRun=True)
    day = day_of(text)
    if day is None:
        return _mistake(asked, "since", "no_day")
    return _import(asked, since=begin_of(day).isoformat(), dryRun=is_dry)


def _audit(asked: Asked) -> Done:
    text = asked.text("days")
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= days <= _MOST_DAYS:
        return _mistake(asked, "days", "no_days")
    return _for_seller(asked, AUDIT, days=days)


def _import(asked: Asked, **variables: Any) -> Done:
    return _for_seller(asked, IMPORT, **variables)


def _for_seller(asked: Asked, mutation: str, **variables: Any) -> Done:
    """Ask in a channel of the seller that is chosen; any in which the plugin is active will do."""
    sellers = sellers_of(asked.api.ask(SELLERS_QUERY))
    seller = sellers.seller(asked.text("seller"))
    answer: Mapping[str, Any] | None = None
    for slug in seller.channels if seller else ():
        answer = _ask(asked, mutation, channel=slug, **variables)
        if all(error["code"] != "NOT_ACTIVE" for error in answer["errors"]):
            break
    if answer is None:
        return Done(notices=[_notice(asked, "no_channel", Tone.BAD)])
    if any(error["field"] == "since" for error in answer["errors"]):
        return _mistake(asked, "since", "no_day")
    return _done(asked, [answer])


def _ask(asked: Asked, mutation: str, **variables: Any) -> Mapping[str, Any]:
    """`{"job": {"id": ...} | None, "errors": [...]}`."""
    answer: Mapping[str, Any] = asked.api.ask(mutation, **variables)["asked"]
    return answer


def _done(
    asked: Asked, answers: Sequence[Mapping[str, Any]], notices: Sequence[Notice] = ()
) -> Done:
    refused = dict.fromkeys(
        _refusal(asked, error) for answer in answers for error in answer["errors"]
    )
    return Done(
        jobs=[answer["job"]["id"] for answer in answers if answer["job"]],
        notices=[*notices, *(Notice(Tone.BAD, text) for text in refused)],
    )


def _refusal(asked: Asked, error: Mapping[str, Any]) -> str:
    text = REFUSALS.get(error["code"])
    if text is None:
        text = ASKING_WORDS["refused"].filled(reason=error["message"])
    return text.in_language(asked.language)


def _mistake(asked: Asked, name: str, word: str) -> Done:
    text = ASKING_WORDS[word].in_language(asked.language)
    return Done(mistakes={name: text}, notices=[Notice(Tone.BAD, text)])


def _notice(asked: Asked, word: str, tone: Tone, **words: object) -> Notice:
    return Notice(tone, ASKING_WORDS[word].filled(**words).in_language(asked.language))


#: The names of the buttons.
_ACTIONS: Final[Mapping[str, Callable[[Asked], Done]]] = {
    "recheck": _recheck,
    "push": _push,
    "retry": _retry,
    "retry_all": _retry_all,
    "import": _import_now,
    "import_one": _import_one,
    "import_since": _import_since,
    "preview": _preview,
    "audit": _audit,
}
