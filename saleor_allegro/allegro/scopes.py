"""What a seller allows us to do.

Source: Allegro REST API, `security` of the calls in `client.py`. A granted scope does not
grow: whoever needs one more asks the seller to connect again.
"""

from typing import Final

#: Without these nothing can be imported.
IMPORT_SCOPES: Final = (
    "allegro:api:orders:read",  # the journal, the checkout forms and their parcels
    "allegro:api:profile:read",  # /me: whose connection it is
)
#: Refunds. A seller who connected before it was asked for is imported without them.
PAYMENTS_SCOPE: Final = "allegro:api:payments:read"
#: Statuses and parcels of orders. A seller who connected before it was asked for is told nothing.
TELLING_SCOPE: Final = "allegro:api:orders:write"
#: Which offers there are, with their pieces and their status.
OFFERS_SCOPE: Final = "allegro:api:sale:offers:read"
#: Pieces of offers, and which of them are on sale. With the one before: `has_stock_scopes`.
STOCK_SCOPE: Final = "allegro:api:sale:offers:write"
#: What a seller is asked for at connecting.
ASKED_SCOPES: Final = (
    *IMPORT_SCOPES,
    PAYMENTS_SCOPE,
    TELLING_SCOPE,
    OFFERS_SCOPE,
    STOCK_SCOPE,
)


def has_scope(granted: str, scope: str) -> bool:
    """Whether a scope is among those granted, as the token answer lists them: with spaces.

    Where Allegro did not say what it granted, it may have granted all.
    """
    return not granted or scope in granted.split()


def has_stock_scopes(granted: str) -> bool:
    """Whether Allegro's offers can be given the shop's stock: to be read, and to be written."""
    return has_scope(granted, OFFERS_SCOPE) and has_scope(granted, STOCK_SCOPE)


def without_scope(granted: str, *scopes: str) -> str:
    """What is left where Allegro refused a scope, or several, after all."""
    return " ".join(each for each in granted.split() or ASKED_SCOPES if each not in scopes)
