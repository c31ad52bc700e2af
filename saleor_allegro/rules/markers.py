"""Words in a template that keep a part of it for orders from Allegro, or for all others.

    IF_ALLEGRO ... ENDIF_ALLEGRO            kept for orders from Allegro
    IF_NOT_ALLEGRO ... ENDIF_NOT_ALLEGRO    kept for all others

They may be nested and stand anywhere, also across HTML and Handlebars, which never see them. A
marker is a word of its own: `XIF_ALLEGRO` is none. A marker alone on its line takes the line
with it; within a line, the blanks inside a part go, and so do those around a part left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

_MARKER: Final = re.compile(r"(?<![A-Za-z0-9_])(END)?IF_(NOT_)?ALLEGRO(?![A-Za-z0-9_])")
_BLANKS: Final = " \t"


class Unbalanced(ValueError):
    """A marker without its counterpart."""

    def __init__(self, marker: str, line: int) -> None:
        super().__init__(f"line {line}: {marker}")
        self.marker = marker
        #: Counted from 1.
        self.line = line


class _Marker(NamedTuple):
    word: str
    is_end: bool
    is_for_allegro: bool
    #: What is taken out with it.
    start: int
    end: int
    #: Where the word itself begins.
    at: int


@dataclass(frozen=True, slots=True)
class _Open:
    marker: _Marker
    is_kept: bool


def has_markers(text: str) -> bool:
    return _MARKER.search(text) is not None


def check_markers(text: str) -> None:
    """
    Raises:
        Unbalanced: The first marker that opens or closes nothing.
    """
    _walk(text, list(_markers(text)), is_allegro=True)


def choose_parts(text: str, *, is_allegro: bool) -> str:
    """The text as it is for an order from Allegro, or for another one.

    A text without markers, or whose markers do not match, is returned as it is.
    """
    markers = list(_markers(text))
    if not markers:
        return text
    try:
        return _walk(text, markers, is_allegro=is_allegro)
    except Unbalanced:
        return text


def _markers(text: str) -> Iterator[_Marker]:
    last = 0
    for match in _MARKER.finditer(text):
        start, end = _alone(text, *match.span()) or _within(text, match)
        yield _Marker(
            word=match.group(),
            is_end=bool(match.group(1)),
            is_for_allegro=not match.group(2),
            start=max(start, last),
            end=end,
            at=match.start(),
        )
        last = end


def _alone(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The whole line of a marker that stands alone on it; not of one that is all of the text."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    after = text[end : len(text) if line_end < 0 else line_end]
    if text[line_start:start].strip(_BLANKS) or after.strip(_BLANKS + "\r") or line_end < 0:
        return None
    return line_start, line_end + 1


def _within(text: str, match: "re.Match[str]") -> tuple[int, int]:
    """The marker, with the blanks on its inner side."""
    start, end = match.span()
    if match.group(1):
        start = len(text[:start].rstrip(_BLANKS))
    else:
        end = len(text) - len(text[end:].lstrip(_BLANKS))
    return start, end


def _walk(text: str, markers: Sequence[_Marker], *, is_allegro: bool) -> str:
    """
    Raises:
        Unbalanced: See `check_markers`.
    """
    kept: list[str] = []
    opened: list[_Open] = []
    at = 0
    for marker in markers:
        is_kept = opened[-1].is_kept if opened else True
        if is_kept:
            kept.append(text[at : marker.start])
        at = marker.end
        if not marker.is_end:
            fits = marker.is_for_allegro is is_allegro
            opened.append(_Open(marker, is_kept and fits))
        elif opened and opened[-1].marker.is_for_allegro is marker.is_for_allegro:
            part = opened.pop()
            outer = opened[-1].is_kept if opened else True
            if outer and not part.is_kept and _ends_blank(kept):
                # Nothing stands between the blanks before the part and those after it.
                at = len(text) - len(text[at:].lstrip(_BLANKS))
        else:
            raise Unbalanced(marker.word, _line_of(text, marker.at))
    if opened:
        marker = opened[0].marker
        raise Unbalanced(marker.word, _line_of(text, marker.at))
    return "".join([*kept, text[at:]])


def _ends_blank(kept: Sequence[str]) -> bool:
    before = next((part for part in reversed(kept) if part), "")
    return not before or before[-1] in _BLANKS + "\n"


def _line_of(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
