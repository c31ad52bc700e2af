"""The pages on which the seller agrees, in Polish and English."""

from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from saleor_allegro.simulator.consents import Decision
from saleor_allegro.simulator.simulator import Simulator

#: Where Allegro sends the owner of a device code.
DEVICE_PAGE = "/uzytkownik/bezpieczenstwo/skojarz-aplikacje"


async def authorise(simulator: Simulator, request: Request) -> Response:
    """GET shows the question, POST with `decision=allow|deny` sends the browser back."""
    asked = request.query_params
    redirect_uri = asked.get("redirect_uri", "")
    if asked.get("client_id") != simulator.client_id:
        return _page("Nieznana aplikacja / Unknown application", status=401)
    if not redirect_uri or not simulator.consents.knows_redirect(redirect_uri):
        return _page("Niezgodny adres powrotu / Redirect URI mismatch", status=400)
    if asked.get("response_type") != "code":
        return _back(redirect_uri, request, error="unsupported_response_type")
    challenge = asked.get("code_challenge")
    # The plain method was dropped on 2024-12-30.
    if challenge is not None and asked.get("code_challenge_method") != "S256":
        return _back(redirect_uri, request, error="invalid_request")
    if request.method == "GET":
        return _question(f"Scopes: {asked.get('scope') or '(all)'}")
    if await _decision(request) is Decision.DENIED:
        return _back(redirect_uri, request, error="access_denied")
    scope = asked.get("scope")
    code = simulator.consents.give_code(redirect_uri, scope.split() if scope else None, challenge)
    return _back(redirect_uri, request, code=code)


async def associate_device(simulator: Simulator, request: Request) -> Response:
    user_code = request.query_params.get("code", "")
    if request.method == "GET":
        return _question(f"Kod / Code: {user_code}")
    if not simulator.consents.decide(user_code, await _decision(request)):
        return _page("Nieznany kod / Unknown code", status=404)
    return _page("Gotowe, wróć do aplikacji / Done, return to your application")


async def _decision(request: Request) -> Decision:
    posted = parse_qs((await request.body()).decode())
    return Decision.APPROVED if posted.get("decision") == ["allow"] else Decision.DENIED


def _back(redirect_uri: str, request: Request, **answer: str) -> Response:
    state = request.query_params.get("state")
    query = urlencode(answer | ({"state": state} if state is not None else {}))
    separator = "&" if urlsplit(redirect_uri).query else "?"
    return RedirectResponse(f"{redirect_uri}{separator}{query}", status_code=302)


def _question(detail: str) -> Response:
    return _page(
        "Aplikacja prosi o dostęp do Twojego konta Allegro (symulator) / "
        "An application asks for access to your Allegro account (simulator)",
        detail,
        '<form method="post">'
        '<button name="decision" value="allow">Zgadzam się / Allow</button> '
        '<button name="decision" value="deny">Odmawiam / Deny</button></form>',
    )


def _page(title: str, detail: str = "", form: str = "", *, status: int = 200) -> Response:
    text = (
        '<!doctype html><html lang="pl"><meta charset="utf-8"><title>Allegro</title>'
        f"<h1>{escape(title)}</h1><p>{escape(detail)}</p>{form}</html>"
    )
    return HTMLResponse(text, status_code=status)
