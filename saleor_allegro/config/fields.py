"""The fields of the form, in the order of the form. The one place that lists them.

The dashboard draws the texts in this order, then every BOOLEAN, then every SECRET: what must be
filled in comes first, what hardly anybody changes comes last.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.texts import Language, Text
from saleor_allegro.rules.drafts import InitialStatus
from saleor_allegro.rules.follow_form import WhenSent
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
        help=Text("How the connection is now.", "Obecny stan połączenia."),
    ),
    Field(
        name="connect_link",
        kind=FieldKind.OUTPUT,
        default="",
        label=Text("Link that connects a seller", "Link do połączenia konta sprzedawcy"),
        help=Text(
            "Click it, copy it, open it in this browser and agree on Allegro's page. It is good "
            "for one hour; reload this page for a new one.",
            "Kliknij, skopiuj i otwórz w tej samej przeglądarce, a potem wyraź zgodę na stronie "
            "Allegro. Link działa godzinę; nowy pojawi się po odświeżeniu strony.",
        ),
    ),
    Field(
        name="redirect_uri",
        kind=FieldKind.OUTPUT,
        default="",
        label=Text("Redirect URI for Allegro", "Adres przekierowania (redirect URI)"),
        help=Text(
            "Give this address when you register the application at apps.developer.allegro.pl; "
            "it is the same for every channel.",
            "Podaj ten adres przy rejestracji aplikacji na apps.developer.allegro.pl; jest "
            "wspólny dla wszystkich kanałów.",
        ),
    ),
    Field(
        name="language",
        kind=FieldKind.STRING,
        default=Language.ENGLISH.value,
        label=Text("Language of this form", "Język tego formularza"),
        help=Text(
            "en or pl; messages are in it too. Po polsku: wpisz pl i zapisz.",
            "pl lub en; także język komunikatów.",
        ),
        parse=parsers.one_of(Language, "en, pl"),
    ),
    Field(
        name="client_id",
        kind=FieldKind.STRING,
        default="",
        label=Text("Client ID", "Client ID"),
        help=Text(
            "Of your application at apps.developer.allegro.pl. Its Client secret is saved apart, "
            "at the bottom of this page: save the form first, or what you typed here is lost.",
            "Z Twojej aplikacji na apps.developer.allegro.pl. Client Secret zapisuje się osobno, "
            "na dole tej strony: najpierw zapisz formularz, bo wpisane tu dane przepadną.",
        ),
        parse=parsers.word,
        is_required=True,
    ),
    Field(
        name="client_secret",
        kind=FieldKind.SECRET,
        default="",
        label=Text("Client secret", "Client Secret"),
        # The dashboard shows no help beside a secret; the Client ID's help says it there.
        help=Text(
            "Of your application at apps.developer.allegro.pl.",
            "Z Twojej aplikacji na apps.developer.allegro.pl.",
        ),
        parse=parsers.word,
        is_required=True,
    ),
    Field(
        name="application_name",
        kind=FieldKind.STRING,
        default="",
        label=Text("Application name", "Nazwa aplikacji"),
        help=Text(
            "The name your application is registered under at Allegro; every request carries it.",
            "Nazwa, pod którą aplikacja jest zarejestrowana w Allegro; wysyłana w każdym "
            "zapytaniu.",
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
            "A page about your application or shop, such as https://shop.example.com; Allegro "
            "wants it in every request.",
            "Strona o aplikacji lub sklepie, np. https://sklep.example.com; Allegro wymaga jej "
            "w każdym zapytaniu.",
        ),
        parse=parsers.url,
        is_required=True,
    ),
    Field(
        name="import_every_minutes",
        kind=FieldKind.STRING,
        default="10",
        label=Text("Import every (minutes)", "Pobieraj zamówienia co (minuty)"),
        help=Text("From 1 to 1440 minutes.", "Od 1 do 1440 minut."),
        parse=parsers.whole_number(1, 1440),
    ),
    Field(
        name="backfill_days",
        kind=FieldKind.STRING,
        default="14",
        label=Text("Days to read back when connected", "Ile dni wstecz pobrać po połączeniu"),
        help=Text(
            "From 0 to 365; 0: only what is bought from then on.",
            "Od 0 do 365; 0: tylko zakupy od chwili połączenia.",
        ),
        parse=parsers.whole_number(0, 365),
    ),
    Field(
        name="recheck_every_minutes",
        kind=FieldKind.STRING,
        default="60",
        label=Text("Recheck orders every (minutes)", "Sprawdzaj zamówienia co (minuty)"),
        help=Text(
            "From 5 to 1440. Is an order paid by now, has its delivery address changed?",
            "Od 5 do 1440. Czy zamówienie jest już opłacone i czy nie zmienił się adres dostawy?",
        ),
        parse=parsers.whole_number(5, 1440),
    ),
    Field(
        name="recheck_days",
        kind=FieldKind.STRING,
        default="14",
        label=Text("Recheck orders of the last (days)", "Sprawdzaj zamówienia z ostatnich (dni)"),
        help=Text(
            "From 1 to 60. Those that still have the status for new orders and are not paid; "
            "changes of all others come with the import.",
            "Od 1 do 60. Dotyczy zamówień, które mają jeszcze status nowych i są nieopłacone; "
            "zmiany w pozostałych są wykrywane przy pobieraniu.",
        ),
        parse=parsers.whole_number(1, 60),
    ),
    Field(
        name="sweep_hours",
        kind=FieldKind.STRING,
        default="3",
        label=Text(
            "Look for missed changes in the last (hours)",
            "Szukaj pominiętych zmian z ostatnich (godzin)",
        ),
        help=Text(
            "From 1 to 72. Every hour the shop is compared with what changed on Allegro in so many "
            "hours, once a day in 14 days.",
            "Od 1 do 72. Co godzinę sklep jest porównywany ze zmianami w Allegro z tylu godzin, "
            "raz na dobę z 14 dni.",
        ),
        parse=parsers.whole_number(1, 72),
    ),
    Field(
        name="status_new",
        kind=FieldKind.STRING,
        default="UNCONFIRMED",
        label=Text("Status for new orders", "Status nowych zamówień"),
        help=Text(
            "UNCONFIRMED or UNFULFILLED; for orders neither paid nor cash on delivery.",
            "UNCONFIRMED (niepotwierdzone) lub UNFULFILLED (do realizacji); dla nieopłaconych, "
            "które nie są za pobraniem.",
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
        name="when_sent",
        kind=FieldKind.STRING,
        default="NOTHING",
        label=Text("When Allegro says SENT", "Gdy Allegro podaje status „Wysłane”"),
        help=Text(
            "NOTHING: the order stays as it is here. FULFILL: it is fulfilled here as well.",
            "NOTHING: zamówienie w sklepie zostaje bez zmian. FULFILL: zostaje zrealizowane także "
            "w sklepie.",
        ),
        parse=parsers.one_of(WhenSent, "NOTHING, FULFILL"),
    ),
    Field(
        name="match_offers_by",
        kind=FieldKind.STRING,
        default="SKU",
        label=Text("Match offers by", "Dopasuj oferty według"),
        help=Text(
            "SKU or EXTERNAL_REFERENCE: that value of the variant is the offer's signature "
            "(external id) on Allegro. OFFER_ID: the variant's metadata allegro.offer_id holds "
            "the offer's number.",
            "SKU lub EXTERNAL_REFERENCE: ta wartość wariantu jest sygnaturą oferty w Allegro. "
            "OFFER_ID: w metadanych wariantu, pod kluczem allegro.offer_id, jest numer oferty.",
        ),
        parse=parsers.one_of(MatchBy, "SKU, EXTERNAL_REFERENCE, OFFER_ID"),
    ),
    Field(
        name="default_vat_rate",
        kind=FieldKind.STRING,
        default="23",
        label=Text("Default VAT rate (%)", "Domyślna stawka VAT (%)"),
        help=Text(
            "From 0 to 100; used when neither Allegro nor the variant's tax class gives a rate.",
            "Od 0 do 100; używana, gdy stawki nie podaje ani Allegro, ani klasa podatkowa "
            "wariantu.",
        ),
        parse=parsers.percent,
    ),
    Field(
        name="warehouses",
        kind=FieldKind.STRING,
        default="",
        label=Text("Warehouses", "Magazyny"),
        help=Text(
            "Slugs in the order stock is taken, such as main,second; empty: all warehouses of "
            "the channel.",
            "Identyfikatory (slug) w kolejności zdejmowania stanów, np. glowny,zapasowy; puste: "
            "wszystkie magazyny kanału.",
        ),
        parse=parsers.slugs(Text("main,second", "glowny,zapasowy")),
    ),
    Field(
        name="marketplaces",
        kind=FieldKind.STRING,
        default="",
        label=Text("Marketplaces", "Serwisy Allegro"),
        help=Text(
            "Such as allegro-pl,allegro-business-pl; empty: all in the currency of this channel.",
            "Np. allegro-pl,allegro-business-pl; puste: wszystkie w walucie tego kanału.",
        ),
        parse=parsers.slugs(
            Text("allegro-pl,allegro-business-pl", "allegro-pl,allegro-business-pl")
        ),
    ),
    Field(
        name="shipping_methods",
        kind=FieldKind.MULTILINE,
        default="",
        label=Text("Shipping methods", "Metody wysyłki"),
        help=Text(
            "One a line: id of Allegro's delivery method = name or id of a shipping method here. "
            "Allegro's id is in the metadata of an imported order, allegro.delivery_method_id.",
            "Po jednej w wierszu: identyfikator metody dostawy Allegro = nazwa lub identyfikator "
            "metody wysyłki w sklepie. Identyfikator Allegro jest w metadanych pobranego "
            "zamówienia: allegro.delivery_method_id.",
        ),
        parse=parsers.mapping,
    ),
    Field(
        name="environment",
        kind=FieldKind.STRING,
        default=EnvironmentName.PRODUCTION.value,
        label=Text("Environment", "Środowisko"),
        help=Text(
            "production, sandbox (Allegro's test site), or custom with the two addresses below.",
            "production, sandbox (środowisko testowe Allegro) albo custom z dwoma adresami "
            "poniżej.",
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
        name="create_orders",
        kind=FieldKind.BOOLEAN,
        default=False,
        label=Text("Create orders from Allegro", "Twórz zamówienia z Allegro"),
        help=Text(
            "The main switch: while it is on and the plugin is active, orders bought on Allegro "
            "become orders of this channel.",
            "Główny przełącznik: gdy jest włączony, a wtyczka aktywna (Active), zakupy z Allegro "
            "stają się zamówieniami tego kanału.",
        ),
    ),
    Field(
        name="import_unpaid",
        kind=FieldKind.BOOLEAN,
        default=True,
        label=Text("Import unpaid purchases", "Pobieraj nieopłacone zakupy"),
        help=Text(
            "Switched off, an unpaid purchase waits until it is paid; cash on delivery comes in "
            "at once.",
            "Po wyłączeniu nieopłacony zakup czeka na wpłatę; zamówienia za pobraniem są "
            "pobierane od razu.",
        ),
    ),
)


def labels_of(names: Collection[str], language: Language) -> list[str]:
    """The labels of the named fields, in the order of the form."""
    return [field.label.in_language(language) for field in FIELDS if field.name in names]
