"""Who connects: the seller's application and what the form says of the connection."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Language, Text

CONNECTING: Final[tuple[Field, ...]] = (
    Field(
        name="connection",
        kind=FieldKind.OUTPUT,
        section=Section.CONNECTION,
        default="",
        label=Text("Connection with Allegro", "Połączenie z Allegro"),
        help=Text("How the connection is now.", "Obecny stan połączenia."),
    ),
    Field(
        name="connect_link",
        kind=FieldKind.OUTPUT,
        section=Section.CONNECTION,
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
        section=Section.CONNECTING,
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
        section=Section.FORM,
        default=Language.ENGLISH.value,
        label=Text("Language of this form", "Język tego formularza"),
        help=Text(
            "en or pl; messages are in it too. Po polsku: wpisz pl i zapisz.",
            "pl lub en; także język komunikatów.",
        ),
        page_help=Text(
            "Of the plugin's own form in Saleor, of its messages, and of what it writes to "
            "orders. This page speaks the dashboard's language.",
            "Język formularza wtyczki w Saleorze, jej komunikatów i wpisów w zamówieniach. Ta "
            "strona jest w języku panelu.",
        ),
        parse=parsers.one_of(
            Language, {"en": Text("English", "Angielski"), "pl": Text("Polish", "Polski")}
        ),
    ),
    Field(
        name="client_id",
        kind=FieldKind.STRING,
        section=Section.CONNECTING,
        default="",
        label=Text("Client ID", "Client ID"),
        help=Text(
            "Of your application at apps.developer.allegro.pl. Its Client secret is saved apart, "
            "at the bottom of this page: save the form first, or what you typed here is lost.",
            "Z Twojej aplikacji na apps.developer.allegro.pl. Client Secret zapisuje się osobno, "
            "na dole tej strony: najpierw zapisz formularz, bo wpisane tu dane przepadną.",
        ),
        page_help=Text(
            "Of your application at apps.developer.allegro.pl.",
            "Z Twojej aplikacji na apps.developer.allegro.pl.",
        ),
        parse=parsers.word,
        is_required=True,
    ),
    Field(
        name="client_secret",
        kind=FieldKind.SECRET,
        section=Section.CONNECTING,
        default="",
        label=Text("Client secret", "Client Secret"),
        # The dashboard shows no help beside a secret; the Client ID's help says it there.
        help=Text(
            "Of your application at apps.developer.allegro.pl.",
            "Z Twojej aplikacji na apps.developer.allegro.pl.",
        ),
        parse=parsers.word,
        is_required=True,
        is_channels_own=True,
    ),
    Field(
        name="application_name",
        kind=FieldKind.STRING,
        section=Section.CONNECTING,
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
        section=Section.CONNECTING,
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
)
