"""Our part of a built schema as text, the same for every Saleor that has it."""

from types import SimpleNamespace
from typing import Any

from saleor.graphql.schema_printer import print_fields, print_type

#: What every public name of ours begins with, in any case.
PREFIX = "allegro"


def our_part(schema: Any) -> str:
    """Our fields of Saleor's types, then our types by name."""
    types = schema.get_type_map()
    # As Saleor does, with the category of root fields alone.
    extended = (
        f"extend type {name}{print_fields(SimpleNamespace(fields=fields), name != 'Order')}"
        for name in ("Query", "Mutation", "Order")
        if (fields := _ours(types[name].fields))
    )
    ours = (print_type(each) for _, each in sorted(_ours(types).items()))
    text = "\n\n".join((*extended, *ours))
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _ours(named: Any) -> dict[str, Any]:
    return {name: each for name, each in named.items() if name.lower().startswith(PREFIX)}
