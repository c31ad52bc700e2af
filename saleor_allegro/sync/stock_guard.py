"""What must not be sent without a person's word."""

from typing import Final

from saleor_allegro.config import Text

_MOST: Final = Text(
    "{ended} of {on_sale} offers on sale would end, because the shop has nothing left of them. "
    "Nothing was sent. Check the stock in the warehouses; if it is right: manage.py allegro_stock "
    "--account {account} --end-offers",
    "Zakończyłoby się {ended} z {on_sale} trwających ofert, bo sklep nie ma już tych towarów. Nic "
    "nie wysłano. Sprawdź stany w magazynach; jeśli są dobre: manage.py allegro_stock --account "
    "{account} --end-offers",
)


class WouldEndMostOffers(Exception):
    """Most offers would end at once; the message says what to check."""

    def __init__(self, ended: int, on_sale: int, account_pk: int) -> None:
        self.text = _MOST.filled(ended=ended, on_sale=on_sale, account=account_pk)
        super().__init__(self.text.english)
