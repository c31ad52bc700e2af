"""A form in a piece of HTML, as a browser would send it."""

from html.parser import HTMLParser


class PageForm(HTMLParser):
    """The fields of every form of a page, each with all its values, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        #: Value -> words of the option, by the name of the select.
        self.options: dict[str, dict[str, str]] = {}
        self._select = ""
        self._option: str | None = None
        self._templates = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        if tag == "select":
            self._select = given["name"]
            self.fields.setdefault(self._select, []).append("")
            self.options.setdefault(self._select, {})
        elif tag == "option" and self._select:
            self._option = given["value"]
            if "selected" in given or len(self.options[self._select]) == 0:
                self.fields[self._select][-1] = given["value"]
            self.options[self._select][given["value"]] = ""
        elif tag == "input" and self._is_sent(given):
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "select":
            self._select = ""
        elif tag == "option":
            self._option = None

    def handle_data(self, data: str) -> None:
        if self._option is not None and self._select:
            self.options[self._select][self._option] += data

    @staticmethod
    def _is_sent(given: dict[str, str]) -> bool:
        is_box = given.get("type") in ("checkbox", "radio")
        return "name" in given and (not is_box or "checked" in given)
