"""The shop and its Allegro as a test steers them, over HTTP."""

from base64 import b64encode
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import requests

#: Long enough for the worker to come to an end.
_TIMEOUT = 90  # seconds
EVERYTHING = ("manage_orders", "manage_plugins")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    email: str
    password: str
    id: str


@dataclass(slots=True)
class Allegro:
    """What buyers and Allegro itself do: `saleor_allegro.simulator.control`."""

    url: str

    def sell(self, kind: str = "", count: int = 1) -> list[str]:
        """Form ids, oldest first; of mixed kinds where none is named."""
        sold: list[str] = self.post("sell", count=count, **({"kind": kind} if kind else {}))
        return sold

    def step(self, form_id: str, step: str, /, **given: Any) -> Any:
        """ "pay", "cancel", "change_address" and the like happen to a form."""
        return self.post(f"forms/{form_id}/{step}", **given)

    def fail(self, kind: str, path: str = "/*", **given: Any) -> None:
        """A fault befalls the requests to come, such as "rate_limited"."""
        self.post("faults", kind=kind, path=path, **given)

    def recover(self) -> None:
        requests.delete(f"{self.url}/_simulator/faults", timeout=_TIMEOUT).raise_for_status()

    def requests_seen(self) -> list[Row]:
        answer = requests.get(f"{self.url}/_simulator/requests", timeout=_TIMEOUT)
        answer.raise_for_status()
        seen: list[Row] = answer.json()["result"]
        return seen

    def post(self, path: str, /, **given: Any) -> Any:
        return _answered(
            requests.post(f"{self.url}/_simulator/{path}", json=given, timeout=_TIMEOUT)
        )


@dataclass(slots=True)
class Shop:
    """One method a verb of `tests.browser.shop`; what is not here goes through `do`."""

    url: str
    control: str
    #: Its Saleor's version.
    saleor: str
    allegro: Allegro = field(default_factory=lambda: Allegro(""))
    _numbers: Any = field(default_factory=lambda: count(1))

    def begin(self, connect: list[str] | None = None) -> None:
        """As it was opened; the seller is connected to these channels, or to all."""
        self.allegro = Allegro(self.do("begin", connect=connect)["allegro"])

    def staff(
        self, *permissions: str, channels: list[str] | None = None, email: str = ""
    ) -> Person:
        """Somebody with these permissions alone, or those for all our pages."""
        email = email or f"staff-{next(self._numbers)}@shop.test"
        given = {"permissions": permissions or EVERYTHING, "channels": channels}
        return Person(**self.do("make_staff", email=email, **given))

    def token(self, person: Person, **claims: Any) -> str:
        """See `tests.browser.shop.people.make_token`."""
        token: str = self.do("make_token", email=person.email, **claims)
        return token

    def run(self, kind: str = "import", **given: Any) -> list[str]:
        """One run that is over by now; its outcome for each account."""
        outcomes: list[str] = self.do("run", kind=kind, **given)
        return outcomes

    def import_sold(self, kind: str = "", count: int = 1) -> list[Row]:
        """Something is sold and imported; the rows that link forms and orders."""
        sold = self.allegro.sell(kind, count)
        assert self.run() == ["finished"]
        links = self.rows("saleor_allegro.OrderLink", form_id__in=sold)
        assert [link["state"] for link in links] == ["imported"] * len(sold)
        return links

    def tick(self) -> None:
        self.do("tick")

    def hold(self) -> None:
        """The worker does nothing until it is released."""
        self.do("hold")

    def release(self) -> None:
        self.do("release")

    def settle(self) -> None:
        """Until the worker has done all."""
        self.do("settle")

    def app_tokens_last(self, seconds: float) -> None:
        """How long the tokens are good that the dashboard is given from now on."""
        self.do("app_tokens_last", seconds=seconds)

    def rows(self, model: str, /, **wanted: Any) -> list[Row]:
        found: list[Row] = self.do("read_rows", model=model, **wanted)
        return found

    def change(self, model: str, values: Row, /, **wanted: Any) -> int:
        changed: int = self.do("change_rows", model=model, values=values, **wanted)
        return changed

    def do(self, verb: str, /, **given: Any) -> Any:
        return _answered(requests.post(f"{self.control}/{verb}", json=given, timeout=_TIMEOUT))


def global_id(kind: str, pk: object) -> str:
    """The id that the API has for a row: global_id("Order", pk)."""
    return b64encode(f"{kind}:{pk}".encode()).decode()


def _answered(answer: requests.Response) -> Any:
    said = answer.json()
    assert "problem" not in said, said["problem"]
    return said["result"]
