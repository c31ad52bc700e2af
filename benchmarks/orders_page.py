"""The dashboard's list of orders, asked for through Django's whole handler as the script does."""

from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from django.test import Client
from django.utils import timezone
from saleor.app.models import App
from saleor.app.types import AppType
from saleor.channel.models import Channel
from saleor.core.jwt import create_access_token_for_app
from saleor.permission.models import Permission

from benchmarks.many_orders import write_many_orders
from benchmarks.measuring import Measurement, measuring
from saleor_allegro.demo.saleor_api import superuser
from saleor_allegro.models import Account, AccountChannel
from saleor_allegro.shop.saleor.channels import PLUGIN_ID
from saleor_allegro.shop.saleor.companion import IDENTIFIER

_ADDRESS: Final = f"/plugins/{PLUGIN_ID}/dashboard/orders"
#: What is looked at -> the fields that say so. The first is the one that has to be fast.
_LOOKS: Final[dict[str, dict[str, str]]] = {
    "first page": {},
    "flagged": {"flagged": "true"},
    "failed": {"failed": "true"},
    "search by order number": {"search": "10000007"},
}
_ROUNDS: Final = 15
_WARM_UPS: Final = 2


class NotShown(Exception):
    """The page was not what was asked for; the message says what came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    name: str
    #: Median of all rounds.
    milliseconds: float
    statements: int


def measure_orders_page(count: int, rounds: int = _ROUNDS) -> list[Look]:
    """The page at so many orders more, on the database of the settings.

    Raises:
        NotShown: It was not shown to the person who asked.
    """
    channel = Channel.objects.order_by("pk").first() or _make_channel()
    write_many_orders(_account(channel), channel, count)
    token = _token()
    return [_look(name, token, fields, rounds) for name, fields in _LOOKS.items()]


def _look(name: str, token: str, fields: dict[str, str], rounds: int) -> Look:
    for _ in range(_WARM_UPS):
        _ask(token, fields)
    taken = []
    for _ in range(rounds):
        one = Measurement(orders=1)
        with measuring(one):
            _ask(token, fields)
        taken.append(one)
    return Look(
        name=name,
        milliseconds=median(one.seconds for one in taken) * 1000,
        statements=max(one.statements for one in taken),
    )


def _ask(token: str, fields: dict[str, str]) -> None:
    headers = {"X-Saleor-Allegro": "piece", "Authorization": f"Bearer {token}"}
    answer = Client(SERVER_NAME="localhost").post(_ADDRESS, data=fields, headers=headers)
    if answer.status_code != 200 or b"<tbody>" not in answer.content:
        raise NotShown(f"{answer.status_code} {answer.content[:500].decode()}")


def _token() -> str:
    """As Saleor gives it to the companion App for a person."""
    values = {"name": "Allegro", "type": AppType.THIRDPARTY, "is_installed": True}
    app, _ = App.objects.get_or_create(identifier=IDENTIFIER, defaults=values)
    app.permissions.set(Permission.objects.filter(codename="manage_orders"))
    token: str = create_access_token_for_app(app, superuser())
    return token


def _account(channel: Channel) -> Account:
    link = AccountChannel.objects.filter(channel_slug=channel.slug).first()
    if link:
        return link.account
    now = timezone.now()
    account = Account.objects.create(
        seller_id="bench",
        login="bench",
        environment="sandbox",
        client_id="bench",
        connected_at=now,
        import_since=now,
        next_import_at=now,
    )
    AccountChannel.objects.create(account=account, channel_slug=channel.slug, connected_at=now)
    return account


def _make_channel() -> Any:
    return Channel.objects.create(
        name="Allegro PLN",
        slug="allegro-pl",
        currency_code="PLN",
        default_country="PL",
        is_active=True,
    )
