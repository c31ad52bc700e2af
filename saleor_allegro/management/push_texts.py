"""What `allegro_push` says, in English and Polish."""

from typing import Final

from saleor_allegro.config import Text

SHOWS: Final = Text(
    "Order {number}: Allegro shows {status}.", "Zamówienie {number}: Allegro pokazuje {status}."
)
NOTHING_DUE: Final = Text(
    "Nothing of {login} is to be told: no order changed since Allegro was told.",
    "Nie ma nic do przekazania za {login}: żadne zamówienie się nie zmieniło, odkąd przekazano "
    "statusy.",
)
NO_ORDER: Final = Text(
    "Form {form_id} is no order in the shop; import it with allegro_import.",
    "Formularz {form_id} nie jest zamówieniem w sklepie; pobierz go przez allegro_import.",
)
TOTAL: Final = Text("told {told}, failed {failed}", "told {told}, failed {failed}")
NOT_ALL: Final = Text(
    "Not everything could be told; what is said above tells why.",
    "Nie wszystko udało się przekazać; powód podano wyżej.",
)
INTERRUPTED: Final = Text(
    "Interrupted. What was told stays told; the rest is told the next time.",
    "Przerwano. Co przekazano, zostaje; resztę przekażemy następnym razem.",
)
