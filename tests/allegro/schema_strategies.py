"""Documents drawn from Allegro's published schema, and damage to do to them."""

import string
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

SPEC = yaml.safe_load((Path(__file__).parent / "openapi-orders.yaml").read_text(encoding="utf-8"))
SCHEMAS = SPEC["components"]["schemas"]

#: Published by Allegro after the file beside this one was.
SCHEMAS["CodBookedPayment"] = {
    "type": "object",
    "required": ["paymentId", "paidAmount"],
    "properties": {
        "paymentId": {"type": "string", "format": "uuid"},
        "shipmentId": {"type": "string"},
        "paidAmount": {"$ref": "#/components/schemas/Price"},
        "paidAt": {"type": "string", "format": "date-time"},
    },
}
SCHEMAS["CheckoutForm"]["properties"]["codBookedPayments"] = {
    "type": "array",
    "items": {"$ref": "#/components/schemas/CodBookedPayment"},
}
#: Needed to say what the buyer pays, though not published as required.
SCHEMAS["CheckoutFormAdditionalService"]["required"] = ["price", "quantity"]
#: Likewise to say what was returned, what was sent, and how many there are.
SCHEMAS["RefundPayment"]["required"] = ["id"]
SCHEMAS["CheckoutFormAddWaybillCreated"]["required"] = ["id"]
SCHEMAS["CheckoutFormAddWaybillCreated"]["properties"]["lineItems"]["items"]["required"] = ["id"]
#: Likewise to say which offer it is, and what became of it.
SCHEMAS["OfferListingDto"]["required"] = SCHEMAS["OfferId"]["required"] = ["id"]
SCHEMAS["CommandTask"]["required"] = ["offer", "status"]

NAMES = st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=36)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.isoformat().replace("+00:00", "Z")
)
PRICES = st.fixed_dictionaries(
    {
        "amount": st.decimals(0, 999_999, places=2).map(str) | st.integers(0, 999_999).map(str),
        "currency": st.sampled_from(["PLN", "CZK", "EUR", "HUF"]),
    }
)
#: What the published type does not tell, by the name of the part.
BY_NAME: Mapping[str, st.SearchStrategy[Any]] = {
    "id": NAMES,
    "updatedAt": MOMENTS,
    "createdAt": MOMENTS,
    "rate": st.decimals(0, 30, places=2).map(str),
}

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=80)
    | st.sampled_from(["NaN", "-1.00", "12,50", "1e999", "0001-01-01T00:00:00+14:00", "\x00"])
)
JSON = st.recursive(
    SCALARS,
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=8), parts, max_size=3)
    ),
    max_leaves=6,
)


def valid(name: str) -> st.SearchStrategy[Any]:
    """Values valid by the schema named, with parts left out, `null` and unknown."""
    return _referred(f"#/components/schemas/{name}")


@st.composite
def damaged(draw: st.DrawFn, name: str) -> Any:
    """A valid value with up to three parts replaced by anything or taken out."""
    value = draw(valid(name))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(value))
        if not places:
            return draw(JSON)
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = draw(JSON)
    return value


def _places(value: Any) -> Any:
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(parts):
        yield value, key
        if isinstance(part, dict | list):
            yield from _places(part)


@cache
def _referred(reference: str) -> st.SearchStrategy[Any]:
    name = reference.rsplit("/", 1)[1]
    if name == "Price":
        return PRICES
    return st.deferred(lambda: _drawn_from(SCHEMAS[name]))


def _drawn_from(schema: Mapping[str, Any], name: str = "") -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _referred(schema["$ref"])
    if "allOf" in schema:
        is_price = {"$ref": "#/components/schemas/Price"} in schema["allOf"]
        return PRICES if is_price else _object(flattened(schema))
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | st.just("NEW_WORD")
    match schema.get("type") or _type_left_out(schema):
        case "object":
            return _object(schema)
        case "array":
            return st.lists(_drawn_from(schema["items"]), max_size=3)
        case "boolean":
            return st.booleans()
        case "integer" | "number":
            return st.integers(schema.get("minimum", 0), 10_000)
        case _ if schema.get("format") == "date-time":
            return MOMENTS
        case _ if schema.get("format") == "uuid":
            return st.uuids().map(str)
        case _:
            return BY_NAME.get(name, st.text(max_size=schema.get("maxLength", 64)))


def flattened(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object's schema with the parts it is made of (`allOf`) written out."""
    if "$ref" in schema:
        return flattened(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    if "allOf" not in schema:
        return schema
    properties: dict[str, Any] = {}
    required = list(schema.get("required", ()))
    for part in map(flattened, schema["allOf"]):
        properties |= part.get("properties", {})
        required += part.get("required", ())
    return {"type": "object", "properties": properties, "required": required}


def _type_left_out(schema: Mapping[str, Any]) -> str:
    if "items" in schema:
        return "array"
    return "object" if "properties" in schema else "string"


def _object(schema: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    required, optional = {}, {}
    for name, part in schema.get("properties", {}).items():
        drawn = _drawn_from(part, name)
        if name in schema.get("required", ()):
            required[name] = drawn
        else:
            optional[name] = st.none() | drawn
    return st.fixed_dictionaries(required, optional=optional | {"unknownPart": SCALARS})
