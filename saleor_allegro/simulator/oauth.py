"""Allegro's OAuth endpoints: `/auth/oauth/token` and `/auth/oauth/device`.

Both take a form and HTTP Basic with the application's id and secret; neither asks for a
User-Agent.
"""

import base64
import binascii
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from saleor_allegro.simulator.consents import DEVICE_LIFE, OAuthRefused
from saleor_allegro.simulator.pages import DEVICE_PAGE
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.tokens import Pair, RefreshRefused

DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


async def token(simulator: Simulator, request: Request) -> Response:
    if not _is_application(simulator, request):
        return _wrong_application()
    form = await _form(request)
    try:
        return JSONResponse(_grant(simulator, form))
    except OAuthRefused as refused:
        return _refusal(refused)


async def device(simulator: Simulator, request: Request) -> Response:
    if not _is_application(simulator, request):
        return _wrong_application()
    form = await _form(request)
    if form.get("client_id") != simulator.client_id:
        return _refusal(OAuthRefused("invalid_request", "Missing or wrong client_id."))
    scope = form.get("scope")
    started = simulator.consents.start_device(scope.split() if scope else None)
    page = f"{str(request.base_url).rstrip('/')}{DEVICE_PAGE}"
    return JSONResponse(
        {
            "device_code": started.device_code,
            "user_code": started.user_code,
            "expires_in": int(DEVICE_LIFE.total_seconds()),
            "interval": simulator.consents.poll_interval,
            "verification_uri": page,
            "verification_uri_complete": f"{page}?code={started.user_code}",
        }
    )


def _grant(simulator: Simulator, form: dict[str, str]) -> dict[str, Any]:
    match form.get("grant_type"):
        case "authorization_code":
            code, uri = form.get("code", ""), form.get("redirect_uri", "")
            return _pair(simulator.consents.redeem_code(code, uri, form.get("code_verifier")))
        case "refresh_token":
            old = form.get("refresh_token", "")
            try:
                return _pair(simulator.tokens.refresh(old))
            except RefreshRefused:
                text = f"Invalid refresh token: {old}"
                raise OAuthRefused("invalid_grant", text) from None
        case "client_credentials":
            return {
                "access_token": simulator.tokens.grant_application(),
                "token_type": "bearer",
                "expires_in": 43199,
                "scope": "",
                "allegro_api": True,
            }
        case grant if grant == DEVICE_GRANT:
            return _pair(simulator.consents.poll_device(form.get("device_code", "")))
        case other:
            raise OAuthRefused("unsupported_grant_type", f"Unsupported grant type: {other}")


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "access_token": pair.access_token,
        "token_type": "bearer",
        "refresh_token": pair.refresh_token,
        "expires_in": pair.expires_in,
        "scope": " ".join(pair.scopes),
        "allegro_api": True,
    }


def _is_application(simulator: Simulator, request: Request) -> bool:
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        given = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return given == f"{simulator.client_id}:{simulator.client_secret}"


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(errors="replace")))


def _wrong_application() -> Response:
    document = {"error": "Unauthorized", "error_description": "Unauthorized"}
    return JSONResponse(document, status_code=401)


def _refusal(refused: OAuthRefused) -> Response:
    document = {"error": refused.error, "error_description": refused.description}
    return JSONResponse(document, status_code=400)
