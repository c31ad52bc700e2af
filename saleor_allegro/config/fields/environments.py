"""Which Allegro is talked to."""

from enum import StrEnum
from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text


class EnvironmentName(StrEnum):
    PRODUCTION = "production"
    SANDBOX = "sandbox"
    CUSTOM = "custom"


ENVIRONMENTS: Final[tuple[Field, ...]] = (
    Field(
        name="environment",
        kind=FieldKind.STRING,
        section=Section.ENVIRONMENT,
        default=EnvironmentName.PRODUCTION.value,
        label=Text("Environment", "Środowisko"),
        help=Text(
            "production, sandbox (Allegro's test site), or custom with the two addresses below.",
            "production, sandbox (środowisko testowe Allegro) albo custom z dwoma adresami "
            "poniżej.",
        ),
        page_help=Text(
            "Which Allegro the sellers of this channel are on.",
            "Z którym Allegro łączą się sprzedawcy tego kanału.",
        ),
        parse=parsers.one_of(
            EnvironmentName,
            {
                "production": Text("Allegro", "Allegro"),
                "sandbox": Text("Allegro's test site (sandbox)", "Środowisko testowe (sandbox)"),
                "custom": Text("The two addresses below", "Dwa adresy poniżej"),
            },
        ),
        is_channels_own=True,
    ),
    Field(
        name="api_url",
        kind=FieldKind.STRING,
        section=Section.ENVIRONMENT,
        default="",
        label=Text("API address", "Adres API"),
        help=Text(
            "Only for the custom environment: where Allegro's API is.",
            "Tylko dla środowiska custom: adres API Allegro.",
        ),
        page_help=Text(
            "Only where the environment is “The two addresses below”: where Allegro's API is.",
            "Tylko dla środowiska „Dwa adresy poniżej”: adres API Allegro.",
        ),
        parse=parsers.url,
        is_channels_own=True,
    ),
    Field(
        name="oauth_url",
        kind=FieldKind.STRING,
        section=Section.ENVIRONMENT,
        default="",
        label=Text("OAuth address", "Adres OAuth"),
        help=Text(
            "Only for the custom environment: where sellers log in.",
            "Tylko dla środowiska custom: adres logowania sprzedawców.",
        ),
        page_help=Text(
            "Only where the environment is “The two addresses below”: where sellers log in.",
            "Tylko dla środowiska „Dwa adresy poniżej”: adres logowania sprzedawców.",
        ),
        parse=parsers.url,
        is_channels_own=True,
    ),
)
