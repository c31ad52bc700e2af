"""`manage.py allegro_import`: import now what a person asks for, or say what would be imported."""

from typing import Any

from django.core.management.base import CommandParser

from saleor_allegro import ledger
from saleor_allegro.config import Language, language_of
from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.account_at_terminal import is_failed
from saleor_allegro.management.chosen_accounts import (
    add_account_arguments,
    chosen_accounts,
    is_connected,
    is_named,
)
from saleor_allegro.management.import_request import Request, read_request
from saleor_allegro.management.importing import Importing
from saleor_allegro.management.preview_lines import Tally
from saleor_allegro.management.terminal import (
    FAILED,
    INTERRUPTED,
    Refused,
    TerminalCommand,
    plain,
    refuse,
)
from saleor_allegro.management.times import moment_and_distance
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import the_shop
from saleor_allegro.sync.reports import ImportReport


class Command(TerminalCommand):
    help = "Import orders from Allegro now; without options, for the accounts that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        parser.add_argument(
            "--form",
            action="extend",
            nargs="+",
            metavar="ID",
            help="these checkout forms, however old",
        )
        parser.add_argument("--failed", action="store_true", help="every form that failed, again")
        parser.add_argument(
            "--since",
            metavar="DATE",
            help="what was bought or changed since then (UTC) and is no order yet",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be imported, and write nothing"
        )

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        try:
            request = read_request(options, self.now())
            accounts = chosen_accounts(options, shop, request.form_ids)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        if request.is_for_what_is_due and not is_named(options):
            due = ledger.due_accounts(self.now())
            accounts = [account for account in accounts if account.pk in due]
            if not accounts:
                self._tell_next(language)
        try:
            if options["dry_run"]:
                self._preview(request, accounts, shop, language)
            else:
                self._import(request, accounts, shop, language)
        except KeyboardInterrupt:
            refuse(texts.INTERRUPTED, language, INTERRUPTED)

    def _import(
        self, request: Request, accounts: list[Account], shop: Shop, language: Language
    ) -> None:
        total = ImportReport()
        results = [self._of(account, shop).run(request, total) for account in accounts]
        self.say(str(total))
        if is_failed(results):
            refuse(texts.NOT_ALL, language, FAILED)

    def _preview(
        self, request: Request, accounts: list[Account], shop: Shop, language: Language
    ) -> None:
        tally = Tally()
        results = [self._of(account, shop).preview(request, tally) for account in accounts]
        self.say(
            texts.WRITTEN_NOTHING.filled(
                imported=tally.imported,
                failed=tally.failed,
                flagged=tally.flagged,
                waiting=tally.waiting,
                skipped=tally.skipped,
            ).in_language(language)
        )
        if is_failed(results):
            refuse(texts.WOULD_NOT_ALL, language, FAILED)

    def _of(self, account: Account, shop: Shop) -> Importing:
        return Importing(account, shop, console=self.console, say=self.say, clock=self.now)

    def _tell_next(self, language: Language) -> None:
        self.say(texts.NOTHING_DUE.in_language(language))
        for account in ledger.accounts():
            if is_connected(account):
                at = max(filter(None, (account.next_import_at, account.paused_until)))
                words = {"login": plain(account.login), "at": moment_and_distance(at, self.now())}
                self.say(texts.NEXT.filled(**words).in_language(language))
