"""Sellers and channels: what a person may choose, and what an import is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    id: str
    login: str
    is_connected: bool
    needs_reconnect: bool
    #: Slugs of those of their channels that the viewer has access to.
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sellers:
    everybody: tuple[Seller, ...]
    #: Slug -> name, of the channels that the viewer has access to.
    channel_names: Mapping[str, str]
    #: Slug -> currency, of the same.
    currencies: Mapping[str, str]

    @property
    def importable(self) -> Sequence[Seller]:
        """Those whose purchases the viewer may have imported."""
        return [seller for seller in self.everybody if seller.is_connected and seller.channels]

    @property
    def to_reconnect(self) -> Sequence[Seller]:
        return [seller for seller in self.everybody if seller.needs_reconnect]

    @property
    def channels(self) -> Sequence[Choice]:
        """The channels that take or took orders from Allegro."""
        slugs = dict.fromkeys(slug for seller in self.everybody for slug in seller.channels)
        return [Choice(value=slug, label=self.name_of(slug)) for slug in slugs]

    def name_of(self, slug: str) -> str:
        return self.channel_names.get(slug, slug)

    def seller(self, account: str) -> Seller | None:
        return next((each for each in self.everybody if each.id == account), None)

    def channel_in(self, currency: str, account: str) -> str:
        """Slug of the seller's first channel in a currency; "": there is none."""
        seller = self.seller(account)
        slugs = seller.channels if seller else ()
        return next((slug for slug in slugs if self.currencies[slug] == currency), "")


def sellers_of(data: Mapping[str, Any]) -> Sellers:
    """Of `query.SELLERS_QUERY`."""
    names = {channel["slug"]: channel["name"] for channel in data["channels"] or ()}
    me = data["me"] or {}
    if me.get("restrictedAccessToChannels"):
        accessible = {channel["slug"] for channel in me["accessibleChannels"] or ()}
        names = {slug: name for slug, name in names.items() if slug in accessible}
    currencies = {channel["slug"]: channel["currencyCode"] for channel in data["channels"] or ()}
    everybody = tuple(_seller(account, names) for account in data["allegroAccounts"] or ())
    return Sellers(everybody=everybody, channel_names=names, currencies=currencies)


def _seller(account: Mapping[str, Any], names: Mapping[str, str]) -> Seller:
    return Seller(
        id=account["id"],
        login=account["login"],
        is_connected=account["connection"] == "CONNECTED",
        needs_reconnect=account["connection"] == "RECONNECT_NEEDED",
        channels=tuple(slug for slug in account["channels"] if slug in names),
    )
