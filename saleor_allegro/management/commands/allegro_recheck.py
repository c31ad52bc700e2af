"""`manage.py allegro_recheck`: compare orders with Allegro now, and bring over what changed."""

from saleor_allegro.config import Language
from saleor_allegro.management import recheck_texts as texts
from saleor_allegro.management.account_at_terminal import Result
from saleor_allegro.management.orders_command import OrdersCommand
from saleor_allegro.management.recheck_request import Request
from saleor_allegro.management.rechecking import Rechecking
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync.reports import ImportReport


class Command(OrdersCommand):
    help = (
        "Compare orders with Allegro now and bring over what changed; without options, whatever "
        "is rechecked by itself."
    )
    form_help = "the orders of these checkout forms; what is no order yet is imported"
    order_help = "these orders, by their numbers in the dashboard"
    not_all = texts.NOT_ALL
    interrupted = texts.INTERRUPTED

    def run_account(self, request: Request, shop: Shop, total: ImportReport) -> Result:
        at_terminal = Rechecking(
            request.account, shop, console=self.console, say=self.say, clock=self.now
        )
        return at_terminal.run(request, total)

    def closing_line(self, total: ImportReport, language: Language) -> str:
        return str(total)
