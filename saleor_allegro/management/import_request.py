"""What the options of `allegro_import` ask for: which forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from saleor_allegro.management import import_texts as texts
from saleor_allegro.management.chosen_accounts import form_ids_of
from saleor_allegro.management.terminal import WRONG_USAGE, Refused
from saleor_allegro.models import Account, Run
from saleor_allegro.shop.port import Shop
from saleor_allegro.sync import import_account as imports
from saleor_allegro.sync import preview_orders as previews
from saleor_allegro.sync.preview_orders import Preview


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which forms: these ones, the failed ones, those since a day; else what is due."""

    form_ids: tuple[str, ...] = ()
    is_failed: bool = False
    since: datetime | None = None

    @property
    def is_for_what_is_due(self) -> bool:
        return not self.form_ids and not self.is_failed and self.since is None

    def run(self, account: Account, **options: Any) -> Run | None:
        """Import them. See `sync.runs.conduct` for the options and what comes back."""
        if self.form_ids:
            return imports.import_named_forms(account.pk, self.form_ids, **options)
        if self.is_failed:
            return imports.import_failed_forms(account.pk, **options)
        if self.since is not None:
            return imports.import_forms_since(account.pk, self.since, **options)
        return imports.import_account(account.pk, **options)

    def preview(self, account: Account, shop: Shop, **options: Any) -> list[Preview]:
        """Say what `run` would do. See `sync.preview_orders`."""
        if self.form_ids:
            return previews.preview_named_forms(account, self.form_ids, shop, **options)
        if self.is_failed:
            return previews.preview_failed_forms(account, shop, **options)
        if self.since is not None:
            return previews.preview_forms_since(account, self.since, shop, **options)
        return previews.preview_account(account, shop, **options)


def read_request(options: Mapping[str, Any], now: datetime) -> Request:
    """
    Raises:
        Refused: Options that exclude each other, or a value that is none.
    """
    given = [options[name] for name in ("form", "failed", "since") if options[name]]
    if len(given) > 1:
        raise Refused(texts.ONE_CHOICE, WRONG_USAGE)
    return Request(
        form_ids=form_ids_of(options),
        is_failed=bool(options["failed"]),
        since=_moment(options["since"], now) if options["since"] else None,
    )


def _moment(given: str, now: datetime) -> datetime:
    """A day or a moment, in UTC where it says nothing else."""
    try:
        moment = datetime.fromisoformat(given.strip())
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Refused(texts.NO_DATE, WRONG_USAGE, given=given) from error
    if moment > now:
        raise Refused(texts.FUTURE, WRONG_USAGE, given=given)
    return moment
