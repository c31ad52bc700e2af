"""What the shop holds, as a table that fits the terminal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Final

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from saleor_allegro.demo.stage import HeldOrder
from saleor_allegro.rules.flag_texts import flag_text
from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.shop.port import ShopOrder

#: From this width on lines are named, below it counted.
WIDE: Final = 110
_SIGNS: Final[Mapping[str, str]] = {"PLN": "zł", "CZK": "Kč", "EUR": "€", "HUF": "Ft"}

#: One word each, so that the table fits 80 columns; `flags_table` says the rest.
FLAG_WORDS: Final[Mapping[FlagKind, str]] = {
    FlagKind.NO_VARIANT: "unmatched",
    FlagKind.AMBIGUOUS_VARIANT: "ambiguous",
    FlagKind.OVERSOLD: "oversold",
    FlagKind.TOTAL_MISMATCH: "mismatch",
    FlagKind.UNDERPAID: "underpaid",
    FlagKind.OVERPAID: "overpaid",
    FlagKind.ADDRESS_REFUSED: "address",
    FlagKind.INVOICE_WITHOUT_TAX_ID: "no tax id",
    FlagKind.ONE_FULFILLMENT: "Allegro's",
    FlagKind.ALREADY_DISPATCHED: "sent",
    FlagKind.NO_SHIPPING_METHOD: "shipping",
    FlagKind.UNKNOWN_VALUE: "unknown",
    FlagKind.CHANGED_AFTER_DISPATCH: "changed",
    FlagKind.CANCELLED_AFTER_DISPATCH: "too late",
    FlagKind.REFUND_OWED: "refund",
    FlagKind.REFUNDED: "returned",
    FlagKind.PAYMENT_LOWERED: "lowered",
    FlagKind.FORM_GONE: "gone",
    FlagKind.REVIVED: "revived",
    FlagKind.STATUS_NOT_TOLD: "not told",
    FlagKind.STATUSES_USED_UP: "used up",
    FlagKind.STAGE_UNKNOWN: "stage",
    FlagKind.PARCEL_CHANGED: "parcel",
    FlagKind.PARCEL_NOT_TOLD: "no parcel",
}
#: The shop's charge status -> word and colour.
_PAYMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "full": ("paid", "green"),
    "overcharged": ("overpaid", "magenta"),
    "partial": ("part paid", "magenta"),
    "none": ("unpaid", "yellow"),
}
_CASH_ON_DELIVERY: Final = ("COD", "cyan")


def orders_table(
    held: Sequence[HeldOrder], flags: Mapping[str, Sequence[Flag]], *, width: int
) -> Table:
    """One row an order, the oldest purchase first; times are in UTC.

    Args:
        flags: Form id -> its flags.
        width: Columns of the terminal. All cells but one are shown whole; the lines of a wide
            table and the buyer of a narrow one get what is left.
    """
    is_wide = width >= WIDE
    rows = [
        [
            Text(order.form_id[:8], style="dim"),
            Text(order.bought_at.astimezone(UTC).strftime("%d.%m %H:%M")),
            Text(order.buyer),
            Text(_lines(order) if is_wide else str(len(order.lines))),
            Text(f"{order.total_gross:.2f} {_SIGNS.get(order.currency, order.currency)}"),
            _payment(each),
            Text(order.status, style="" if order.status == "unfulfilled" else "yellow"),
            Text(_flags(flags.get(order.form_id, ())), style="red"),
        ]
        for each in sorted(held, key=lambda each: each.order.bought_at)
        for order in (each.order,)
    ]
    titles = ["Allegro", "Bought", "Buyer", "Lines" if is_wide else "#", "Total"]
    titles += ["Payment", "Status", "Flags"]
    widths = [
        max(cell_len(line) for cell in (title, *column) for line in str(cell).split("\n"))
        for title, *column in zip(titles, *rows, strict=True)
    ]
    gap = 2 if is_wide else 1
    flexible = 3 if is_wide else 2
    others = sum(widths) - widths[flexible] + gap * (len(widths) - 1)
    widths[flexible] = max(8, min(widths[flexible], width - others))

    # The box itself draws a gap of one.
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0))
    for number, (title, column_width) in enumerate(zip(titles, widths, strict=True)):
        table.add_column(
            title,
            width=column_width,
            no_wrap=True,
            overflow="ellipsis",
            justify="right" if number == 4 or title == "#" else "left",
        )
    for row in rows:
        table.add_row(*row)
    return table


def flags_table(flags: Mapping[str, Sequence[Flag]]) -> Table:
    """How often each flag was raised, and what its first one says to the merchant."""
    of_kind: dict[FlagKind, list[Flag]] = defaultdict(list)
    for raised in flags.values():
        for flag in raised:
            of_kind[flag.kind].append(flag)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="red", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for kind, found in sorted(of_kind.items(), key=lambda item: -len(item[1])):
        grid.add_row(FLAG_WORDS[kind], f"{len(found)}×", Text(flag_text(found[0])))
    return grid


def _lines(order: ShopOrder) -> str:
    if not order.lines:
        return ""
    first = order.lines[0]
    count = f"{len(order.lines)} lines: " if len(order.lines) > 1 else ""
    pieces = f"{first.quantity} × " if first.quantity > 1 else ""
    return f"{count}{pieces}{first.name}"


def _payment(held: HeldOrder) -> Text:
    status = held.order.charge_status
    is_awaited = held.is_cash_on_delivery and status == "none"
    word, style = _CASH_ON_DELIVERY if is_awaited else _PAYMENTS[status]
    return Text(word, style=style)


def _flags(flags: Sequence[Flag]) -> str:
    return "\n".join(dict.fromkeys(FLAG_WORDS[flag.kind] for flag in flags))
