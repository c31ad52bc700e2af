"""Buyers with invented names and addresses."""

from dataclasses import dataclass
from random import Random
from typing import Any

from saleor_allegro.simulator.marketplaces import Marketplace

_NAMES = {
    "PL": (
        ("Alicja", "Bartosz", "Celina", "Dawid", "Ewa", "Feliks", "Grażyna", "Łukasz"),
        ("Testowa", "Wzorcowy", "Przykładna", "Demo", "Zakupowa-Próbna", "Ćwiczebny"),
        ("Wzorcowa 12/3", "Testowa 5", "Przykładowa 1a", "os. Próbne 7 m. 4", "Łąkowa 8"),
        (("Warszawa", "00-001"), ("Kraków", "30-002"), ("Łódź", "90-003"), ("Gdańsk", "80-004")),
    ),
    "CZ": (
        ("Jana", "Tomáš", "Zdeňka"),
        ("Zkušební", "Vzorová"),
        ("Ukázková 4", "Zkušební 11"),
        (("Praha", "100 00"), ("Brno", "602 00")),
    ),
    "SK": (
        ("Zuzana", "Ľubomír"),
        ("Skúšobná", "Vzorový"),
        ("Skúšobná 9", "Ukážková 2"),
        (("Bratislava", "811 01"), ("Košice", "040 01")),
    ),
    "HU": (
        ("Zsófia", "Ákos"),
        ("Próba", "Minta"),
        ("Minta utca 3", "Próba tér 6"),
        (("Budapest", "1011"), ("Győr", "9021")),
    ),
}
#: How mobile numbers begin.
_MOBILE = {
    "PL": ("50", "60", "72", "88"),
    "CZ": ("602", "731", "777"),
    "SK": ("903", "917"),
    "HU": ("20", "30", "70"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    street: str
    city: str
    post_code: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    id: str
    login: str
    first_name: str
    last_name: str
    phone: str
    address: Address
    marketplace_id: str
    is_guest: bool = False
    company_name: str | None = None


def make_buyer(
    number: int, marketplace: Marketplace, random: Random, *, is_guest: bool = False
) -> Buyer:
    first_names, last_names, _, _ = _NAMES[marketplace.country]
    buyer_id = str(90_000_000 + number)
    return Buyer(
        id=buyer_id,
        login=f"Client:{buyer_id}" if is_guest else f"kupujacy_{number:05d}",
        first_name=random.choice(first_names),
        last_name=random.choice(last_names),
        phone=make_phone(marketplace, random),
        address=make_address(marketplace, random),
        marketplace_id=marketplace.id,
        is_guest=is_guest,
    )


def make_address(marketplace: Marketplace, random: Random) -> Address:
    _, _, streets, cities = _NAMES[marketplace.country]
    city, post_code = random.choice(cities)
    return Address(
        street=random.choice(streets), city=city, post_code=post_code, country=marketplace.country
    )


def make_phone(marketplace: Marketplace, random: Random) -> str:
    """A mobile number that could be in use, nine digits after the country's prefix."""
    first = random.choice(_MOBILE[marketplace.country])
    digits = 9 - len(first)
    return f"{marketplace.phone_prefix}{first}{random.randrange(10**digits):0{digits}d}"


def document(buyer: Buyer, language: str, random: Random) -> dict[str, Any]:
    """The `buyer` of a form. The masked e-mail is another one on every order."""
    return {
        "id": buyer.id,
        "email": f"{random.getrandbits(40):010x}+{random.getrandbits(36):09x}@allegromail.pl",
        "login": buyer.login,
        "firstName": buyer.first_name,
        "lastName": buyer.last_name,
        "companyName": buyer.company_name,
        "guest": buyer.is_guest,
        "personalIdentity": None,
        "phoneNumber": buyer.phone,
        "preferences": {"language": language},
        "address": {
            "street": buyer.address.street,
            "city": buyer.address.city,
            "postCode": buyer.address.post_code,
            "countryCode": buyer.address.country,
        },
    }
