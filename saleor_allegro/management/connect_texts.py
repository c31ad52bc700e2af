"""What `allegro_connect` says, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

# A job that connects by a code says the same.
from saleor_allegro.sync.connect_device_texts import CHANNEL_TAKEN as CHANNEL_TAKEN
from saleor_allegro.sync.connect_device_texts import WRONG_CREDENTIALS as WRONG_CREDENTIALS

UNKNOWN_CHANNEL: Final = Text(
    "There is no channel {slug}. The channels are: {channels}.",
    "Nie ma kanału {slug}. Kanały to: {channels}.",
)
NO_CHANNELS: Final = Text(
    "There is no channel {slug}: the shop has no channels yet. Make one in the dashboard first.",
    "Nie ma kanału {slug}: sklep nie ma jeszcze kanałów. Najpierw utwórz kanał w panelu.",
)
INCOMPLETE: Final = Text(
    "First correct and save in the plugin's form of the channel {channel}: {problems}",
    "Najpierw popraw i zapisz w formularzu wtyczki dla kanału {channel}: {problems}",
)
HOW_TO: Final = Text(
    """\
Channel {channel} ({currency}), {environment}

1. Open this link as the seller whose orders the channel shall take:
   {link}
2. Confirm there that the code is:
   {code}
""",
    """\
Kanał {channel} ({currency}), {environment}

1. Otwórz ten link jako sprzedawca, którego zamówienia ma pobierać kanał:
   {link}
2. Potwierdź, że kod to:
   {code}
""",
)
WAITING: Final = Text(
    "Waiting for the seller until {until} UTC; Ctrl-C stops …",
    "Czekamy na sprzedawcę do {until} UTC; Ctrl-C przerywa …",
)
CONNECTED: Final = Text(
    "Connected: the seller {login} and the channel {channel}.",
    "Połączono: sprzedawca {login} i kanał {channel}.",
)
NEXT: Final = Text(
    "Orders are imported by themselves from now on, where Celery beat and a worker run. "
    "At once: manage.py allegro_import --channel {channel}",
    "Zamówienia będą pobierane same, jeśli działają Celery beat i worker. "
    "Od razu: manage.py allegro_import --channel {channel}",
)
SWITCHED_OFF: Final = Text(
    "No orders are imported yet: in the plugin's form of this channel, switch on the plugin and "
    "“{create_orders}”.",
    "Zamówienia nie są jeszcze pobierane: w formularzu wtyczki dla tego kanału włącz wtyczkę "
    "i „{create_orders}”.",
)
DENIED: Final = Text(
    "Not connected: the seller refused on Allegro. Nothing was changed; run the command again "
    "for a new code.",
    "Nie połączono: sprzedawca odmówił w Allegro. Nic się nie zmieniło; uruchom polecenie "
    "ponownie, aby dostać nowy kod.",
)
EXPIRED: Final = Text(
    "Not connected: nobody confirmed the code in time. Nothing was changed; run the command "
    "again for a new code.",
    "Nie połączono: nikt nie potwierdził kodu na czas. Nic się nie zmieniło; uruchom polecenie "
    "ponownie, aby dostać nowy kod.",
)
STOPPED: Final = Text(
    "Not connected: interrupted. Nothing was changed; run the command again for a new code.",
    "Nie połączono: przerwano. Nic się nie zmieniło; uruchom polecenie ponownie, aby dostać "
    "nowy kod.",
)
NO_ANSWER: Final = Text(
    "Allegro does not answer at the moment. Nothing was changed; run the command again in a few "
    "minutes. ({detail})",
    "Allegro w tej chwili nie odpowiada. Nic się nie zmieniło; uruchom polecenie ponownie za "
    "kilka minut. ({detail})",
)
SCOPE_MISSING: Final = Text(
    "The application may not read orders. Tick access to orders and to the profile for it at "
    "apps.developer.allegro.pl, then run the command again. ({detail})",
    "Aplikacja nie ma uprawnień do zamówień. Zaznacz dla niej uprawnienia do odczytu zamówień "
    "i profilu na apps.developer.allegro.pl, a potem uruchom polecenie ponownie. ({detail})",
)
NOT_UNDERSTOOD: Final = Text(
    "Allegro's answer was not the expected one. Nothing was changed; run the command once more. "
    "({detail})",
    "Odpowiedź Allegro była inna niż oczekiwana. Nic się nie zmieniło; uruchom polecenie "
    "ponownie. ({detail})",
)
