"""A purchase as a row of the list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard import status_words as words
from saleor_allegro.dashboard.marks import Mark
from saleor_allegro.dashboard.orders.flag_words import flag_marks
from saleor_allegro.dashboard.orders.sellers import Sellers
from saleor_allegro.dashboard.orders.words import WORDS
from saleor_allegro.dashboard.sums import written_sum

#: Codes of failures that other settings of a channel may mend.
_OF_SETTINGS: Final = frozenset({"no_channel", "ambiguous_channel"})

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    message: str
    attempts: str
    since: Any
    next_try_at: Any
    is_of_settings: bool
    #: Slug of a channel that could take it, whose settings those are; "": none could.
    channel: str
    is_of_connections: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    form_id: str
    #: Its page on Allegro; `None` in a custom environment.
    url: str | None
    icon_url: str
    account: str
    #: Global id of Saleor's order, while there is one.
    order_id: str | None
    number: str
    channel: str
    #: What became of a purchase that has no order.
    state: Mark | None
    buyer: str
    bought_at: Any
    total: Any
    payment: Mark | None
    status: str
    form_status: str
    flags: tuple[Mark, ...]
    failure: Failure | None
    #: Why Allegro could not be told something.
    not_told: str
    is_importable: bool

    @property
    def name(self) -> str:
        """What a person calls it, among others."""
        return f"#{self.number}" if self.number else self.form_id


def row_of(node: Node, sellers: Sellers, language: Language) -> Row:
    """Of `query`'s fragment `row`."""
    channel = node["channel"]
    push = node["push"] or {}
    return Row(
        form_id=node["checkoutFormId"],
        url=node["url"],
        icon_url=node["iconUrl"],
        account=(node["account"] or {}).get("id", ""),
        order_id=(node["order"] or {}).get("id"),
        number=node["orderNumber"] or "",
        channel=sellers.name_of(channel) if channel else "",
        state=_state(node, language),
        buyer=node["buyerLogin"] or "",
        bought_at=node["boughtAt"],
        total=node["total"],
        payment=_payment(node, language),
        status=words.in_words(words.FULFILLMENT_STATUSES, node["fulfillmentStatus"], language),
        form_status=words.in_words(words.FORM_STATUSES, node["formStatus"], language),
        flags=flag_marks(node["flags"] or (), language),
        failure=_failure(node, sellers, language),
        not_told=(push.get("error") or {}).get("message", ""),
        is_importable=node["state"] == "SKIPPED"
        and (node["error"] or {}).get("code") in words.IMPORTABLE,
    )


def _state(node: Node, language: Language) -> Mark | None:
    if node["order"]:
        return None
    tone, text = words.STATES[node["state"]]
    error = node["error"] or {}
    reason = words.REASONS.get(error.get("code", ""))
    detail = reason.in_language(language) if reason else error.get("message", "")
    # The failure itself is shown whole.
    return Mark(tone, text.in_language(language), "" if _is_failing(node) else detail)


def _is_failing(node: Node) -> bool:
    """It is tried again; a purchase that was left out has an error as well."""
    return bool(node["error"]) and node["state"] in ("FAILED", "IMPORTED")


def _failure(node: Node, sellers: Sellers, language: Language) -> Failure | None:
    if not _is_failing(node):
        return None
    error = node["error"]
    return Failure(
        message=error["message"],
        attempts=WORDS["attempts"].filled(count=error["attempts"]).in_language(language),
        since=error["since"],
        next_try_at=error["nextTryAt"],
        is_of_settings=error["code"] in _OF_SETTINGS,
        channel=_channel(node, sellers),
        is_of_connections=error["code"] == "no_channel",
    )


def _channel(node: Node, sellers: Sellers) -> str:
    currency = (node["total"] or {}).get("currency", "")
    return sellers.channel_in(currency, (node["account"] or {}).get("id", ""))


def _payment(node: Node, language: Language) -> Mark | None:
    """How far it is paid; the sum where it is not the whole total."""
    state = node["paymentState"]
    if state is None:
        return None
    tone, text = words.PAYMENTS[state]
    sums = {name: written_sum(node[name], language) for name in ("paid", "total")}
    detail = ""
    if state in ("PARTLY_PAID", "OVERPAID"):
        detail = words.PART_OF.filled(**sums).in_language(language)
    elif state == "PAID":
        detail = sums["paid"]
    return Mark(tone, text.in_language(language), detail)
