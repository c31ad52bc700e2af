"""A mail server on loopback, and Saleor's own e-mail plugins set up to send by it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any, Final

from aiosmtpd.smtp import SMTP
from graphene import Node
from saleor.channel.models import Channel
from saleor.core.notify import AdminNotifyEvent, UserNotifyEvent

from tests.saleor.merchant_form import SAVE
from tests.saleor.world import World

USER_EMAILS: Final = "mirumee.notifications.user_email"
ADMIN_EMAILS: Final = "mirumee.notifications.admin_email"
#: Plugin -> the field of a subject in its form -> the event, which becomes the subject.
SUBJECTS: Final = {
    USER_EMAILS: {f"{event}_subject": event for event in UserNotifyEvent.CHOICES},
    ADMIN_EMAILS: {
        "staff_order_confirmation_subject": AdminNotifyEvent.STAFF_ORDER_CONFIRMATION,
        "set_staff_password_subject": AdminNotifyEvent.ACCOUNT_SET_STAFF_PASSWORD,
        "csv_export_success_subject": AdminNotifyEvent.CSV_EXPORT_SUCCESS,
        "csv_export_failed_subject": AdminNotifyEvent.CSV_EXPORT_FAILED,
        "staff_password_reset_subject": AdminNotifyEvent.ACCOUNT_STAFF_RESET_PASSWORD,
    },
}


@dataclass(frozen=True, slots=True)
class Letter:
    recipients: tuple[str, ...]
    subject: str
    text: str  # of its HTML part


class PostOffice:
    """Keeps what is sent to it, in the order of arrival."""

    def __init__(self) -> None:
        self.port = 0
        self.letters: list[Letter] = []

    @property
    def subjects(self) -> list[str]:
        return [letter.subject for letter in self.letters]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """What `aiosmtpd` calls for each mail."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("html", "plain"))
        assert body is not None
        self.letters.append(
            Letter(tuple(envelope.rcpt_tos), str(mail["subject"]), body.get_content())
        )
        return "250 OK"

    def serve(self, world: World, *channels: Channel, template: str = "DEFAULT") -> None:
        """A merchant sets Saleor's plugins up: mail to customers of the channels, and to staff.

        Saleor looks whether the server answers. Subjects become names of events.

        Args:
            template: Of every mail; as it is, Saleor's own.
        """
        for channel in channels:
            self._save(world, USER_EMAILS, template, channel)
        self._save(world, ADMIN_EMAILS, template)

    def _save(
        self, world: World, plugin: str, template: str, channel: Channel | None = None
    ) -> None:
        values = {
            "host": "127.0.0.1",
            "port": str(self.port),
            "sender_name": "Sklep",
            "sender_address": "sklep@shop.test",
        }
        suffix = "_template" if plugin == ADMIN_EMAILS else ""
        templates = {
            subject.removesuffix("_subject") + suffix: template for subject in SUBJECTS[plugin]
        }
        items = values | SUBJECTS[plugin] | templates
        change = {
            "active": True,
            "configuration": [{"name": name, "value": value} for name, value in items.items()],
        }
        variables: dict[str, Any] = {"id": plugin, "input": change, "channel": None}
        mutation = SAVE
        if channel is None:
            mutation = mutation.replace("$channel: ID!, ", "").replace("channelId: $channel, ", "")
            del variables["channel"]
        else:
            variables["channel"] = Node.to_global_id("Channel", channel.pk)
        assert world.graphql(mutation, variables)["pluginUpdate"]["errors"] == []


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A post office at work."""
    kept = PostOffice()
    loop = asyncio.new_event_loop()
    listening = loop.create_server(lambda: SMTP(kept, loop=loop), "127.0.0.1", 0)
    server = loop.run_until_complete(listening)
    kept.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield kept
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.close()
