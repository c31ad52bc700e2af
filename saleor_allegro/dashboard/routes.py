"""Which page stands at which address, and who gets it."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict

from saleor_allegro.config import Language
from saleor_allegro.dashboard.addresses import DASHBOARD_PATH
from saleor_allegro.dashboard.answers import piece, whole_page
from saleor_allegro.dashboard.asked import Asked, Notice, Shown, Tone, View
from saleor_allegro.dashboard.asking import Api, Refused
from saleor_allegro.dashboard.assets import answer_asset
from saleor_allegro.dashboard.frame_words import FRAME_WORDS
from saleor_allegro.dashboard.permits import NoAccess, read_permit
from saleor_allegro.dashboard.views import FIRST, TABS, VIEWS, WIDGETS
from saleor_allegro.dashboard.words import language_of, spoken

logger = logging.getLogger(__name__)

_TOKEN_FIELD: Final = "accessToken"
#: What the script says, to be given a piece in place of a whole page.
_PIECE_HEADER: Final = "X-Saleor-Allegro"
_PAGE: Final = ("GET", "HEAD")


def answer_dashboard(request: HttpRequest, path: str, now: datetime) -> HttpResponse | None:
    """The page at a path such as "/dashboard/orders", or `None` where there is none."""
    root, _, name = path.strip("/").partition("/")
    if root != DASHBOARD_PATH:
        return None
    if name.startswith("assets/"):
        return answer_asset(request, name.removeprefix("assets/"))
    name = name or FIRST
    if name in VIEWS:
        return _answer_view(request, name, now)
    return _answer_widget(request, name, now) if name in WIDGETS else None


def _answer_view(request: HttpRequest, name: str, now: datetime) -> HttpResponse:
    if request.method in _PAGE:
        language = language_of(request.headers.get("Accept-Language", ""))
        content = {"view": name, "frame": spoken(FRAME_WORDS, language)}
        return whole_page("shell.html", content, language)
    if request.method != "POST":
        return HttpResponseNotAllowed([*_PAGE, "POST"])
    sent = _taken_off(request)
    language = _language(request, sent)
    shown = _shown(request, VIEWS[name], sent, language, now)
    return piece(shown.template, _around(shown, name, language), language, status=shown.status)


def _answer_widget(request: HttpRequest, name: str, now: datetime) -> HttpResponse:
    """The dashboard posts the token in a form; our script, later, in a header."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    sent = _taken_off(request, may_post_token=True)
    language = _language(request, sent)
    shown = _shown(request, WIDGETS[name], sent, language, now)
    content = _around(shown, name, language)
    if request.headers.get(_PIECE_HEADER):
        return piece(shown.template, content, language, status=shown.status)
    content |= {"piece": shown.template, "sent": sent, "asked": _kept(sent.fields)}
    return whole_page("widget.html", content, language, status=shown.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A person's token, and what else was sent: no view has a use for the token."""

    token: str = field(repr=False)
    fields: QueryDict = field(repr=False)


def _taken_off(request: HttpRequest, *, may_post_token: bool = False) -> _Sent:
    """What was sent, which the request says no more.

    A report of an error, be it Django's or Sentry's, shows what was posted, and of every function
    what it held: there the token stands, and the secret that a person has just typed.
    """
    fields = request.POST.copy()
    request.POST = QueryDict()
    posted = [str(token) for token in fields.pop(_TOKEN_FIELD, [])]
    token = _token_of_header(request) or (posted[-1] if may_post_token and posted else "")
    return _Sent(token=token, fields=fields)


def _shown(
    request: HttpRequest, view: View, sent: _Sent, language: Language, now: datetime
) -> Shown:
    """What the view shows to this person, who may be nobody."""
    try:
        permit = read_permit(sent.token, now)
    except NoAccess as error:
        logger.info("No access to a page of the dashboard: %s", error)
        return Shown(template="no_access.html", content={}, status=401)
    if not view.permissions & permit.permissions:
        return Shown(template="no_access.html", content={}, permit=permit, status=403)
    asked = Asked(
        api=Api(request=request, token=sent.token),
        permit=permit,
        fields=sent.fields,
        language=language,
        now=now,
    )
    return replace(_asked(view, asked), permit=permit)


def _asked(view: View, asked: Asked) -> Shown:
    try:
        return view.show(asked)
    except Refused as error:
        # What a person sent may be said again in it, however long and in how many lines.
        logger.warning("GraphQL refused what a page of the dashboard asked: %.300r", str(error))
        text = FRAME_WORDS["refused"].filled(reason=error).in_language(asked.language)
        return Shown(template="refused.html", content={}, notices=(Notice(Tone.BAD, text),))


def _around(shown: Shown, name: str, language: Language) -> dict[str, object]:
    """What the template is given besides the view's own content."""
    held = shown.permit.permissions if shown.permit else frozenset()
    tabs = [tab for tab in TABS if VIEWS[tab].permissions & held]
    return {
        **shown.content,
        "frame": spoken(FRAME_WORDS, language),
        "tabs": [(tab, FRAME_WORDS[tab].in_language(language)) for tab in tabs],
        "tab": name.partition("/")[0],
        "notices": shown.notices,
        "route": shown.route,
    }


def _kept(fields: QueryDict) -> dict[str, str]:
    """What a widget was asked about, for its next question."""
    return {name: str(fields[name]) for name in ("orderId",) if name in fields}


def _token_of_header(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _language(request: HttpRequest, sent: _Sent) -> Language:
    """The dashboard's language, which the script knows; without it, the browser's."""
    return language_of(
        sent.fields.get("language", "") or request.headers.get("Accept-Language", "")
    )
