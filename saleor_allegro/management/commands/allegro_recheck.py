"""`manage.py allegro_recheck`: compare orders with Allegro now, and bring over what changed."""

from typing import Any

from django.core.management.base import CommandParser

from saleor_allegro.config import Language, language_of
from saleor_allegro.management import recheck_texts as texts
from saleor_allegro.management.account_at_terminal import is_failed
from saleor_allegro.management.chosen_accounts import add_account_arguments
from saleor_allegro.management.recheck_request import Request, read_requests
from saleor_allegro.management.rechecking import Rechecking
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
        "Compare orders with Allegro now and bring over what changed; without options, whatever "
        "is rechecked by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        parser.add_argument(
            "--form",
            action="extend",
            nargs="+",
            metavar="ID",
            help="the orders of these checkout forms; what is no order yet is imported",
        )
        parser.add_argument(
            "--order",
            action="extend",
            nargs="+",
            metavar="NUMBER",
            help="these orders, by their numbers in the dashboard",
        )

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        try:
            requests = read_requests(options, shop)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        try:
            self._recheck(requests, shop, language)
        except KeyboardInterrupt:
            refuse(texts.INTERRUPTED, language, INTERRUPTED)

    def _recheck(self, requests: list[Request], shop: Shop, language: Language) -> None:
        total = ImportReport()
        results = [
            Rechecking(
                request.account, shop, console=self.console, say=self.say, clock=self.now
            ).run(request, total)
            for request in requests
        ]
        self.say(str(total))
        if is_failed(results):
            refuse(texts.NOT_ALL, language, FAILED)
