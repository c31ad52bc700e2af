"""A command about orders: those a person names, else whatever is due of the chosen accounts."""

from typing import Any, ClassVar

from django.core.management.base import CommandParser

from saleor_allegro.config import Language, Text, language_of
from saleor_allegro.management.account_at_terminal import Result, is_failed
from saleor_allegro.management.chosen_accounts import add_account_arguments
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


class OrdersCommand(TerminalCommand):
    """Subclasses say what they do about one account, and how they close."""

    #: What `--form` and `--order` are for.
    form_help: ClassVar[str]
    order_help: ClassVar[str]
    not_all: ClassVar[Text]
    interrupted: ClassVar[Text]

    def run_account(self, request: Request, shop: Shop, total: ImportReport) -> Result:
        raise NotImplementedError

    def closing_line(self, total: ImportReport, language: Language) -> str:
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        for option, value, help_text in (
            ("--form", "ID", self.form_help),
            ("--order", "NUMBER", self.order_help),
        ):
            parser.add_argument(option, action="extend", nargs="+", metavar=value, help=help_text)

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        try:
            requests = read_requests(options, shop)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        try:
            self._run(requests, shop, language)
        except KeyboardInterrupt:
            refuse(self.interrupted, language, INTERRUPTED)

    def _run(self, requests: list[Request], shop: Shop, language: Language) -> None:
        total = ImportReport()
        results = [self.run_account(request, shop, total) for request in requests]
        self.say(self.closing_line(total, language))
        if is_failed(results):
            refuse(self.not_all, language, FAILED)
