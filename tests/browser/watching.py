"""What must not happen in the browser, whatever a test is about."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

_QUIET = frozenset({"log", "info", "debug"})
#: They leave nothing.
_LOCAL = frozenset({"data", "blob", "about", "chrome-error"})
#: The page was left before the answer came; what a policy forbids is another failure.
_LEFT = "net::ERR_ABORTED"
#: Not the fault of any page of ours.
_NOT_OURS = (
    # The dashboard's frame for a posted widget is empty, and of its origin, for a moment.
    re.compile(r"^console warning: An iframe which has both allow-scripts .*/host/"),
    # Chromium asks for it where a page names none.
    re.compile(r"/favicon\.ico"),
)


# Without slots: Playwright keeps its own notes on whoever listens.
@dataclass
class Watch:
    """Every fault that a person would find in the browser's console, and every request."""

    #: "host:port" of those who may be asked.
    hosts: set[str]
    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _expected: list[re.Pattern[str]] = field(default_factory=list)

    def begin(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def expect(self, pattern: str) -> None:
        """A fault like this is what the test is about, such as r"401"."""
        self._expected.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        return [
            fault
            for fault in self.faults
            if not any(pattern.search(fault) for pattern in (*_NOT_OURS, *self._expected))
        ]

    def asked(self, path: str) -> list[Request]:
        """The requests whose address has this in its path."""
        return [request for request in self.requests if path in urlsplit(request.url).path]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in _QUIET:
            self.faults.append(f"console {message.type}: {message.text} ({message.location})")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"page error: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in _LOCAL:
            return
        self.requests.append(request)
        if parts.netloc not in self.hosts:
            self.faults.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure == _LEFT:
            return
        self.faults.append(f"failed request: {request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"refused request: {response.status} {response.url}")
