"""The two addresses a browser visits to connect a seller: the way out and the way back.

    connect?ticket=...            -> Allegro's page of consent, with PKCE S256
    oauth/callback?code=&state=   <- Allegro; the account is stored, and a page says so,
                                     or the browser is sent back to where the ticket says

One callback serves every channel, because Allegro wants the address registered word for word.
Saleor hands both to whichever instance of the plugin it finds first, also to an inactive one,
so the channel is known by the ticket and the state alone. A browser is sent back only with a
live state of ours that it set out with itself: whoever follows a forged or borrowed address sees
a page.
"""

import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from saleor_allegro import connect_texts as texts
from saleor_allegro.allegro.errors import (
    AllegroError,
    Forbidden,
    InvalidGrant,
    RateLimited,
    Unreachable,
    WrongCredentials,
)
from saleor_allegro.allegro.oauth import TokenPair
from saleor_allegro.config import Language, Settings, Text, check, labels_of, read_settings
from saleor_allegro.connect_answer import kept_to_itself, page
from saleor_allegro.connect_passes import (
    STATE_LIFE,
    Expired,
    NotOurs,
    State,
    make_state,
    read_state,
    read_ticket,
)
from saleor_allegro.connect_return import Outcome, told
from saleor_allegro.ledger import ChannelTaken
from saleor_allegro.shop.port import ShopChannel
from saleor_allegro.sync.connection import oauth_app

logger = logging.getLogger(__name__)

CONNECT_PATH: Final = "connect"
CALLBACK_PATH: Final = "oauth/callback"
_COOKIE: Final = "saleor_allegro_connect"
_VERIFIER_BYTES: Final = 64  # 86 characters; RFC 7636 allows 43 to 128
#: What went wrong with Allegro -> what the page says; the first class that fits.
_MESSAGES: Final[tuple[tuple[type[AllegroError], texts.Message], ...]] = (
    (InvalidGrant, texts.CODE_REFUSED),
    (WrongCredentials, texts.WRONG_CREDENTIALS),
    (Forbidden, texts.SCOPE_MISSING),
    (RateLimited, texts.NO_NEWS),
    (Unreachable, texts.NO_NEWS),
    (AllegroError, texts.NOT_UNDERSTOOD),
)


class Stopped(Exception):
    """The seller cannot be connected; the page says why."""

    def __init__(self, message: texts.Message, language: Language, **words: str) -> None:
        super().__init__(message.title.english)
        self.message = message
        self.language = language
        self.words = words

    @property
    def text(self) -> Text:
        """What happened, and what to do now, as one text."""
        title, advice = self.message.title, self.message.advice.filled(**self.words)
        return Text(f"{title.english}. {advice.english}", f"{title.polish}. {advice.polish}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectPages:
    """Both pages.

    Args:
        callback_url: The address of the way back, exactly as registered at Allegro.
        channel: Slug -> channel of the shop, `None` when it is gone.
        connect: Stores the seller whom the tokens belong to, for the channel, and returns the
            seller's login. Raises `AllegroError` or `ChannelTaken`.
        note_failure: Is told of which channel no seller came back, and why.
    """

    callback_url: str
    channel: Callable[[str], ShopChannel | None]
    connect: Callable[[ShopChannel, Settings, TokenPair, datetime], str]
    note_failure: Callable[[str, Text, datetime], None]

    def answer(self, request: HttpRequest, path: str, now: datetime) -> HttpResponse | None:
        """The page at a path such as "/connect", or `None` where there is none."""
        pages = {CONNECT_PATH: self._set_out, CALLBACK_PATH: self._come_back}
        found = pages.get(path.strip("/"))
        if found is None:
            return None
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        try:
            return found(request, now)
        except Stopped as stopped:
            return page(stopped.message, stopped.language, **stopped.words)

    def _set_out(self, request: HttpRequest, now: datetime) -> HttpResponse:
        language = _browser_language(request)
        try:
            ticket = read_ticket(request.GET.get("ticket", ""), now=now)
        except NotOurs as error:
            raise Stopped(texts.WRONG_LINK, language) from error
        except Expired as error:
            raise Stopped(texts.EXPIRED, language) from error
        _, settings = self._ready(ticket.channel_slug, language)
        browser = request.COOKIES.get(_COOKIE) or secrets.token_urlsafe(16)
        state = State(
            channel_slug=ticket.channel_slug,
            browser=browser,
            code_verifier=secrets.token_urlsafe(_VERIFIER_BYTES),
            return_url=ticket.return_url,
        )
        url = oauth_app(settings).authorisation_url(
            self.callback_url, make_state(state, now=now), state.code_verifier
        )
        answer = kept_to_itself(HttpResponseRedirect(url))
        answer.set_cookie(
            _COOKIE,
            browser,
            max_age=STATE_LIFE,
            secure=self.callback_url.startswith("https:"),
            httponly=True,
            samesite="Lax",  # sent when Allegro leads the browser back
        )
        return answer

    def _come_back(self, request: HttpRequest, now: datetime) -> HttpResponse:
        language = _browser_language(request)
        try:
            state = read_state(request.GET.get("state", ""), now=now)
        except NotOurs as error:
            raise Stopped(texts.WRONG_LINK, language) from error
        except Expired as error:
            raise Stopped(texts.EXPIRED, language) from error
        if not constant_time_compare(request.COOKIES.get(_COOKIE, ""), state.browser):
            raise Stopped(texts.OTHER_BROWSER, language)
        outcome = Outcome.CONNECTED
        try:
            answer = self._take_answer(request, state, language, now)
        except Stopped as stopped:
            self.note_failure(state.channel_slug, stopped.text, now)
            if not state.return_url:
                raise
            logger.info("Channel %s was not connected: %s", state.channel_slug, stopped)
            outcome = Outcome.FAILED
        if not state.return_url:
            return answer
        return kept_to_itself(HttpResponseRedirect(told(state.return_url, outcome)))

    def _take_answer(
        self, request: HttpRequest, state: State, language: Language, now: datetime
    ) -> HttpResponse:
        channel, settings = self._ready(state.channel_slug, language)
        refusal, code = request.GET.get("error", ""), request.GET.get("code", "")
        if refusal == "access_denied":
            raise Stopped(texts.REFUSED, settings.language)
        if refusal or not code:
            detail = refusal if re.fullmatch(r"\w{1,64}", refusal) else "?"
            raise Stopped(texts.NOT_UNDERSTOOD, settings.language, detail=detail)
        login = self._connected(channel, settings, code, state.code_verifier, now)
        logger.info("Connected a seller of Allegro to channel %s", channel.slug)
        words = {"login": login, "channel": channel.slug}
        return page(texts.CONNECTED, settings.language, **words)

    def _ready(self, slug: str, language: Language) -> tuple[ShopChannel, Settings]:
        """The channel and its settings, when nothing is missing for a connection."""
        channel = self.channel(slug)
        if channel is None:
            raise Stopped(texts.CHANNEL_GONE, language, channel=slug)
        if problems := check(channel.configuration, active=True):
            labels = ", ".join(labels_of(dict(problems), language))
            raise Stopped(texts.INCOMPLETE, language, channel=slug, labels=labels)
        return channel, read_settings(channel)

    def _connected(
        self, channel: ShopChannel, settings: Settings, code: str, verifier: str, now: datetime
    ) -> str:
        try:
            tokens = oauth_app(settings).exchange_code(code, self.callback_url, verifier, now=now)
            return self.connect(channel, settings, tokens, now)
        except ChannelTaken as taken:
            words = {"channel": taken.slug, "login": taken.login}
            raise Stopped(texts.CHANNEL_TAKEN, settings.language, **words) from taken
        except AllegroError as error:
            logger.warning("Channel %s was not connected: %s", channel.slug, error)
            message = next(text for kind, text in _MESSAGES if isinstance(error, kind))
            raise Stopped(message, settings.language, detail=str(error)) from error


def _browser_language(request: HttpRequest) -> Language:
    """The language to speak before it is known whose form it is about."""
    wanted = request.headers.get("Accept-Language", "").lower()
    return Language.POLISH if wanted.startswith("pl") else Language.ENGLISH
