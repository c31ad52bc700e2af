"""`manage.py allegro_push`: tell Allegro now what became of its orders in the shop."""

from saleor_allegro.config import Language
from saleor_allegro.management import push_texts as texts
from saleor_allegro.management.account_at_terminal import Result
from saleor_allegro.management.orders_command import OrdersCommand
from saleor_allegro.management.pushing import Pushing
from saleor_allegro.management.recheck_request import Request
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.reports import ImportReport


class Command(OrdersCommand):
    help = (
        "Tell Allegro now what became of its orders in the shop; without options, of those that "
        "changed and were not told yet."
    )
    form_help = "the orders of these checkout forms, also what Allegro refused before"
    order_help = "these orders, by their numbers in the dashboard; likewise"
    not_all = texts.NOT_ALL
    interrupted = texts.INTERRUPTED

    def run_account(self, request: Request, shop: Shop, total: ImportReport) -> Result:
        at_terminal = Pushing(
            request.account, shop, console=self.console, say=self.say, clock=self.now
        )
        return at_terminal.run(request, total)

    def closing_line(self, total: ImportReport, language: Language) -> str:
        return texts.TOTAL.filled(told=total.told, failed=total.failed).in_language(language)
