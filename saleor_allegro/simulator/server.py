"""Serving a simulated Allegro over real HTTP, on this machine only."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn

from saleor_allegro.simulator.application import make_application
from saleor_allegro.simulator.simulator import Simulator

_LOOPBACK = "127.0.0.1"
_START_WITHIN = 10  # seconds


class _Server(uvicorn.Server):
    """Says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.is_listening = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.is_listening.set()


@contextmanager
def serve(simulator: Simulator, port: int = 0) -> Iterator[str]:
    """Serve in a thread and give the base URL, of the API and of OAuth alike.

    `port=0` takes a free one.

    Raises:
        OSError: The port is taken.
    """
    listener = socket.create_server((_LOOPBACK, port))
    config = uvicorn.Config(
        make_application(simulator),
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
        server.should_exit = True
        thread.join()
        listener.close()
