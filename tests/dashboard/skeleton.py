"""What a browser makes of a page besides its words: elements, attributes, and where they lead."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

#: Attributes that a browser or our script goes to.
_LEADING: Final = frozenset(
    {
        *("href", "src", "action", "formaction", "srcset", "poster", "xlink:href"),
        *("data-again", "data-done", "data-dashboard", "data-route"),
    }
)
#: What no page of ours has any use for.
_FOREIGN: Final = frozenset({"iframe", "frame", "object", "embed", "base", "style", "math"})
_RUN_ATTRIBUTES: Final = frozenset({"style", "srcdoc", "srcset", "http-equiv", "ping"})


@dataclass(slots=True)
class Skeleton:
    #: Elements with the names of their attributes, in their order; ends, comments and the like.
    bones: list[tuple[str, ...]] = field(default_factory=list)
    #: Values of attributes that lead somewhere, with the attribute's name.
    leads: list[tuple[str, str]] = field(default_factory=list)
    #: What could run or reach out, and no page of ours has.
    dangers: list[str] = field(default_factory=list)
    text: str = ""


def skeleton_of(html: str) -> Skeleton:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def stays_on_the_web(attribute: str, value: str) -> bool:
    """Whether nothing is run by following it: a page of ours, or one of the web's.

    A page of the dashboard's own begins with a single "/".
    """
    # Browsers leave these out before they look for a scheme.
    plain = "".join(sign for sign in value if sign > " ").replace("\\", "/")
    if attribute == "data-dashboard":
        return plain.startswith("/") and not plain.startswith("//")
    if plain.startswith("//"):
        return False
    try:
        return urlsplit(plain).scheme in ("", "http", "https")
    except ValueError:  # no address at all
        return not plain.partition(":")[0].isalpha()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Skeleton()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.found.bones.append((tag, *names))
        self.found.leads += [(name, value or "") for name, value in attrs if name in _LEADING]
        if tag in _FOREIGN or (tag == "script" and dict(attrs).get("type") != "module"):
            self.found.dangers.append(tag)
        self.found.dangers += [
            name for name in names if name.startswith("on") or name in _RUN_ATTRIBUTES
        ]
        if len(names) > len(set(names)):
            self.found.dangers.append(f"<{tag}> says an attribute twice")

    def handle_endtag(self, tag: str) -> None:
        self.found.bones.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.found.bones.append(("comment",))

    def handle_decl(self, decl: str) -> None:
        self.found.bones.append(("declaration",))

    def unknown_decl(self, data: str) -> None:
        self.found.bones.append(("unknown declaration",))

    def handle_pi(self, data: str) -> None:
        self.found.bones.append(("instruction",))

    def handle_data(self, data: str) -> None:
        self.found.text += data
