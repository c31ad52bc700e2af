"""`manage.py allegro_push`: tell Allegro now what became of its orders in the shop."""

from typing import Any

from django.core.management.base import CommandParser

from saleor_allegro.config import Language, language_of
from saleor_allegro.management import push_texts as texts
from saleor_allegro.management.account_at_terminal import is_failed
from saleor_allegro.management.chosen_accounts import add_account_arguments
from saleor_allegro.management.pushing import Pushing
from saleor_allegro.management.recheck_request import Request, read_requests
from saleor_allegro.management.terminal import (
    FAILED,
    INTERRUPTED,
    Refused,
    TerminalCommand,
    refuse,
)
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import the_shop
from saleor_allegro.sync.reports import ImportReport


class Command(TerminalCommand):
    help = (
        "Tell Allegro now what became of its orders in the shop; without options, of those that "
        "changed and were not told yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        parser.add_argument(
            "--form",
            action="extend",
            nargs="+",
            metavar="ID",
            help="the orders of these checkout forms, also what Allegro refused before",
        )
        parser.add_argument(
            "--order",
            action="extend",
            nargs="+",
            metavar="NUMBER",
            help="these orders, by their numbers in the dashboard; likewise",
        )

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        try:
            requests = read_requests(options, shop)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        try:
            self._push(requests, shop, language)
        except KeyboardInterrupt:
            refuse(texts.INTERRUPTED, language, INTERRUPTED)

    def _push(self, requests: list[Request], shop: Shop, language: Language) -> None:
        total = ImportReport()
        results = [
            Pushing(request.account, shop, console=self.console, say=self.say, clock=self.now).run(
                request, total
            )
            for request in requests
        ]
        self.say(texts.TOTAL.filled(told=total.told, failed=total.failed).in_language(language))
        if is_failed(results):
            refuse(texts.NOT_ALL, language, FAILED)
