"""What the commands say about the accounts and forms that a person names, in both languages."""

from typing import Final

from saleor_allegro.config import Text

ONE_ACCOUNT: Final = Text(
    "Give only one of --channel and --account.", "Podaj tylko jedno z: --channel, --account."
)
NO_FORM_ID: Final = Text(
    "{given} is no form id. One looks like 29738e61-7f6a-11e8-ac45-09db60ede9d6.",
    "{given} nie jest identyfikatorem formularza. Wygląda on tak: "
    "29738e61-7f6a-11e8-ac45-09db60ede9d6.",
)

# Which account
NOBODY: Final = Text(
    "No seller is connected. To connect: manage.py allegro_connect --channel SLUG",
    "Nie połączono żadnego sprzedawcy. Aby połączyć: manage.py allegro_connect --channel SLUG",
)
UNKNOWN_ACCOUNT: Final = Text(
    "There is no account {given}. The accounts are: {accounts}.",
    "Nie ma konta {given}. Konta to: {accounts}.",
)
CHANNEL_NOT_CONNECTED: Final = Text(
    "The channel {slug} is connected to no seller. To connect: "
    "manage.py allegro_connect --channel {slug}",
    "Kanał {slug} nie jest połączony ze sprzedawcą. Aby połączyć: "
    "manage.py allegro_connect --channel {slug}",
)
NOT_CONNECTED: Final = Text(
    "The seller {login} is not connected to Allegro now. To connect again: "
    "manage.py allegro_connect --channel {slug}",
    "Sprzedawca {login} nie jest teraz połączony z Allegro. Aby połączyć ponownie: "
    "manage.py allegro_connect --channel {slug}",
)
WHICH_ACCOUNT: Final = Text(
    "Several sellers are connected and none of them is known to have sold {form_id}. Say which "
    "one with --account: {accounts}.",
    "Połączono kilku sprzedawców i nie wiadomo, który sprzedał {form_id}. Wskaż go przez "
    "--account: {accounts}.",
)

# Nothing can be done, or not all
PAUSED: Final = Text(
    "{login}: Allegro asked for a pause until {at}; nothing was asked of it.",
    "{login}: Allegro prosi o przerwę do {at}; nie wysłano zapytań.",
)
BUSY: Final = Text(
    "{login}: another worker is busy with this account. Try again in a minute.",
    "{login}: tym kontem zajmuje się właśnie inny proces. Spróbuj za minutę.",
)
NO_TAKER: Final = Text(
    "{login}: no channel takes orders. Switch on the plugin and “{create_orders}” in the plugin's "
    "form of {channels}.",
    "{login}: żaden kanał nie pobiera zamówień. Włącz wtyczkę i „{create_orders}” w formularzu "
    "wtyczki dla: {channels}.",
)
STOPPED: Final = Text("{login}: stopped. {message}", "{login}: przerwano. {message}")
