"""What `allegro_stock` says, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

#: What would be done about an offer.
SET: Final = Text("{shown} -> {wanted}", "{shown} -> {wanted}")
EMPTY: Final = Text("{shown} -> 0, the offer ends", "{shown} -> 0, oferta się kończy")
ACTIVATE: Final = Text("on sale again with {wanted}", "wznowienie, sztuk: {wanted}")
OFFER: Final = Text("{offer_id}  {what}  {name}", "{offer_id}  {what}  {name}")
REFUSED: Final = Text(
    "Offer {offer_id} ({name}): Allegro refused {quantity}: {message}",
    "Oferta {offer_id} ({name}): Allegro odrzuciło {quantity}: {message}",
)
UNMATCHED: Final = Text(
    "Offer {offer_id} ({name}): no variant has the key {key}.",
    "Oferta {offer_id} ({name}): żaden wariant nie ma klucza {key}.",
)
AMBIGUOUS: Final = Text(
    "Offer {offer_id} ({name}): several variants have the key {key}.",
    "Oferta {offer_id} ({name}): kilka wariantów ma klucz {key}.",
)
UNKNOWN_OFFER: Final = Text(
    "{login} has no offer {offer_id} on sale.",
    "{login} nie ma trwającej oferty {offer_id}.",
)
NOT_ALLOWED: Final = Text(
    "{login} connected without the permission to read and change offers. Connect again: "
    "manage.py allegro_connect --channel {slug}",
    "{login}: połączono bez uprawnienia do odczytu i zmiany ofert. Połącz ponownie: manage.py "
    "allegro_connect --channel {slug}",
)
SWITCHED_OFF: Final = Text(
    "No channel of {login} sends stock: “{send_stock}” is off in the plugin's form. See what would "
    "be sent with --dry-run.",
    "Żaden kanał sprzedawcy {login} nie wysyła stanów: „{send_stock}” jest wyłączone w formularzu "
    "wtyczki. Co zostałoby wysłane, pokaże --dry-run.",
)
OFFERS: Final = Text(
    "{login}: offers on sale {on_sale}, without a variant {unmatched}, with several {ambiguous}, "
    "not counted here {uncounted}",
    "{login}: trwające oferty {on_sale}, bez wariantu {unmatched}, z kilkoma {ambiguous}, "
    "nieliczone w sklepie {uncounted}",
)
LEFT_OUT: Final = Text(
    "{login}: offers left out, because something was bought since the last import: {left_out}. A "
    "run imports it first.",
    "{login}: oferty pominięte, bo od ostatniego pobierania coś kupiono: {left_out}. Właściwe "
    "wysyłanie najpierw pobiera zakupy.",
)
ENDS_MOST: Final = Text(
    "{ended} of {on_sale} offers on sale would end: that is not sent without your word. Check the "
    "stock in the warehouses; if it is right: manage.py allegro_stock --account {account} "
    "--end-offers",
    "Zakończyłoby się {ended} z {on_sale} trwających ofert: bez Twojej zgody tego nie wyślemy. "
    "Sprawdź stany w magazynach; jeśli są dobre: manage.py allegro_stock --account {account} "
    "--end-offers",
)
TOTAL: Final = Text(
    "offers told {told}, refused {refused}", "przekazano oferty {told}, odrzucone {refused}"
)
WOULD: Final = Text(
    "{changes} offers would change. Nothing was sent.",
    "Zmieniłyby się oferty: {changes}. Nic nie wysłano.",
)
NOT_ALL: Final = Text(
    "Not everything could be sent; what is said above tells why.",
    "Nie wszystko udało się wysłać; powód podano wyżej.",
)
INTERRUPTED: Final = Text(
    "Interrupted. What was sent stays; the rest is sent the next time.",
    "Przerwano. Co wysłano, zostaje; resztę wyślemy następnym razem.",
)
