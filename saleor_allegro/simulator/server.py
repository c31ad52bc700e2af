"""Serving a simulated Allegro over real HTTP, on this machine only."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from saleor_allegro.simulator.application import make_application
from saleor_allegro.simulator.front import Front
from saleor_allegro.simulator.simulator import Simulator

_LOOPBACK = "127.0.0.1"
_START_WITHIN = 10  # seconds
_TICK = 1  # seconds; how old the time in an answer's header may be


class _Server(uvicorn.Server):
    """Says when it listens, and stops at once.

    uvicorn's own looks ten times a second whether it should, and waits a tenth of a second more:
    every test with a simulator would.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = Event()

    def stop(self) -> None:
        """Told in another thread."""
        self.should_exit = True
        self._loop.call_soon_threadsafe(self._wake.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop, self._wake = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets=sockets)
        self.is_listening.set()

    async def main_loop(self) -> None:
        while not await self.on_tick(0):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.server_state.tasks:  # answers that are still to be given
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()


class _Connections:
    """The open connections, so that a fault can reset one."""

    def __init__(self) -> None:
        self._transports: dict[tuple[str, int], asyncio.Transport] = {}

    def cut(self, client: tuple[str, int]) -> None:
        self._transports[client].abort()

    def protocol(self) -> type[asyncio.Protocol]:
        transports = self._transports

        class Noting(H11Protocol):
            def connection_made(self, transport: Any) -> None:
                self.peer = transport.get_extra_info("peername")
                transports[self.peer] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.peer, None)
                super().connection_lost(exc)

        return Noting


@contextmanager
def serve(simulator: Simulator, port: int = 0) -> Iterator[str]:
    """Serve in a thread and give the base URL of the API; OAuth is at `/auth/oauth` under it.

    `port=0` takes a free one.

    Raises:
        OSError: The port is taken.
    """
    connections = _Connections()
    listener = _listen(port)
    config = uvicorn.Config(
        Front(simulator, make_application(simulator), connections.cut),
        http=connections.protocol(),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
        timeout_keep_alive=60,
    )
    server = _Server(config)
    thread = Thread(target=server.run, args=([listener],), name="simulated-allegro", daemon=True)
    thread.start()
    try:
        if not server.is_listening.wait(_START_WITHIN):
            raise RuntimeError("the simulator did not start to listen")
        yield f"http://{_LOOPBACK}:{listener.getsockname()[1]}"
    finally:
        server.stop()
        thread.join()
        listener.close()


def _listen(port: int) -> socket.socket:
    # Naming the protocol is what makes asyncio send small answers without delay.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_LOOPBACK, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener
