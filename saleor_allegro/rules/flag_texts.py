"""What a flag says to the merchant: what was found, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from saleor_allegro.rules.aspect_names import aspect_name
from saleor_allegro.rules.flags import Flag, FlagKind

# kind -> (English, Polish); `{...}` are the flag's details, its subject, and the name of the
# aspect that is its subject.
_TEXTS: Final[Mapping[FlagKind, tuple[str, str]]] = {
    FlagKind.NO_VARIANT: (
        "No product matches the offer {offer_id} “{name}” (key “{key}”): its line takes no stock."
        " Correct the key in the shop or in the offer, and take the pieces from stock by hand.",
        "Żaden produkt nie pasuje do oferty {offer_id} „{name}” (klucz „{key}”): pozycja nie"
        " zdejmuje stanu. Popraw klucz w sklepie lub ofercie i zdejmij sztuki ze stanu ręcznie.",
    ),
    FlagKind.AMBIGUOUS_VARIANT: (
        "Several products match the offer {offer_id} “{name}” (key “{key}”): its line takes no"
        " stock. Make the key unique, and take the pieces from stock by hand.",
        "Do oferty {offer_id} „{name}” (klucz „{key}”) pasuje kilka produktów: pozycja nie"
        " zdejmuje stanu. Zostaw klucz przy jednym i zdejmij sztuki ze stanu ręcznie.",
    ),
    FlagKind.OVERSOLD: (
        "Oversold: {sold} sold on Allegro, {allocated} found in stock. Restock, or agree with the"
        " buyer.",
        "Brak na stanie: w Allegro sprzedano {sold}, na stanie było {allocated}. Uzupełnij stan"
        " albo porozum się z kupującym.",
    ),
    FlagKind.TOTAL_MISMATCH: (
        "Lines and delivery make {added_up} {currency}, Allegro says {stated} {currency}. The"
        " order holds Allegro's total; compare it with Allegro before you invoice it.",
        "Pozycje i dostawa dają {added_up} {currency}, a Allegro podaje {stated} {currency}."
        " Zamówienie ma kwotę z Allegro; porównaj je z Allegro przed wystawieniem faktury.",
    ),
    FlagKind.UNDERPAID: (
        "Underpaid: {paid} of {total} {currency} received. Wait for the rest before you ship.",
        "Niedopłata: wpłynęło {paid} z {total} {currency}. Poczekaj na resztę przed wysyłką.",
    ),
    FlagKind.OVERPAID: (
        "Overpaid: {paid} received for {total} {currency}. Return the difference in Allegro.",
        "Nadpłata: wpłynęło {paid} za {total} {currency}. Zwróć różnicę w Allegro.",
    ),
    FlagKind.ADDRESS_REFUSED: (
        "The {subject} address is not complete or not valid ({fields}). It is kept as Allegro"
        " gave it; check it before you ship.",
        "Adres ({subject}) jest niepełny lub błędny ({fields}). Zostaje taki, jak w Allegro;"
        " sprawdź go przed wysyłką.",
    ),
    FlagKind.INVOICE_WITHOUT_TAX_ID: (
        "The buyer wants an invoice for a company and gave no tax number. Ask for it in Allegro.",
        "Kupujący chce faktury na firmę, a nie podał numeru podatkowego. Zapytaj go w Allegro.",
    ),
    FlagKind.ONE_FULFILLMENT: (
        "One Fulfillment: Allegro ships this order from its own warehouse. Do not ship it; it"
        " takes no stock here.",
        "One Fulfillment: Allegro wysyła to zamówienie ze swojego magazynu. Nie wysyłaj go;"
        " nie zdejmuje stanu w sklepie.",
    ),
    FlagKind.ALREADY_DISPATCHED: (
        "Allegro says that goods of this order have left already ({status}). Check what is still"
        " to be sent.",
        "Według Allegro towar z tego zamówienia już wysłano ({status}). Sprawdź, co zostało do"
        " wysłania.",
    ),
    FlagKind.NO_SHIPPING_METHOD: (
        "The setting “Shipping methods” names a method for “{method}” that this channel does not"
        " have. Correct the setting; this order has no shipping method.",
        "Ustawienie „Metody wysyłki” podaje dla „{method}” metodę, której ten kanał nie ma."
        " Popraw ustawienie; to zamówienie nie ma metody wysyłki.",
    ),
    FlagKind.UNKNOWN_VALUE: (
        "Allegro sent a value this version does not know: {subject} is “{value}”. Look at the"
        " order in Allegro, and update saleor-allegro.",
        "Allegro podało wartość nieznaną tej wersji: {subject} to „{value}”. Obejrzyj zamówienie"
        " w Allegro i zaktualizuj saleor-allegro.",
    ),
    FlagKind.CHANGED_AFTER_DISPATCH: (
        "Changed on Allegro after goods had left: {aspect}. This order keeps “{before}”, Allegro"
        " says “{after}”. Agree with the buyer or the carrier on what can still be done.",
        "Zmiana w Allegro po wysyłce towaru: {aspect}. W zamówieniu zostaje „{before}”, Allegro"
        " podaje „{after}”. Ustal z kupującym lub przewoźnikiem, co jeszcze można zrobić.",
    ),
    FlagKind.CANCELLED_AFTER_DISPATCH: (
        "Cancelled on Allegro after goods had left. This order stays as it is: stop the parcel or"
        " await its return, then cancel the fulfillment and the order.",
        "Anulowano w Allegro po wysyłce towaru. Zamówienie zostaje bez zmian: zatrzymaj paczkę"
        " albo poczekaj na jej zwrot, a potem anuluj realizację i zamówienie.",
    ),
    FlagKind.REFUND_OWED: (
        "The purchase is cancelled, and {amount} {currency} that was paid for it is still with"
        " you. Return it in Allegro; the refund then appears in this order by itself.",
        "Zakup anulowano, a wpłacone {amount} {currency} jest nadal u Ciebie. Zwróć tę kwotę"
        " w Allegro; zwrot pojawi się wtedy w tym zamówieniu automatycznie.",
    ),
    FlagKind.REFUNDED: (
        "All the money was returned to the buyer on Allegro, and the order is not cancelled. Do"
        " not ship it before you have looked at it in Allegro; cancel it here if it is over.",
        "Całą wpłatę zwrócono kupującemu w Allegro, a zamówienie nie jest anulowane. Nie wysyłaj"
        " go, zanim nie sprawdzisz go w Allegro; jeśli jest nieaktualne, anuluj je tutaj.",
    ),
    FlagKind.PAYMENT_LOWERED: (
        "Allegro now says that payment {subject} brought {after} {currency}; {before} {currency}"
        " is recorded here, and stays so. Compare it with the payments in Allegro.",
        "Allegro podaje teraz, że płatność {subject} przyniosła {after} {currency}; tu zapisano"
        " {before} {currency} i tak zostaje. Porównaj to z płatnościami w Allegro.",
    ),
    FlagKind.FORM_GONE: (
        "Allegro has this purchase no more, and no other purchase has its items. Look for it in"
        " Allegro by the buyer's login, and cancel this order if it is not there.",
        "Allegro nie ma już tego zakupu, a jego pozycji nie ma w żadnym innym. Poszukaj go"
        " w Allegro po loginie kupującego, a jeśli go nie ma, anuluj to zamówienie.",
    ),
    FlagKind.REVIVED: (
        "Cancelled here because Allegro had it cancelled, and on Allegro it is cancelled no more."
        " An order cannot be reopened: enter it again by hand, or cancel it in Allegro.",
        "Anulowano tutaj, bo było anulowane w Allegro, a w Allegro już nie jest. Zamówienia nie"
        " da się otworzyć ponownie: wprowadź je ręcznie jeszcze raz albo anuluj w Allegro.",
    ),
    FlagKind.STATUS_NOT_TOLD: (
        "Allegro does not show the status {status}: {error}",
        "Allegro nie pokazuje statusu {status}: {error}",
    ),
    FlagKind.STATUSES_USED_UP: (
        "{reached} of the {most} status changes that Allegro allows for one order are used; after"
        " the last one Allegro is told no more. Find out what changes this order so often.",
        "Wykorzystano {reached} z {most} zmian statusu, na które Allegro pozwala w jednym"
        " zamówieniu; po ostatniej nie przekażemy już nic. Sprawdź, co tak często je zmienia.",
    ),
    FlagKind.PARCEL_CHANGED: (
        "Allegro shows the buyer the tracking number {number}, and the fulfillment here has"
        " “{after}”. Allegro lets nobody take a number back: tell the buyer which one is right.",
        "Allegro pokazuje kupującemu numer przesyłki {number}, a realizacja tutaj ma „{after}”."
        " Allegro nie pozwala usunąć numeru: napisz kupującemu, który jest właściwy.",
    ),
    FlagKind.PARCEL_NOT_TOLD: (
        "Allegro did not take the tracking number {number}: {error}. Correct it in the"
        " fulfillment, or enter it in Allegro's panel.",
        "Allegro nie przyjęło numeru przesyłki {number}: {error}. Popraw go w realizacji albo"
        " wpisz w panelu Allegro.",
    ),
    FlagKind.STAGE_UNKNOWN: (
        "The metadata allegro.stage says “{value}”, which is no status of Allegro; the settings"
        " decide instead. Correct it in the app that writes it.",
        "Metadane allegro.stage zawierają „{value}”, a to nie jest status Allegro; decydują więc"
        " ustawienia. Popraw to w aplikacji, która je zapisuje.",
    ),
}


def flag_text(flag: Flag, language: str = "en") -> str:
    """The message in Polish for a language that starts with "pl", else in English."""
    english, polish = _TEXTS[flag.kind]
    template = polish if language.lower().startswith("pl") else english
    aspect = aspect_name(flag.subject, language)
    return template.format_map(_Words(flag.details, subject=flag.subject, aspect=aspect))


class _Words(dict[str, str]):
    """A flag stored by an older release may lack a detail: say "?" rather than nothing."""

    def __init__(self, details: Mapping[str, str], **words: str) -> None:
        super().__init__(details, **words)

    def __missing__(self, key: str) -> str:
        return "?"
