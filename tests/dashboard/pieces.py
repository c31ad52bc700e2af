"""Pieces of HTML as a browser would hold them, to be looked into."""

from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder

_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})


def piece_of(html: str) -> Element:
    """The elements of a piece, below one of our own; every one that was begun has an end."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [], f"never closed: {builder.open}"
    builder.tree.end("piece")
    return builder.tree.close()


def text_of(element: Element) -> str:
    """What can be read in it, with single blanks."""
    return " ".join("".join(element.itertext()).split())


def all_of(piece: Element, tag: str, **attributes: str) -> list[Element]:
    """The elements of a tag; of an attribute's words, such as classes, one has to fit.

    Args:
        attributes: With "_" for "-", and "class_" for "class".
    """
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in piece.iter(tag)
        if all(
            value == element.get(name) or value in (element.get(name) or "").split()
            for name, value in wanted.items()
        )
    ]


def texts_of(piece: Element, tag: str, **attributes: str) -> list[str]:
    return [text_of(element) for element in all_of(piece, tag, **attributes)]


def chosen_in(piece: Element) -> dict[str, str]:
    """Name of a field -> its value, of those that are filled in or chosen."""
    found = {
        field.get("name", ""): field.get("value", "")
        for field in piece.iter("input")
        if field.get("value")
    }
    for field in piece.iter("select"):
        for option in field.iter("option"):
            if option.get("selected") is not None and option.get("value"):
                found[field.get("name", "")] = option.get("value", "")
    return found


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tree = TreeBuilder()
        self.tree.start("piece", {})
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> within {self.open}"
        self.open.pop()
        self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.data(data)
