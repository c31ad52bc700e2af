"""Small HTTP servers on this machine, each in a thread."""

import json
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

#: As Saleor's `ALLOWED_HOSTS` has it, too.
HOST = "localhost"


@contextmanager
def serve(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The server's address, on a port that was free."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class Quiet(BaseHTTPRequestHandler):
    """Writes no line for every request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """The terminal is for the tests."""

    def send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)


def control(
    verbs: Mapping[str, Callable[..., Any]], afterwards: Callable[[], None]
) -> type[BaseHTTPRequestHandler]:
    """`POST /<verb>`, its arguments as JSON; `{"result": ...}` or `{"problem": ...}` is answered.

    Args:
        afterwards: Called in the thread of each request, when it is over.
    """

    class Control(Quiet):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                result = verbs[self.path.strip("/")](**json.loads(body or b"{}"))
                status, answer = 200, {"result": result}
            except Exception:  # noqa: BLE001 the test that asked is told what went wrong
                status, answer = 500, {"problem": traceback.format_exc()}
            finally:
                afterwards()
            self.send(status, "application/json", json.dumps(answer, default=str).encode())

    return Control
