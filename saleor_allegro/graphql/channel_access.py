"""Staff may be restricted to some channels: they see, and do, what is theirs."""

from collections.abc import Collection
from typing import Any

from promise import Promise  # type: ignore[import-not-found, unused-ignore]
from saleor.core.exceptions import PermissionDenied
from saleor.graphql.account.dataloaders import (
    AccessibleChannelsByUserIdLoader,
    RestrictedChannelAccessByUserIdLoader,
)
from saleor.graphql.account.utils import get_user_accessible_channels


def accessible_channels(info: Any) -> Collection[str] | None:
    """Slugs of the channels the viewer has access to, as in Saleor's `orders`; `None`: all."""
    user = info.context.user
    if info.context.app or user is None:
        return None
    if not RestrictedChannelAccessByUserIdLoader(info.context).load(user.pk).get():
        return None
    return [channel.slug for channel in get_user_accessible_channels(info, user)]


def may_access(channel_slug: str, info: Any) -> bool:
    accessible = accessible_channels(info)
    return accessible is None or channel_slug in accessible


def load_access(channel_pk: int, info: Any) -> Any:
    """A promise of whether the viewer may access a channel, for fields of many rows."""
    user = info.context.user
    if info.context.app or not user:
        return Promise.resolve(True)

    def judge(is_restricted: bool) -> Any:
        if not is_restricted:
            return True
        accessible = AccessibleChannelsByUserIdLoader(info.context).load(user.pk)
        return accessible.then(lambda found: any(each.pk == channel_pk for each in found))

    return RestrictedChannelAccessByUserIdLoader(info.context).load(user.pk).then(judge)


def require_access(channel_slug: str, info: Any) -> None:
    """
    Raises:
        PermissionDenied: In Saleor's words.
    """
    if not may_access(channel_slug, info):
        raise PermissionDenied(message="You don't have access to some objects' channel.")
