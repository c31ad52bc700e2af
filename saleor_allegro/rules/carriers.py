"""Which carrier of Allegro's a tracking number belongs to.

A number in a format that one carrier alone uses is that carrier's. Where several use it, the
name of the delivery method tells which; where nothing tells, the carrier is OTHER, for a wrong
one shows the buyer somebody else's parcel.

Sources: UPU S10 (Poczta Polska abroad), GS1 SSCC (Poczta Polska), the carriers' own pages on
their numbers; check digits of UPS and FedEx as these publish them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

OTHER: Final = "OTHER"
#: Source: schema `CheckoutFormAddWaybillRequest`.
LONGEST_NAME: Final = 30
LONGEST_WAYBILL: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A carrier as Allegro is told it."""

    carrier_id: str
    #: Only with OTHER.
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    carrier_id: str
    name: str
    #: What a delivery method's name or Allegro's own carrier's name says, in small letters.
    words: tuple[str, ...]
    formats: tuple[str, ...]
    is_right: Callable[[str], bool] = lambda number: True


def _is_s10(number: str) -> bool:
    """UPU S10: two letters, eight digits, a check digit, two letters; else not of that format."""
    if not re.fullmatch(r"[A-Z]{2}\d{9}[A-Z]{2}", number):
        return True
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    rest = 11 - sum(int(d) * w for d, w in zip(number[2:10], weights, strict=True)) % 11
    return int(number[10]) == {10: 0, 11: 5}.get(rest, rest)


def _is_ups(number: str) -> bool:
    """The last digit of `1Z...`: letters count as (code - 63) modulo 10, every second doubled."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in number[2:]]
    odd, even = sum(values[0:15:2]), sum(values[1:15:2])
    return (10 - (odd + 2 * even) % 10) % 10 == values[15]


def _is_fedex(number: str) -> bool:
    """The last of twelve digits: weights 3, 1, 7 from the left, modulo 11."""
    weights = (3, 1, 7) * 4
    total = sum(int(d) * w for d, w in zip(number[:11], weights, strict=False))
    return total % 11 % 10 == int(number[11])


_KNOWN: Final = (
    _Known(
        carrier_id="INPOST",
        name="InPost",
        words=("inpost", "paczkomat"),
        formats=(r"\d{24}",),
    ),
    _Known(
        carrier_id="UPS",
        name="UPS",
        words=("ups",),
        formats=(r"1Z[A-Z0-9]{15}\d",),
        is_right=_is_ups,
    ),
    _Known(
        carrier_id="DPD",
        name="DPD",
        words=("dpd",),
        formats=(r"\d{13}[A-Z]", r"\d{14}"),
    ),
    _Known(
        carrier_id="DHL",
        name="DHL",
        words=("dhl",),
        formats=(r"JJD\d{15,21}", r"JVGL\d{8,20}", r"\d{10}", r"\d{11}"),
    ),
    _Known(
        carrier_id="GLS",
        name="GLS",
        words=("gls",),
        formats=(r"\d{11}", r"\d{12}", r"\d{14}"),
    ),
    _Known(
        carrier_id="FEDEX",
        name="FedEx",
        words=("fedex", "fed ex"),
        formats=(r"\d{12}",),
        is_right=_is_fedex,
    ),
    _Known(
        carrier_id="POCZTA_POLSKA",
        name="Poczta Polska",
        words=("poczta", "pocztex"),
        formats=(r"[A-Z]{2}\d{9}PL", r"PX\d{10}", r"00\d{18}"),
        is_right=_is_s10,
    ),
    _Known(
        carrier_id="ORLEN",
        name="ORLEN Paczka",
        words=("orlen", "paczka w ruchu"),
        formats=(r"\d{13}", r"\d{10}"),
    ),
)


def plain_number(waybill: str) -> str:
    """A number as it is compared: without blanks and hyphens, in capitals."""
    return re.sub(r"[\s-]+", "", waybill).upper()


def choose_carrier(
    waybill: str,
    *,
    method_id: str,
    method_name: str,
    shop_method_name: str,
    mapping: Mapping[str, str],
    directory: Mapping[str, str],
) -> Carrier:
    """The carrier of a parcel.

    Args:
        method_id: Of the order's shipping method in the shop; "" for none.
        method_name: As the order shows it: of an order from Allegro, the name of Allegro's method.
        shop_method_name: As the shop calls it; "" for none.
        mapping: The setting: shipping method, or a pattern of numbers with `*` and `?`, to a
            carrier id, or `OTHER:Name`. The first that fits wins over everything else.
        directory: Allegro's carriers: id to name.
    """
    number = plain_number(waybill)
    names = {name.casefold() for name in (method_name, shop_method_name) if name}
    for left, right in mapping.items():
        is_method = left == method_id or left.casefold() in names
        if is_method or (set(left) & set("*?") and fnmatchcase(number, plain_number(left))):
            return _named(right)
    hinted = [
        known for known in _KNOWN if any(word in method_name.casefold() for word in known.words)
    ]
    fitting = [known for known in _KNOWN if _fits(number, known)]
    both = [known for known in fitting if known in hinted]
    found = both or fitting
    if len(found) == 1:
        return _listed(found[0], directory)
    name = hinted[0].name if hinted else method_name.strip() or "Inny"
    return Carrier(carrier_id=OTHER, name=name[:LONGEST_NAME])


def _fits(number: str, known: _Known) -> bool:
    return any(re.fullmatch(each, number) for each in known.formats) and known.is_right(number)


def _named(right: str) -> Carrier:
    """What the merchant wrote: an id, or a name for OTHER."""
    carrier_id, _, name = (part.strip() for part in right.partition(":"))
    if carrier_id.upper() != OTHER:
        return Carrier(carrier_id=carrier_id.upper())
    return Carrier(carrier_id=OTHER, name=(name or "Inny")[:LONGEST_NAME])


def _listed(known: _Known, directory: Mapping[str, str]) -> Carrier:
    """Under the id that Allegro has for it today; its name serves where it has none."""
    if known.carrier_id in directory:
        return Carrier(carrier_id=known.carrier_id)
    for carrier_id, name in directory.items():
        if any(word in name.casefold() for word in known.words):
            return Carrier(carrier_id=carrier_id)
    return Carrier(carrier_id=OTHER, name=known.name)


def numbers_in(tracking_number: str) -> Sequence[str]:
    """The numbers somebody wrote into one field, each once: several are kept apart by a comma, a
    semicolon or a new line.
    """
    parts = (part.strip() for part in re.split(r"[,;\n\r]+", tracking_number))
    return list({plain_number(part): part for part in parts if plain_number(part)}.values())
