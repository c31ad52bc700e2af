"""How a form becomes an order: variants, tax, stock, channel and shipping."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.fields.field import Field, FieldKind
from saleor_allegro.config.texts import Text
from saleor_allegro.shop.port import MatchBy

ORDER_CONTENT: Final[tuple[Field, ...]] = (
    Field(
        name="match_offers_by",
        kind=FieldKind.STRING,
        default="SKU",
        label=Text("Match offers by", "Dopasuj oferty według"),
        help=Text(
            "SKU or EXTERNAL_REFERENCE: that value of the variant is the offer's signature "
            "(external id) on Allegro. OFFER_ID: the variant's metadata allegro.offer_id holds "
            "the offer's number.",
            "SKU lub EXTERNAL_REFERENCE: ta wartość wariantu jest sygnaturą oferty w Allegro. "
            "OFFER_ID: w metadanych wariantu, pod kluczem allegro.offer_id, jest numer oferty.",
        ),
        parse=parsers.one_of(MatchBy, "SKU, EXTERNAL_REFERENCE, OFFER_ID"),
    ),
    Field(
        name="default_vat_rate",
        kind=FieldKind.STRING,
        default="23",
        label=Text("Default VAT rate (%)", "Domyślna stawka VAT (%)"),
        help=Text(
            "From 0 to 100; used when neither Allegro nor the variant's tax class gives a rate.",
            "Od 0 do 100; używana, gdy stawki nie podaje ani Allegro, ani klasa podatkowa "
            "wariantu.",
        ),
        parse=parsers.percent,
    ),
    Field(
        name="warehouses",
        kind=FieldKind.STRING,
        default="",
        label=Text("Warehouses", "Magazyny"),
        help=Text(
            "Slugs in the order stock is taken, such as main,second; empty: all warehouses of "
            "the channel.",
            "Identyfikatory (slug) w kolejności zdejmowania stanów, np. glowny,zapasowy; puste: "
            "wszystkie magazyny kanału.",
        ),
        parse=parsers.slugs(Text("main,second", "glowny,zapasowy")),
    ),
    Field(
        name="marketplaces",
        kind=FieldKind.STRING,
        default="",
        label=Text("Marketplaces", "Serwisy Allegro"),
        help=Text(
            "Such as allegro-pl,allegro-business-pl; empty: all in the currency of this channel.",
            "Np. allegro-pl,allegro-business-pl; puste: wszystkie w walucie tego kanału.",
        ),
        parse=parsers.slugs(
            Text("allegro-pl,allegro-business-pl", "allegro-pl,allegro-business-pl")
        ),
    ),
    Field(
        name="shipping_methods",
        kind=FieldKind.MULTILINE,
        default="",
        label=Text("Shipping methods", "Metody wysyłki"),
        help=Text(
            "One a line: id of Allegro's delivery method = name or id of a shipping method here. "
            "Allegro's id is in the metadata of an imported order, allegro.delivery_method_id.",
            "Po jednej w wierszu: identyfikator metody dostawy Allegro = nazwa lub identyfikator "
            "metody wysyłki w sklepie. Identyfikator Allegro jest w metadanych pobranego "
            "zamówienia: allegro.delivery_method_id.",
        ),
        parse=parsers.mapping,
    ),
)
