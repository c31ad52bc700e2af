"""`manage.py allegro_connect --channel SLUG`: connect a seller by a code, from a terminal."""

import time
from datetime import timedelta
from typing import Any, Final

from django.core.management.base import CommandParser
from rich.status import Status

from saleor_allegro.allegro.errors import (
    AccessDenied,
    AllegroError,
    DeviceCodeExpired,
    Forbidden,
    RateLimited,
    Unreachable,
    WrongCredentials,
)
from saleor_allegro.allegro.oauth import DeviceCode
from saleor_allegro.config import Text, check, labels_of, language_of, read_settings
from saleor_allegro.ledger import ChannelTaken
from saleor_allegro.management import connect_texts as texts
from saleor_allegro.management.terminal import (
    INTERRUPTED,
    TerminalCommand,
    plain,
    refuse,
)
from saleor_allegro.shop.port import Shop, ShopChannel
from saleor_allegro.sync.connect_account import connect_by_device
from saleor_allegro.sync.connection import NotConfigured, the_shop

#: What Allegro said -> what the person reads; the first class that fits.
_REFUSALS: Final[tuple[tuple[type[AllegroError], Text], ...]] = (
    (AccessDenied, texts.DENIED),
    (DeviceCodeExpired, texts.EXPIRED),
    (WrongCredentials, texts.WRONG_CREDENTIALS),
    (Forbidden, texts.SCOPE_MISSING),
    (RateLimited, texts.NO_ANSWER),
    (Unreachable, texts.NO_ANSWER),
    (AllegroError, texts.NOT_UNDERSTOOD),
)


class Command(TerminalCommand):
    help = "Connect an Allegro seller to a channel: shows a link and a code, and waits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--channel", required=True, metavar="SLUG", help="the channel that takes the orders"
        )

    def wait(self, interval: timedelta) -> None:
        """Let the time between two questions to Allegro pass."""
        time.sleep(interval.total_seconds())

    def work(self, options: dict[str, Any]) -> None:
        channel = _channel(the_shop(), options["channel"])
        language = language_of([channel])
        if problems := check(channel.configuration, active=True):
            wrong = " ".join(message for _, message in problems)
            refuse(texts.INCOMPLETE, language, channel=channel.slug, problems=wrong)
        waiting = Status("", console=self.console)

        def show(code: DeviceCode) -> None:
            self._show(channel, code)
            until = code.expires_at.strftime("%H:%M")
            text = texts.WAITING.filled(until=until).in_language(language)
            if self.console.is_terminal:
                waiting.update(text)
                waiting.start()
            else:
                self.say(text)

        try:
            account = connect_by_device(
                channel.slug, read_settings(channel), show=show, wait=self.wait, clock=self.now
            )
        except AllegroError as error:
            text = next(text for kind, text in _REFUSALS if isinstance(error, kind))
            refuse(text, language, channel=channel.slug, detail=plain(error))
        except ChannelTaken as taken:
            refuse(texts.CHANNEL_TAKEN, language, channel=taken.slug, login=plain(taken.login))
        except NotConfigured as error:
            refuse(Text("{error}", "{error}"), language, error=error.text.in_language(language))
        except KeyboardInterrupt:
            refuse(texts.STOPPED, language, INTERRUPTED)
        finally:
            waiting.stop()
        words = {"login": plain(account.login), "channel": channel.slug}
        self.say(texts.CONNECTED.filled(**words).in_language(language), style="green")
        self.say(_next_step(channel).in_language(language))

    def _show(self, channel: ShopChannel, code: DeviceCode) -> None:
        text = texts.HOW_TO.filled(
            channel=channel.slug,
            currency=channel.currency,
            environment=read_settings(channel).allegro.name,
            link=plain(code.verification_uri_complete),
            code=plain(code.user_code),
        )
        self.say(text.in_language(language_of([channel])))


def _channel(shop: Shop, slug: str) -> ShopChannel:
    channels = {channel.slug: channel for channel in shop.channels()}
    if slug not in channels:
        known = ", ".join(f"{each.slug} ({each.currency})" for each in channels.values())
        text = texts.UNKNOWN_CHANNEL if channels else texts.NO_CHANNELS
        refuse(text, language_of(channels.values()), slug=plain(slug), channels=known)
    return channels[slug]


def _next_step(channel: ShopChannel) -> Text:
    if channel.plugin_active and read_settings(channel).create_orders:
        return texts.NEXT.filled(channel=channel.slug)
    language = language_of([channel])
    [label] = labels_of({"create_orders"}, language)
    return texts.SWITCHED_OFF.filled(create_orders=label)
