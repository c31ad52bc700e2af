"""How Allegro's REST API is called: the one place that talks to the network."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol, Self, TypeVar

import requests
from requests.auth import AuthBase

from saleor_allegro.allegro.answers import decode, trace_id
from saleor_allegro.allegro.environments import Environment
from saleor_allegro.allegro.errors import Malformed, Unreachable
from saleor_allegro.allegro.paging import Page, every_page

MEDIA_TYPE: Final = "application/vnd.allegro.public.v1+json"


class Readable(Protocol):
    """What an answer is read into."""

    @classmethod
    def from_json(cls, body: object) -> Self: ...


class ReadablePage(Readable, Page, Protocol):
    """Likewise, page by page."""


#: Parameters of a call; a list is one that is given several times.
Query = Mapping[str, str | Sequence[str]]
Answer = TypeVar("Answer", bound=Readable)
AnswerPage = TypeVar("AnswerPage", bound=ReadablePage)


class Calls:
    """Calls for one seller. Does not sleep, retry or follow redirects: the caller decides."""

    def __init__(
        self,
        environment: Environment,
        token: Callable[[], str],
        user_agent: str,
        session: requests.Session | None = None,
        language: str = "pl-PL",
        timeout: tuple[float, float] = (5, 30),
    ) -> None:
        """
        Args:
            token: Gives the access token; asked before every call, so a refresh is seen.
            user_agent: See `build_user_agent`.
            session: Its connections are used again from call to call.
            language: Of the messages for a person in errors.
            timeout: Seconds to connect, and between two bytes of the answer.
        """
        self.environment = environment
        #: HTTP calls made so far, answered or not.
        self.calls = 0
        self._token = token
        self._user_agent = user_agent
        self._session = session if session is not None else requests.Session()
        self._language = language
        self._timeout = timeout

    def pages(
        self,
        kind: type[AnswerPage],
        path: str,
        query: Query,
        size: int,
        overlap: int = 0,
    ) -> Iterator[AnswerPage]:
        def page(offset: int) -> AnswerPage:
            return self.read(kind, path, {**query, "limit": str(size), "offset": str(offset)})

        return every_page(page, f"GET {path}", overlap=overlap)

    def read(self, kind: type[Answer], path: str, query: Query | None = None) -> Answer:
        return self._answer(kind, *self._call("GET", path, query))

    def write(
        self,
        kind: type[Answer],
        method: str,
        path: str,
        document: object,
        query: Query | None = None,
    ) -> Answer:
        """Send a JSON document, and read what Allegro answers."""
        return self._answer(kind, *self._call(method, path, query, document))

    def tell(
        self,
        method: str,
        path: str,
        document: object,
        query: Query | None = None,
        language: str | None = None,
    ) -> None:
        """Send a JSON document; what Allegro answers to it says nothing new.

        Args:
            language: Where a call does not take the client's.
        """
        self._call(method, path, query, document, language)

    def _answer(self, kind: type[Answer], answer: requests.Response, body: object) -> Answer:
        try:
            return kind.from_json(body)
        except Malformed as error:
            error.status, error.trace_id = answer.status_code, trace_id(answer)
            raise

    def _call(
        self,
        method: str,
        path: str,
        query: Query | None = None,
        document: object = None,
        language: str | None = None,
    ) -> tuple[requests.Response, Any]:
        """The one place that talks to the network: a 2xx answer and its JSON, or an error."""
        call = f"{method} {path}"
        token = self._token()
        self.calls += 1
        try:
            answer = self._session.request(
                method,
                self.environment.api_url + path,
                params=query,
                data=None if document is None else json.dumps(document).encode(),
                headers={
                    "Accept": MEDIA_TYPE,
                    "Content-Type": MEDIA_TYPE,
                    "Accept-Language": language or self._language,
                    "User-Agent": self._user_agent,
                },
                auth=_Bearer(token),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Unreachable(f"{call}: no answer ({type(error).__name__})") from error
        return answer, decode(answer, call)


class _Bearer(AuthBase):
    """As `auth`, not as a header: a `.netrc` of the machine would replace the header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
