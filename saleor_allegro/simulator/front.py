"""What stands before the application: it notes every request and lets faults befall it."""

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from saleor_allegro.simulator import errors
from saleor_allegro.simulator.application import refusal
from saleor_allegro.simulator.faults import Fault, FaultKind
from saleor_allegro.simulator.requests_seen import SeenRequest
from saleor_allegro.simulator.simulator import Simulator

CONTROL = "/_simulator/"

#: Faults that leave a request without any answer.
_UNANSWERED = frozenset({FaultKind.TIMEOUT, FaultKind.CUT, FaultKind.LOST_ANSWER})

#: Resets the connection that a client (host, port) holds.
Cut = Callable[[tuple[str, int]], None]


class Front:
    def __init__(self, simulator: Simulator, application: ASGIApp, cut: Cut) -> None:
        self._simulator = simulator
        self._application = application
        self._cut = cut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith(CONTROL):
            await self._application(scope, receive, send)
            return
        fault = self._simulator.faults.befall(scope["method"], scope["path"])
        if fault and fault.kind in _UNANSWERED:
            # Before the client learns of it, so that it finds its request noted.
            self._note(scope, None, fault)

        async def note_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._note(scope, message["status"], fault)
            await send(message)

        await self._answer(fault, scope, receive, note_and_send)

    async def _answer(
        self, fault: Fault | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        match fault.kind if fault else None:
            case FaultKind.RATE_LIMITED if fault:
                refused = errors.too_many_requests(fault.retry_after)
                await refusal(refused)(scope, receive, send)
            case FaultKind.SERVER_ERROR:
                await refusal(errors.server_error())(scope, receive, send)
            case FaultKind.UNAVAILABLE:
                await refusal(errors.unavailable())(scope, receive, send)
            case FaultKind.TIMEOUT:
                await _until_client_leaves(receive)
            case FaultKind.CUT:
                self._cut(tuple(scope["client"]))
                await _until_client_leaves(receive)
            case FaultKind.LOST_ANSWER:
                await self._whole_answer(scope, receive)
                self._cut(tuple(scope["client"]))
                await _until_client_leaves(receive)
            case FaultKind.SLOW if fault:
                await asyncio.sleep(fault.seconds)
                await self._application(scope, receive, send)
            case FaultKind.TRUNCATED:
                start, body = await self._whole_answer(scope, receive)
                half = body[: len(body) // 2]
                await send({**start, "headers": _with_length(start, len(half))})
                await send({"type": "http.response.body", "body": half})
            case FaultKind.CUT_BODY:
                start, body = await self._whole_answer(scope, receive)
                await send(start)
                half = body[: len(body) // 2]
                await send({"type": "http.response.body", "body": half, "more_body": True})
                self._cut(tuple(scope["client"]))
                await _until_client_leaves(receive)
            case _:
                await self._application(scope, receive, send)

    async def _whole_answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._application(scope, receive, keep)
        return messages[0], b"".join(message.get("body", b"") for message in messages[1:])

    def _note(self, scope: Scope, status: int | None, fault: Fault | None) -> None:
        headers = dict(scope["headers"])
        self._simulator.requests.add(
            SeenRequest(
                method=scope["method"],
                path=scope["path"],
                query=scope["query_string"].decode("latin-1"),
                user_agent=headers.get(b"user-agent", b"").decode("latin-1"),
                status=status,
                fault=str(fault.kind) if fault else None,
            )
        )


def _with_length(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    return [*kept, (b"content-length", str(length).encode())]


async def _until_client_leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
