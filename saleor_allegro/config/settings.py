"""One channel's settings, read from what the merchant saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from saleor_allegro import __version__
from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.allegro.environments import PRODUCTION, SANDBOX, Environment, custom
from saleor_allegro.allegro.user_agent import build_user_agent
from saleor_allegro.config.fields import (
    FIELDS,
    STATUS_FIELDS,
    EnvironmentName,
    Field,
    FieldKind,
)
from saleor_allegro.config.parsers import NotAllowed
from saleor_allegro.config.texts import Language, Text
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent
from saleor_allegro.rules.status_mapping import StatusMapping
from saleor_allegro.shop.port import MatchBy, ShopChannel, WritePolicy

_REQUIRED = Text(
    "Needed to import orders from Allegro.", "Wymagane do pobierania zamówień z Allegro."
)
_CUSTOM_URL = Text(
    "Needed for the custom environment: an https address, or http on this machine.",
    "Wymagany dla środowiska custom: adres https albo http na tym samym komputerze.",
)


class WrongSettings(Exception):
    """A channel's stored settings cannot be used. The message is in the form's language."""

    def __init__(self, slug: str, problems: list[tuple[str, str]]) -> None:
        super().__init__(f"{slug}: " + " ".join(message for _, message in problems))
        self.slug = slug
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the merchant of one channel wants. Field by field what `FIELDS` explains."""

    create_orders: bool
    suggest_statuses: bool
    carriers: Mapping[str, str]
    send_tracking_numbers: bool
    client_id: str
    client_secret: str
    environment: EnvironmentName
    api_url: str
    oauth_url: str
    application_name: str
    application_url: str
    import_every_minutes: int
    import_unpaid: bool
    status_new: InitialStatus
    status_cash_on_delivery: InitialStatus
    status_paid: InitialStatus
    when_sent: WhenSent
    match_offers_by: MatchBy
    default_vat_rate: Decimal  # a fraction: Decimal("0.23")
    warehouses: tuple[str, ...]
    marketplaces: tuple[str, ...]
    shipping_methods: Mapping[str, str]
    allegro_status_unconfirmed: FulfillmentStatus | None
    allegro_status_unfulfilled: FulfillmentStatus | None
    allegro_status_waiting_for_approval: FulfillmentStatus | None
    allegro_status_partially_fulfilled: FulfillmentStatus | None
    allegro_status_fulfilled: FulfillmentStatus | None
    allegro_status_partially_returned: FulfillmentStatus | None
    allegro_status_returned: FulfillmentStatus | None
    allegro_status_canceled: FulfillmentStatus | None
    allegro_status_expired: FulfillmentStatus | None
    send_stock: bool
    reactivate_offers: bool
    stock_buffer: int  # pieces
    stock_every_minutes: int
    backfill_days: int
    recheck_every_minutes: int
    recheck_days: int
    sweep_hours: int
    send_shop_notifications: bool
    never_mail_masked_addresses: bool
    language: Language

    @property
    def user_agent(self) -> str:
        """`AppName/Version (+URL)`, as Allegro wants it since July 2026.

        Raises:
            ValueError: Name or address is missing.
        """
        return build_user_agent(self.application_name, __version__, self.application_url)

    @property
    def status_mapping(self) -> StatusMapping:
        """Which status Allegro is told at which stage; empty: it is told none."""
        statuses = {stage: getattr(self, name) for stage, name in STATUS_FIELDS.items()}
        return {stage: status for stage, status in statuses.items() if status}

    @property
    def tells_allegro(self) -> bool:
        """Whether Allegro is told anything about the channel's orders."""
        return self.send_tracking_numbers or bool(self.status_mapping)

    @property
    def allegro(self) -> Environment:
        """Which Allegro to talk to.

        Raises:
            ValueError: The addresses of a custom environment are missing.
        """
        if self.environment is EnvironmentName.CUSTOM:
            return custom(self.api_url, self.oauth_url)
        return SANDBOX if self.environment is EnvironmentName.SANDBOX else PRODUCTION

    def write_policy(self, channel_slug: str) -> WritePolicy:
        return WritePolicy(
            channel_slug=channel_slug,
            match_by=self.match_offers_by,
            default_tax_rate=self.default_vat_rate,
            warehouses=self.warehouses,
            shipping_methods=self.shipping_methods,
            language=self.language.value,
        )


def read_settings(channel: ShopChannel) -> Settings:
    """The settings saved for a channel, defaults where nothing was saved.

    Raises:
        WrongSettings: A stored value is not one the form takes (any more).
    """
    try:
        return settings_from(channel.configuration)
    except WrongSettings as error:
        raise WrongSettings(channel.slug, error.problems) from error


def language_of(channels: Iterable[ShopChannel]) -> Language:
    """That of the first of these channels that has a form; English where none has."""
    for channel in channels:
        if channel.configuration:
            return _language(channel.configuration)
    return Language.ENGLISH


def settings_from(values: Mapping[str, object]) -> Settings:
    """The settings of a form's values: name -> text, boolean or None.

    Raises:
        WrongSettings: As `read_settings`, without a channel.
    """
    problems = check(values, active=False)
    if problems:
        raise WrongSettings("", problems)
    parsed: dict[str, Any] = {
        field.name: _parse(field, values) for field in FIELDS if field.kind is not FieldKind.OUTPUT
    }
    return Settings(**parsed)


def check(values: Mapping[str, object], active: bool) -> list[tuple[str, str]]:
    """What is wrong with a form's values, as (field name, message), in the form's order.

    The message is in the language the form itself asks for, names the field by its label
    and says what is allowed. Completeness is asked for only when the plugin is to be active,
    for the dashboard saves a secret alone.
    """
    language = _language(values)
    problems = problems_of(values, active)
    return [
        (field.name, f"{field.label.in_language(language)}: {problem.in_language(language)}")
        for field in FIELDS
        if (problem := problems.get(field.name))
    ]


def problems_of(values: Mapping[str, object], active: bool) -> Mapping[str, Text]:
    """As `check`, for whoever shows it beside the field: its name -> what is allowed."""
    parsed: dict[str, object] = {}
    problems: dict[str, Text] = {}
    for field in FIELDS:
        if field.kind is FieldKind.OUTPUT:
            continue
        try:
            parsed[field.name] = _parse(field, values)
        except NotAllowed as error:
            problems[field.name] = error.allowed
        else:
            if active and field.is_required and not parsed[field.name]:
                problems[field.name] = _REQUIRED
    if parsed.get("environment") is EnvironmentName.CUSTOM:
        for name in ("api_url", "oauth_url"):
            if name in parsed and not _is_usable(str(parsed[name]), active):
                problems[name] = _CUSTOM_URL
    return problems


def _is_usable(url: str, active: bool) -> bool:
    """Safe to send tokens to; nothing at all is enough while the plugin is off."""
    try:
        custom(url, url)
    except ValueError:
        return not url and not active
    return True


def _parse(field: Field, values: Mapping[str, object]) -> object:
    value = values.get(field.name)
    if value is None:
        value = field.default
    if field.kind is FieldKind.BOOLEAN:
        return is_true(value)
    text = str(value).strip()
    # Whoever empties a field gets its default back, as the form shows it.
    return field.parse(text or str(field.default))


def is_true(value: object) -> bool:
    """
    Raises:
        NotAllowed: It says neither yes nor no.
    """
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in ("true", "yes", "tak", "1"):
        return True
    if text in ("false", "no", "nie", "0", ""):
        return False
    raise NotAllowed(Text("Yes or no.", "Tak lub nie."))


def _language(values: Mapping[str, object]) -> Language:
    try:
        return Language(str(values.get("language") or Language.ENGLISH).strip().lower())
    except ValueError:
        return Language.ENGLISH
