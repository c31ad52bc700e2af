"""What can be asked for in the widget of an order. Workers do it, but for a flag's end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from saleor_allegro.dashboard.asked import Asked, Notice, Tone
from saleor_allegro.dashboard.asking import Refused
from saleor_allegro.dashboard.order_widget.flags import NamedFlag
from saleor_allegro.dashboard.order_widget.query import RESOLVE
from saleor_allegro.dashboard.order_widget.words import ORDER_WIDGET_WORDS
from saleor_allegro.dashboard.orders.asking_words import REFUSALS
from saleor_allegro.dashboard.orders.flag_words import flag_name
from saleor_allegro.dashboard.orders.mutations import PUSH, RECHECK

#: See `allegroFlagResolve`.
LONGEST_NOTE: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    #: Of what a worker does now; "": of nothing.
    job_id: str = ""
    notices: tuple[Notice, ...] = ()
    #: Name of a field -> what is wrong with it.
    mistakes: Mapping[str, str] = field(default_factory=dict)


def act(asked: Asked, order_id: str) -> Done:
    """What came of the button that was pressed; nothing, where there is no such button."""
    named = NamedFlag.of(asked.action)
    action = _ACTIONS.get(asked.action)
    try:
        if named is not None:
            return _resolve(asked, order_id, named)
        return action(asked, order_id) if action else Done()
    except Refused as error:
        return Done(notices=(_notice(asked, Tone.BAD, "not_asked", reason=error),))


def _recheck(asked: Asked, order_id: str) -> Done:
    return _queue(asked, RECHECK, order_id)


def _push(asked: Asked, order_id: str) -> Done:
    return _queue(asked, PUSH, order_id)


def _queue(asked: Asked, mutation: str, order_id: str) -> Done:
    answer = asked.api.ask(mutation, id=order_id)["asked"]
    if answer["errors"]:
        return Done(notices=tuple(_refusal(asked, error) for error in answer["errors"]))
    return Done(job_id=answer["job"]["id"])


def _resolve(asked: Asked, order_id: str, named: NamedFlag) -> Done:
    # A browser counts a new line as one character and sends two.
    note = asked.text(named.note_field).replace("\r\n", "\n")
    answer = asked.api.ask(RESOLVE, id=order_id, flag=named.kind, subject=named.subject, note=note)[
        "asked"
    ]
    errors = answer["errors"]
    if not errors:
        name = flag_name(named.kind).in_language(asked.language)
        return Done(notices=(_notice(asked, Tone.GOOD, "resolved", flag=name),))
    if any(error["field"] == "note" for error in errors):
        notice = _notice(asked, Tone.BAD, "long_note", most=LONGEST_NOTE)
        return Done(notices=(notice,), mistakes={named.note_field: notice.text})
    if any(error["field"] == "flag" for error in errors):
        return Done(notices=(_notice(asked, Tone.PLAIN, "resolved_before"),))
    return Done(notices=tuple(_refusal(asked, error) for error in errors))


def _refusal(asked: Asked, error: Mapping[str, Any]) -> Notice:
    if error["code"] == "NOT_FOUND":
        return _notice(asked, Tone.BAD, "not_here")
    text = REFUSALS.get(error["code"])
    if text is None:
        return _notice(asked, Tone.BAD, "not_asked", reason=error["message"])
    return Notice(Tone.BAD, text.in_language(asked.language))


def _notice(asked: Asked, tone: Tone, word: str, **words: object) -> Notice:
    return Notice(tone, ORDER_WIDGET_WORDS[word].filled(**words).in_language(asked.language))


#: The names of the buttons.
_ACTIONS: Final[Mapping[str, Callable[[Asked, str], Done]]] = {
    "recheck": _recheck,
    "push": _push,
}
