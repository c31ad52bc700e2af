"""What a seller allows us to do.

Source: Allegro REST API, `security` of the calls in `client.py`. A granted scope does not
grow: whoever needs one more asks the seller to connect again.
"""

from typing import Final

IMPORT_SCOPES: Final = (
    "allegro:api:orders:read",  # the journal and the checkout forms
    "allegro:api:profile:read",  # /me: whose connection it is
)
