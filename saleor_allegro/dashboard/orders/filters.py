"""Which purchases are looked at: what an address says, the filter it makes, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.http import QueryDict

from saleor_allegro.dashboard.days import begin_of, day_of, end_of
from saleor_allegro.dashboard.orders.job_ids import job_ids
from saleor_allegro.rules.flags import FlagKind

VIEW: Final = "orders"
PAGE_SIZE: Final = 50
_LONGEST: Final = 200
_YES_NO: Final[Mapping[str, bool | None]] = {"true": True, "false": False}
#: Field of `Wanted` -> its name in the address.
_NAMES: Final[Mapping[str, str]] = {
    "search": "search",
    "channel": "channel",
    "account": "account",
    "marketplace": "marketplace",
    "is_paid": "paid",
    "is_cash_on_delivery": "cod",
    "flag": "flag",
    "is_flagged": "flagged",
    "is_failed": "failed",
    "is_not_told": "nottold",
    "bought_from": "from",
    "bought_until": "until",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Every filter of `allegroOrders`, a page of what fits, and the jobs shown above it."""

    search: str = ""
    channel: str = ""
    account: str = ""
    marketplace: str = ""
    is_paid: bool | None = None
    is_cash_on_delivery: bool | None = None
    #: A name of `FlagKind`.
    flag: str = ""
    is_flagged: bool | None = None
    is_failed: bool | None = None
    is_not_told: bool | None = None
    #: Days in Allegro's own time zone, both included.
    bought_from: date | None = None
    bought_until: date | None = None
    #: Cursors; at most one of them.
    after: str = ""
    before: str = ""
    jobs: tuple[str, ...] = ()

    @classmethod
    def of(cls, sent: QueryDict) -> Self:
        """What an address says; what it says wrongly is left out."""
        texts = {name: str(sent.get(name, "")).strip()[:_LONGEST] for name in sent}
        flag = texts.get("flag", "")
        after = texts.get("after", "")
        return cls(
            search=texts.get("search", ""),
            channel=texts.get("channel", ""),
            account=texts.get("account", ""),
            marketplace=texts.get("marketplace", ""),
            is_paid=_YES_NO.get(texts.get("paid", "")),
            is_cash_on_delivery=_YES_NO.get(texts.get("cod", "")),
            flag=flag if flag in FlagKind.__members__ else "",
            is_flagged=_YES_NO.get(texts.get("flagged", "")),
            is_failed=_YES_NO.get(texts.get("failed", "")),
            is_not_told=_YES_NO.get(texts.get("nottold", "")),
            bought_from=day_of(texts.get("from", "")),
            bought_until=day_of(texts.get("until", "")),
            after=after,
            before="" if after else texts.get("before", ""),
            jobs=job_ids(sent.getlist("job")),
        )

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) not in (None, "") for name in _NAMES)

    @property
    def is_narrowed_rarely(self) -> bool:
        """One of the filters is on that are folded away."""
        rare = (self.account, self.marketplace, self.flag, self.bought_from, self.bought_until)
        rare_questions = (self.is_cash_on_delivery, self.is_not_told)
        return rare_questions != (None, None) or any(rare)

    @property
    def is_first_page(self) -> bool:
        return not (self.after or self.before)

    @property
    def is_plain(self) -> bool:
        """The first page of everything."""
        return self.is_first_page and not self.is_narrowed

    def without_filters(self) -> Self:
        return type(self)(jobs=self.jobs)

    def with_jobs(self, jobs: Sequence[str]) -> Self:
        """These as well, the new ones first."""
        return replace(self, jobs=job_ids([*jobs, *self.jobs]))

    def without_job(self, job: str) -> Self:
        return replace(self, jobs=tuple(each for each in self.jobs if each != job))

    def page_after(self, cursor: str) -> Self:
        return replace(self, after=cursor, before="")

    def page_before(self, cursor: str) -> Self:
        return replace(self, after="", before=cursor)


def address_of(wanted: Wanted) -> str:
    """The address that shows it, such as "orders?failed=true"."""
    said = [(_NAMES[f.name], getattr(wanted, f.name)) for f in fields(wanted) if f.name in _NAMES]
    said += [("after", wanted.after), ("before", wanted.before)]
    query = [(name, said_of(value)) for name, value in said if value not in (None, "")]
    query += [("job", job) for job in wanted.jobs]
    return f"{VIEW}?{urlencode(query)}" if query else VIEW


def said_of(value: Any) -> str:
    """A value as an address or a form field has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def filter_input(wanted: Wanted) -> dict[str, Any]:
    """`AllegroOrderFilterInput`, with what is asked for alone."""
    bought = {
        "gte": wanted.bought_from and begin_of(wanted.bought_from).isoformat(),
        "lte": wanted.bought_until and end_of(wanted.bought_until).isoformat(),
    }
    given = {
        "search": wanted.search,
        "channel": wanted.channel,
        "account": wanted.account,
        "marketplace": wanted.marketplace,
        "paid": wanted.is_paid,
        "cashOnDelivery": wanted.is_cash_on_delivery,
        "flag": wanted.flag,
        "flagged": wanted.is_flagged,
        "failed": wanted.is_failed,
        "notTold": wanted.is_not_told,
        "boughtAt": {name: moment for name, moment in bought.items() if moment},
    }
    return {name: value for name, value in given.items() if value not in (None, "", {})}


def page_input(wanted: Wanted) -> dict[str, Any]:
    """The arguments that choose the page."""
    if wanted.before:
        return {"last": PAGE_SIZE, "before": wanted.before}
    return {"first": PAGE_SIZE} | ({"after": wanted.after} if wanted.after else {})
