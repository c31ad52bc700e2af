"""`manage.py allegro_stock`: send the shop's stock to Allegro now, or say what would be sent."""

from typing import Any

from django.core.management.base import CommandParser

from saleor_allegro.config import Language, language_of
from saleor_allegro.management import stock_texts as texts
from saleor_allegro.management.account_at_terminal import Result, is_failed
from saleor_allegro.management.chosen_accounts import add_account_arguments, chosen_accounts
from saleor_allegro.management.stocking import Stocking
from saleor_allegro.management.terminal import (
    FAILED,
    INTERRUPTED,
    Refused,
    TerminalCommand,
    refuse,
)
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import the_shop
from saleor_allegro.sync.reports import ImportReport


class Command(TerminalCommand):
    help = "Compare the shop's stock with the offers on Allegro now, and send what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        parser.add_argument(
            "--offer",
            action="extend",
            nargs="+",
            default=[],
            metavar="ID",
            help="these offers alone, also what Allegro refused before",
        )
        parser.add_argument(
            "--end-offers",
            action="store_true",
            help="the stock is right, though most of the offers end",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be sent, and send nothing"
        )

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        offer_ids = tuple(dict.fromkeys(given.strip() for given in options["offer"]))
        try:
            accounts = chosen_accounts(options, shop)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        at_terminals = [self._of(account, shop) for account in accounts]
        try:
            if options["dry_run"]:
                self._preview(at_terminals, offer_ids, language)
            else:
                may_end_most = options["end_offers"]
                self._send(at_terminals, offer_ids, language, may_end_most=may_end_most)
        except KeyboardInterrupt:
            refuse(texts.INTERRUPTED, language, INTERRUPTED)

    def _send(
        self,
        accounts: list[Stocking],
        offer_ids: tuple[str, ...],
        language: Language,
        *,
        may_end_most: bool,
    ) -> None:
        total = ImportReport()
        results = [each.run(offer_ids, total, may_end_most=may_end_most) for each in accounts]
        words = texts.TOTAL.filled(told=total.told, refused=sum(each.refused for each in accounts))
        self._close(words.in_language(language), results, language)

    def _preview(
        self, accounts: list[Stocking], offer_ids: tuple[str, ...], language: Language
    ) -> None:
        previews = [each.preview(offer_ids) for each in accounts]
        words = texts.WOULD.filled(changes=sum(changes for _, changes in previews))
        self._close(words.in_language(language), [result for result, _ in previews], language)

    def _close(self, words: str, results: list[Result], language: Language) -> None:
        self.say(words)
        if is_failed(results):
            refuse(texts.NOT_ALL, language, FAILED)

    def _of(self, account: Account, shop: Shop) -> Stocking:
        return Stocking(account, shop, console=self.console, say=self.say, clock=self.now)
