"""How a form becomes an order: variants, tax, stock, channel and shipping."""

from typing import Final

from saleor_allegro.config import parsers
from saleor_allegro.config.controls import Listed
from saleor_allegro.config.fields.field import Field, FieldKind, Section
from saleor_allegro.config.texts import Text
from saleor_allegro.shop.port import MatchBy

ORDER_CONTENT: Final[tuple[Field, ...]] = (
    Field(
        name="match_offers_by",
        kind=FieldKind.STRING,
        section=Section.ORDER_CONTENT,
        default="SKU",
        label=Text("Match offers by", "Dopasuj oferty według"),
        help=Text(
            "SKU or EXTERNAL_REFERENCE: that value of the variant is the offer's signature "
            "(external id) on Allegro. OFFER_ID: the variant's metadata allegro.offer_id holds "
            "the offer's number.",
            "SKU lub EXTERNAL_REFERENCE: ta wartość wariantu jest sygnaturą oferty w Allegro. "
            "OFFER_ID: w metadanych wariantu, pod kluczem allegro.offer_id, jest numer oferty.",
        ),
        page_help=Text(
            "Which value of a variant says that it is what an offer sells: by SKU or external "
            "reference it is the offer's signature (external id) on Allegro; by offer number it "
            "is in the variant's metadata, allegro.offer_id.",
            "Która wartość wariantu wskazuje, że to on jest w ofercie: SKU lub identyfikator "
            "zewnętrzny jest sygnaturą oferty w Allegro; numer oferty jest w metadanych wariantu, "
            "pod kluczem allegro.offer_id.",
        ),
        parse=parsers.one_of(
            MatchBy,
            {
                "SKU": Text("Variant's SKU", "SKU wariantu"),
                "EXTERNAL_REFERENCE": Text(
                    "Variant's external reference", "Identyfikator zewnętrzny wariantu"
                ),
                "OFFER_ID": Text(
                    "Offer's number in the variant's metadata",
                    "Numer oferty w metadanych wariantu",
                ),
            },
        ),
    ),
    Field(
        name="default_vat_rate",
        kind=FieldKind.STRING,
        section=Section.ORDER_CONTENT,
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
        section=Section.ORDER_CONTENT,
        default="",
        label=Text("Warehouses", "Magazyny"),
        help=Text(
            "Slugs in the order stock is taken, such as main,second; empty: all warehouses of "
            "the channel.",
            "Identyfikatory (slug) w kolejności zdejmowania stanów, np. glowny,zapasowy; puste: "
            "wszystkie magazyny kanału.",
        ),
        page_help=Text(
            "Stock is taken from the chosen ones, from the top down. None chosen: from all "
            "warehouses of the channel.",
            "Stany są zdejmowane z zaznaczonych, od góry. Nic nie zaznaczono: ze wszystkich "
            "magazynów kanału.",
        ),
        parse=parsers.slugs(
            Text("main,second", "glowny,zapasowy"), Listed.WAREHOUSES, is_ordered=True
        ),
        is_channels_own=True,
    ),
    Field(
        name="marketplaces",
        kind=FieldKind.STRING,
        section=Section.ORDER_CONTENT,
        default="",
        label=Text("Marketplaces", "Serwisy Allegro"),
        help=Text(
            "Such as allegro-pl,allegro-business-pl; empty: all in the currency of this channel.",
            "Np. allegro-pl,allegro-business-pl; puste: wszystkie w walucie tego kanału.",
        ),
        page_help=Text(
            "Purchases on the chosen ones come into this channel. None chosen: all in the "
            "currency of this channel.",
            "Do tego kanału trafiają zakupy z zaznaczonych. Nic nie zaznaczono: wszystkie "
            "w walucie tego kanału.",
        ),
        parse=parsers.slugs(
            Text("allegro-pl,allegro-business-pl", "allegro-pl,allegro-business-pl"),
            Listed.MARKETPLACES,
        ),
        is_channels_own=True,
    ),
    Field(
        name="shipping_methods",
        kind=FieldKind.MULTILINE,
        section=Section.TELLING,
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
