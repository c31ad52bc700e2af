"""Which Allegro is talked to."""

from enum import StrEnum
from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind
from saleor_allegro.config.texts import Text


class EnvironmentName(StrEnum):
    PRODUCTION = "production"
    SANDBOX = "sandbox"
    CUSTOM = "custom"


ENVIRONMENTS: Final[tuple[Field, ...]] = (
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
)
