"""A merchant's shop, asked to change over the API; and proof of what was not changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from saleor.account.models import User
from saleor.channel.models import Channel

from saleor_allegro.models import Account
from tests.database_state import changed, database_state
from tests.ledger.rows import an_account
from tests.saleor.merchant_form import MerchantForm
from tests.saleor.viewers import Answer, Viewer, a_member_of_staff, ask
from tests.saleor.world import World
from tests.saleor.writing_shop import FILLED_IN

SECRETS = (FILLED_IN["client_secret"], "access-very-secret", "refresh-very-secret")


@dataclass(slots=True, kw_only=True)
class MerchantShop:
    """The plugin is active in the channel "allegro-pl", and a seller is connected to it."""

    world: World
    channel: Channel
    form: MerchantForm
    seller: Account
    merchant: User

    def do(self, mutation: str, **variables: Any) -> dict[str, Any]:
        """What the merchant is answered; variables: `channel`, where nothing else is said."""
        [payload] = self.ask(mutation, self.merchant, **variables).data.values()
        return payload

    def ask(self, mutation: str, viewer: Viewer, **variables: Any) -> Answer:
        """
        Raises:
            AssertionError: A secret is in the answer.
        """
        answer = ask(mutation, viewer, **{"channel": self.channel.slug} | variables)
        assert not any(secret in str(answer) for secret in SECRETS)
        return answer


def a_merchant_shop(world: World) -> MerchantShop:
    channel = world.make_channel("allegro-pl")
    form = MerchantForm(world, channel)
    form.save_well(active=True, **FILLED_IN)
    seller = an_account(
        channel=channel.slug,
        access_token="access-very-secret",
        refresh_token="refresh-very-secret",
    )
    return MerchantShop(
        world=world,
        channel=channel,
        form=form,
        seller=seller,
        merchant=a_member_of_staff("manage_plugins", email="merchant@shop.test"),
    )


@contextmanager
def nothing_written() -> Iterator[None]:
    """No row of any table is another afterwards, Saleor's included."""
    before = database_state()
    yield
    # A sequence counts what was rolled back, too.
    tables = {name for name in changed(before, database_state()) if not name.startswith("sequence")}
    assert tables == set()
