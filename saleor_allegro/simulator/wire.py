"""How Allegro writes money, instants and ids in its JSON."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID


def price(amount: Decimal, currency: str) -> dict[str, str]:
    """Money: always a decimal string with two places, e.g. `{"amount": "14.99", ...}`."""
    return {"amount": f"{amount:.2f}", "currency": currency}


def amount_of(money: dict[str, str]) -> Decimal:
    return Decimal(money["amount"])


def stamp(moment: datetime) -> str:
    """An instant in UTC with milliseconds: `2026-11-20T08:17:02.415Z`."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.removesuffix("+00:00") + "Z"


def moment_of(text: str) -> datetime:
    """Read an instant as a client may write it.

    Raises:
        ValueError: Not ISO 8601, or without an offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return moment.astimezone(UTC)


def new_uuid(random: Random) -> str:
    """A UUID that looks like version 1, as those of forms and lines do."""
    return str(UUID(int=random.getrandbits(128), version=1))


def new_revision(random: Random) -> str:
    return f"{random.getrandbits(32):08x}"


def encode(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def decode(body: bytes) -> Any:
    """The JSON document of a call; `None` where it is none."""
    try:
        return json.loads(body)
    except ValueError:
        return None
