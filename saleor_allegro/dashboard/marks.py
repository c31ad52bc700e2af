"""A word with a colour: how something stands, at a glance."""

from typing import NamedTuple


class Mark(NamedTuple):
    #: "good", "info", "warn", "bad", or "" for no colour.
    tone: str
    text: str
    #: What it is about.
    detail: str = ""
