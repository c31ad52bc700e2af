"""An App of nobody's, on an origin of its own: what the dashboard says to it, and asking things."""

import json
from urllib.parse import parse_qs

from tests.browser.serving import Quiet

_PAGE = """<!doctype html><html lang="en"><title>Fake</title><link rel="icon" href="data:,">
<body id="view" style="margin: 0"><pre id="asked">{asked}</pre><ul id="heard"></ul><script>
const heard = window.heard = [];
let origin = "*";
addEventListener("message", (event) => {{
  heard.push(event.data);
  const line = document.createElement("li");
  line.className = event.data.type;
  document.getElementById("heard").append(line);
  if (event.data.type === "handshake") origin = event.origin;
}});
window.tell = (type, payload) => new Promise((resolve) => {{
  const actionId = crypto.randomUUID();
  addEventListener("message", ({{ data }}) => {{
    if (data.type === "response" && data.payload.actionId === actionId) resolve(data.payload.ok);
  }});
  parent.postMessage({{ type, payload: {{ ...payload, actionId }} }}, origin);
}});
</script></body></html>"""


class FakeApp(Quiet):
    """Answers everything with a page that shows how it was asked."""

    def do_GET(self) -> None:  # noqa: N802 so http.server wants it
        self._answer({})

    def do_POST(self) -> None:  # noqa: N802 so http.server wants it
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer({name: value for name, [value] in parse_qs(body, True).items()})

    def _answer(self, fields: dict[str, str]) -> None:
        asked = json.dumps({"path": self.path, "fields": fields})
        page = _PAGE.format(asked=asked.replace("&", "&amp;").replace("<", "&lt;"))
        self.send(200, "text/html; charset=utf-8", page.encode())
