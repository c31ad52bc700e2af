"""`manage.py allegro_status`: how each account is doing, for a person or for monitoring."""

import json
from typing import Any

from django.core.management.base import CommandParser

from saleor_allegro.config import language_of
from saleor_allegro.management import status_texts as texts
from saleor_allegro.management.status_json import account_json
from saleor_allegro.management.status_table import account_table
from saleor_allegro.management.terminal import FAILED, TerminalCommand, refuse
from saleor_allegro.sync.check_accounts import check_accounts
from saleor_allegro.sync.connection import the_shop


class Command(TerminalCommand):
    help = "Show how each Allegro account is doing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="for programs: stable keys, nothing secret"
        )
        parser.add_argument(
            "--check", action="store_true", help="exit with 1 when an account needs attention"
        )

    def work(self, options: dict[str, Any]) -> None:
        shop, now = the_shop(), self.now()
        accounts = check_accounts(shop, now)
        language = accounts[0].language if accounts else language_of(shop.channels())
        if options["json"]:
            document = {"accounts": [account_json(account) for account in accounts]}
            self.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        elif not accounts:
            self.say(texts.NO_ACCOUNTS.in_language(language))
        else:
            for account in accounts:
                self.console.print(account_table(account))
        worrying = sum(bool(account.concerns) for account in accounts)
        if options["check"] and worrying:
            refuse(texts.NEED_ATTENTION, language, FAILED, count=worrying)
