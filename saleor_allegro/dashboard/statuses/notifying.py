"""What the two switches about notifications do, said of every way they can stand.

What is said follows from the rule itself (`rules.muting`), so that both cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from saleor_allegro.config import Language, Text
from saleor_allegro.rules.muting import Concern, silence

_ALLEGRO_WRITES: Final = Text(
    "Allegro writes to the buyer about every status it is told.",
    "Allegro pisze do kupującego o każdym statusie, który otrzyma.",
)
_ALLEGRO_IS_TOLD_NOTHING: Final = Text(
    "Allegro is told no status now, so the first switch changes nothing.",
    "Allegro nie otrzymuje teraz żadnego statusu, więc pierwszy przełącznik niczego nie zmienia.",
)
_ORDERS_ALL: Final = Text(
    "The shop writes about orders from Allegro as about all others.",
    "Sklep pisze o zamówieniach z Allegro tak jak o wszystkich innych.",
)
_ORDERS_PLAIN: Final = Text(
    "The shop writes about orders from Allegro as about all others, but only to the buyers' own "
    "addresses.",
    "Sklep pisze o zamówieniach z Allegro tak jak o wszystkich innych, ale tylko na własne adresy "
    "kupujących.",
)
_TOLD_SILENT: Final = Text(
    "About an order whose present status Allegro is told, the shop stays silent, by e-mail and by "
    "the webhook NOTIFY_USER: order placed, confirmed or cancelled, payment received, goods sent, "
    "tracking number, refund. The order's history says what was not sent.",
    "O zamówieniu, którego obecny status jest przekazywany do Allegro, sklep milczy – zarówno "
    "w e-mailach, jak i w webhooku NOTIFY_USER: zamówienie złożone, potwierdzone lub anulowane, "
    "wpłata otrzymana, towar wysłany, numer przesyłki, zwrot wpłaty. Historia zamówienia mówi, "
    "czego nie wysłano.",
)
_UNTOLD_ALL: Final = Text(
    "About other orders from Allegro it writes as always.",
    "O innych zamówieniach z Allegro pisze jak zwykle.",
)
_UNTOLD_PLAIN: Final = Text(
    "About other orders from Allegro it writes only to the buyers' own addresses.",
    "O innych zamówieniach z Allegro pisze tylko na własne adresy kupujących.",
)
_REST_ALL: Final = Text(
    "Invoices, gift cards and account mails of this channel go out.",
    "Faktury, karty podarunkowe i wiadomości o koncie z tego kanału są wysyłane.",
)
_REST_PLAIN: Final = Text(
    "Nothing at all goes to the addresses that Allegro gives in the place of the buyers' own "
    "(...@allegromail.pl): no invoice, no gift card, no account mail. Write to these buyers in "
    "Allegro's message centre.",
    "Na adresy, które Allegro podaje zamiast własnych adresów kupujących (...@allegromail.pl), nie "
    "jest wysyłane nic: ani faktury, ani karty podarunkowe, ani wiadomości o koncie. Pisz do tych "
    "kupujących w Centrum wiadomości Allegro.",
)
_INACTIVE: Final = Text(
    "The plugin is off in this channel: the shop writes as usual, however the switches stand.",
    "Wtyczka jest w tym kanale wyłączona: sklep pisze jak zwykle, niezależnie od przełączników.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    sends_shop_notifications: bool
    never_mails_masked_addresses: bool
    #: Whether any status is told to Allegro.
    tells_statuses: bool

    @property
    def key(self) -> str:
        """As the page's script puts it together, such as "101"."""
        flags = (
            self.sends_shop_notifications,
            self.never_mails_masked_addresses,
            self.tells_statuses,
        )
        return "".join("01"[flag] for flag in flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    key: str
    #: Sentences.
    texts: Sequence[str]
    #: Whether it is so now.
    is_shown: bool


def outcomes(now: Switches, *, is_active: bool, language: Language) -> Sequence[Outcome]:
    """What to say of every way the switches can stand, so that the page can say it at once.

    Args:
        now: How they stand.
        is_active: Whether the plugin is, in the channel; where not, it has no say in any mail.
    """
    if not is_active:
        return [Outcome(key=now.key, texts=[_INACTIVE.in_language(language)], is_shown=True)]
    found = []
    for sends, never, tells in product((True, False), repeat=3):
        switches = Switches(
            sends_shop_notifications=sends,
            never_mails_masked_addresses=never,
            tells_statuses=tells,
        )
        texts = [text.in_language(language) for text in sentences(switches)]
        found.append(Outcome(key=switches.key, texts=texts, is_shown=switches == now))
    return found


def sentences(switches: Switches) -> Sequence[Text]:
    """What happens while the switches stand so, in a channel where the plugin is active."""
    told = _is_sent(switches, Concern.ORDER, is_mapped=True, is_to_masked=False)
    untold_masked = _is_sent(switches, Concern.ORDER, is_mapped=False, is_to_masked=True)
    rest_masked = _is_sent(switches, Concern.CUSTOMER, is_mapped=False, is_to_masked=True)
    said = [_ALLEGRO_WRITES if switches.tells_statuses else _ALLEGRO_IS_TOLD_NOTHING]
    if told or not switches.tells_statuses:
        said.append(_ORDERS_ALL if untold_masked else _ORDERS_PLAIN)
    else:
        said += [_TOLD_SILENT, _UNTOLD_ALL if untold_masked else _UNTOLD_PLAIN]
    said.append(_REST_ALL if rest_masked else _REST_PLAIN)
    return said


def _is_sent(switches: Switches, concern: Concern, *, is_mapped: bool, is_to_masked: bool) -> bool:
    """Whether such a mail about an order from Allegro goes out."""
    reason = silence(
        concern,
        is_from_allegro=True,
        is_mapped=is_mapped,
        is_to_masked_address=is_to_masked,
        sends_shop_notifications=switches.sends_shop_notifications,
        never_mails_masked_addresses=switches.never_mails_masked_addresses,
    )
    return reason is None
