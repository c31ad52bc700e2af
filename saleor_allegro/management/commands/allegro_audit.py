"""`manage.py allegro_audit`: prove that the shop has what Allegro has, and repair what it lacks."""

import json
from typing import Any, Final

from django.core.management.base import CommandParser

from saleor_allegro.config import Language, Text, language_of
from saleor_allegro.management import audit_texts as texts
from saleor_allegro.management.account_at_terminal import Result
from saleor_allegro.management.audit_json import audit_json
from saleor_allegro.management.auditing import Audited, Auditing, Unlike
from saleor_allegro.management.chosen_accounts import add_account_arguments, chosen_accounts
from saleor_allegro.management.terminal import (
    FAILED,
    INTERRUPTED,
    WRONG_USAGE,
    Refused,
    TerminalCommand,
    plain,
    refuse,
)
from saleor_allegro.models import Account
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.connection import the_shop
from saleor_allegro.sync.reports import ImportReport

#: Allegro keeps purchases for a year.
_LONGEST: Final = 365
#: Forms that are told one by one.
_TOLD: Final = 10


class Command(TerminalCommand):
    help = "Compare every purchase of the last days with the shop, and repair what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        add_account_arguments(parser)
        parser.add_argument(
            "--days", default="14", metavar="N", help="what was changed in so many days (14)"
        )
        parser.add_argument(
            "--json", action="store_true", help="for programs: stable keys, nothing secret"
        )

    def work(self, options: dict[str, Any]) -> None:
        shop = the_shop()
        language = language_of(shop.channels())
        try:
            days = _days(options["days"])
            accounts = chosen_accounts(options, shop)
        except Refused as refused:
            refuse(refused.text, language, refused.status)
        if options["json"]:
            self.say_to_stderr(options)
        try:
            audited = [(account, self._of(account, shop).run(days)) for account in accounts]
        except KeyboardInterrupt:
            refuse(texts.INTERRUPTED, language, INTERRUPTED)
        if options["json"]:
            document = audit_json(days, audited)
            self.stdout.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
        else:
            self._tell([found for _, found in audited], language)
        if not _is_equal(audited):
            refuse(texts.NOT_EQUAL, language, FAILED)

    def _tell(self, audited: list[Audited], language: Language) -> None:
        total = ImportReport()
        for found in audited:
            self._list(texts.MISSING, found.missing, language)
            self._list(texts.STALE, found.stale, language)
            if found.audit:
                total.add(found.audit.run)
        self.say(str(total))
        audits = [found.audit for found in audited if found.audit]
        self.say(
            f"Allegro {sum(audit.allegro for audit in audits)}, "
            f"Saleor {sum(audit.shop for audit in audits)}, "
            f"missing {sum(len(audit.missing) for audit in audits)}, "
            f"stale {sum(len(audit.stale) for audit in audits)}"
        )

    def _list(self, text: Text, unlike: tuple[Unlike, ...], language: Language) -> None:
        for each in unlike[:_TOLD]:
            words = {"form_id": plain(each.form_id), "reason": plain(each.reason)}
            self.say(text.filled(**words).in_language(language), style="red")
        if len(unlike) > _TOLD:
            more = texts.MORE.filled(count=len(unlike) - _TOLD)
            self.say(more.in_language(language), style="red")

    def _of(self, account: Account, shop: Shop) -> Auditing:
        return Auditing(account, shop, console=self.console, say=self.say, clock=self.now)


def _days(given: str) -> int:
    if not given.isdecimal() or len(given) > 3 or not 1 <= int(given) <= _LONGEST:
        raise Refused(texts.NO_DAYS, WRONG_USAGE, given=given)
    return int(given)


def _is_equal(audited: list[tuple[Account, Audited]]) -> bool:
    """Every account that orders are wanted of is, and there is one."""
    results = {found.result for _, found in audited}
    return Result.DONE in results and Result.FAILED not in results
