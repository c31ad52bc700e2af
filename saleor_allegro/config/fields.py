"""The fields of the form, in the order of the form. The one place that lists them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.texts import Language, Text
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.shop.port import MatchBy


class FieldKind(StrEnum):
    """How the dashboard shows a field; the values are Saleor's `ConfigurationTypeField`."""

    STRING = "String"
    BOOLEAN = "Boolean"
    SECRET = "Secret"
    MULTILINE = "Multiline"
    OUTPUT = "OUTPUT"


class EnvironmentName(StrEnum):
    PRODUCTION = "production"
    SANDBOX = "sandbox"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    name: str
    kind: FieldKind
    default: str | bool
    label: Text
    help: Text
    #: From the trimmed text to its value; raises `parsers.NotAllowed`. Not used for BOOLEAN.
    parse: Callable[[str], object] = parsers.text
    #: Must not be empty once the plugin is switched on.
    is_required: bool = False


FIELDS: Final[tuple[Field, ...]] = (
    Field(
        name="connection",
        kind=FieldKind.OUTPUT,
        default="",
        label=Text("Connection with Allegro", "Połączenie z Allegro"),
        help=Text(
            "The state of the connection and the address that connects a seller.",
            "Stan połączenia i adres, pod którym łączy się konto sprzedawcy.",
        ),
    ),
    Field(
        name="redirect_uri",
        kind=FieldKind.OUTPUT,
        default="",
        label=Text("Redirect URI for Allegro", "Adres do przekierowania dla Allegro"),
        help=Text(
            "Register this address for your application at apps.developer.allegro.pl.",
            "Podaj ten adres przy rejestracji aplikacji na apps.developer.allegro.pl.",
        ),
    ),
    Field(
        name="create_orders",
        kind=FieldKind.BOOLEAN,
        default=False,
        label=Text("Create orders from Allegro", "Twórz zamówienia z Allegro"),
        help=Text(
            "The main switch. Orders bought on Allegro become orders of this channel.",
            "Główny włącznik. Zakupy z Allegro stają się zamówieniami tego kanału.",
        ),
    ),
    Field(
        name="client_id",
        kind=FieldKind.STRING,
        default="",
        label=Text("Client ID", "Client ID"),
        help=Text(
            "Client ID of your application, from apps.developer.allegro.pl.",
            "Client ID Twojej aplikacji, z apps.developer.allegro.pl.",
        ),
        parse=parsers.word,
        is_required=True,
    ),
    Field(
        name="client_secret",
        kind=FieldKind.SECRET,
        default="",
        label=Text("Client secret", "Client Secret"),
        help=Text(
            "Client secret of your application, from apps.developer.allegro.pl.",
            "Client Secret Twojej aplikacji, z apps.developer.allegro.pl.",
        ),
        parse=parsers.word,
        is_required=True,
    ),
    Field(
        name="environment",
        kind=FieldKind.STRING,
        default=EnvironmentName.PRODUCTION.value,
        label=Text("Environment", "Środowisko"),
        help=Text(
            "production, sandbox, or custom with the two addresses below.",
            "production, sandbox, albo custom z dwoma adresami poniżej.",
        ),
        parse=parsers.one_of(EnvironmentName, "production, sandbox, custom"),
    ),
    Field(
        name="api_url",
        kind=FieldKind.STRING,
        default="",
        label=Text("API address", "Adres API"),
        help=Text(
            "Only for the custom environment: where Allegro's API is.",
            "Tylko dla środowiska custom: adres API Allegro.",
        ),
        parse=parsers.url,
    ),
    Field(
        name="oauth_url",
        kind=FieldKind.STRING,
        default="",
        label=Text("OAuth address", "Adres OAuth"),
        help=Text(
            "Only for the custom environment: where sellers log in.",
            "Tylko dla środowiska custom: adres logowania sprzedawców.",
        ),
        parse=parsers.url,
    ),
    Field(
        name="application_name",
        kind=FieldKind.STRING,
        default="",
        label=Text("Application name", "Nazwa aplikacji"),
        help=Text(
            "The name your application is registered under at Allegro; every call carries it.",
            "Nazwa, pod którą aplikacja jest zarejestrowana w Allegro; podaje ją każde zapytanie.",
        ),
        parse=parsers.application_name,
        is_required=True,
    ),
    Field(
        name="application_url",
        kind=FieldKind.STRING,
        default="",
        label=Text("Application address", "Adres aplikacji"),
        help=Text(
            "A page about your application or shop; Allegro asks for it in every call.",
            "Strona aplikacji lub sklepu; Allegro wymaga jej w każdym zapytaniu.",
        ),
        parse=parsers.url,
        is_required=True,
    ),
    Field(
        name="import_every_minutes",
        kind=FieldKind.STRING,
        default="10",
        label=Text("Import every (minutes)", "Pobieraj co (minut)"),
        help=Text("From 1 to 1440 minutes.", "Od 1 do 1440 minut."),
        parse=parsers.whole_number(1, 1440),
    ),
    Field(
        name="import_unpaid",
        kind=FieldKind.BOOLEAN,
        default=True,
        label=Text("Import unpaid purchases", "Pobieraj nieopłacone zakupy"),
        help=Text(
            "Switched off, a purchase waits until it is paid (or is cash on delivery).",
            "Po wyłączeniu zakup czeka, aż zostanie opłacony (lub jest za pobraniem).",
        ),
    ),
    Field(
        name="status_new",
        kind=FieldKind.STRING,
        default="UNCONFIRMED",
        label=Text("Status for new orders", "Status nowych zamówień"),
        help=Text(
            "UNCONFIRMED or UNFULFILLED, for orders neither paid nor cash on delivery.",
            "UNCONFIRMED lub UNFULFILLED, dla zamówień nieopłaconych i nie za pobraniem.",
        ),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="status_cash_on_delivery",
        kind=FieldKind.STRING,
        default="UNFULFILLED",
        label=Text("Status for cash on delivery", "Status zamówień za pobraniem"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="status_paid",
        kind=FieldKind.STRING,
        default="UNFULFILLED",
        label=Text("Status for orders paid on Allegro", "Status zamówień opłaconych w Allegro"),
        help=Text("UNCONFIRMED or UNFULFILLED.", "UNCONFIRMED lub UNFULFILLED."),
        parse=parsers.one_of(InitialStatus, "UNCONFIRMED, UNFULFILLED"),
    ),
    Field(
        name="match_offers_by",
        kind=FieldKind.STRING,
        default="SKU",
        label=Text("Match offers by", "Dopasuj oferty według"),
        help=Text(
            "SKU or EXTERNAL_REFERENCE: the variant's value equals the offer's signature; "
            "OFFER_ID: the variant's metadata allegro.offer_id is the offer's number.",
            "SKU lub EXTERNAL_REFERENCE: wartość wariantu jest równa sygnaturze oferty; "
            "OFFER_ID: metadane wariantu allegro.offer_id to numer oferty.",
        ),
        parse=parsers.one_of(MatchBy, "SKU, EXTERNAL_REFERENCE, OFFER_ID"),
    ),
    Field(
        name="default_vat_rate",
        kind=FieldKind.STRING,
        default="23",
        label=Text("Default VAT rate (%)", "Domyślna stawka VAT (%)"),
        help=Text(
            "Used when neither Allegro nor the variant's tax class gives a rate.",
            "Gdy stawki nie podaje ani Allegro, ani klasa podatkowa wariantu.",
        ),
        parse=parsers.percent,
    ),
    Field(
        name="warehouses",
        kind=FieldKind.STRING,
        default="",
        label=Text("Warehouses", "Magazyny"),
        help=Text(
            "Slugs in the order stock is taken; empty: all warehouses of the channel.",
            "Identyfikatory (slug) w kolejności zdejmowania stanów; puste: wszystkie "
            "magazyny kanału.",
        ),
        parse=parsers.slugs,
    ),
    Field(
        name="marketplaces",
        kind=FieldKind.STRING,
        default="",
        label=Text("Marketplaces", "Serwisy"),
        help=Text(
            "Such as allegro-pl,allegro-cz; empty: all in the currency of this channel.",
            "Np. allegro-pl,allegro-cz; puste: wszystkie w walucie tego kanału.",
        ),
        parse=parsers.slugs,
    ),
    Field(
        name="shipping_methods",
        kind=FieldKind.MULTILINE,
        default="",
        label=Text("Shipping methods", "Metody wysyłki"),
        help=Text(
            "One a line: id of Allegro's delivery method = name or id of a shipping method.",
            "Po jednej w wierszu: identyfikator metody dostawy Allegro = nazwa lub "
            "identyfikator metody wysyłki.",
        ),
        parse=parsers.mapping,
    ),
    Field(
        name="backfill_days",
        kind=FieldKind.STRING,
        default="14",
        label=Text("Days to read back when connected", "Dni wstecz przy połączeniu"),
        help=Text(
            "From 0 to 365; 0: only what is bought from now on.",
            "Od 0 do 365; 0: tylko zakupy od tej chwili.",
        ),
        parse=parsers.whole_number(0, 365),
    ),
    Field(
        name="language",
        kind=FieldKind.STRING,
        default=Language.ENGLISH.value,
        label=Text("Language of this form", "Język tego formularza"),
        help=Text("en or pl; messages are in it too.", "en lub pl; także język komunikatów."),
        parse=parsers.one_of(Language, "en, pl"),
    ),
)
