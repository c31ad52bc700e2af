"""The words of an address: what is compared, what is changed, and what people are shown."""

from typing import Any, Final

from saleor.account.models import Address

from saleor_allegro.shop.saleor.addresses import TAX_ID_KEY, VAT_ID_KEY

#: Allegro fills some; what staff wrote in the others belongs to the address that was.
_WORDS: Final = (
    "first_name",
    "last_name",
    "company_name",
    "street_address_1",
    "street_address_2",
    "postal_code",
    "city",
    "city_area",
    "country",
    "country_area",
    "phone",
)
#: Every field that `put_words` changes.
FIELDS: Final = (*_WORDS, "metadata", "validation_skipped")


def put_words(address: Address, source: Address) -> None:
    """Let an address say what another one says; what others keep with it stays theirs."""
    theirs = {key: text for key, text in address.metadata.items() if not _is_ours(key)}
    for field in FIELDS:
        setattr(address, field, getattr(source, field))
    address.metadata = theirs | _ours(source)


def copy_of(address: Address) -> Address:
    """Unsaved, with the same words."""
    made = Address()
    put_words(made, address)
    return made


def content_of(address: Address) -> tuple[Any, ...]:
    """Equal for addresses that say the same."""
    return (*(str(getattr(address, field) or "") for field in _WORDS), _ours(address))


def text_of(address: Address | None) -> str:
    """In one line, e.g. "Jan Kowalski, Prosta 1, 00-838 Warszawa, PL, +48221234567"."""
    if address is None:
        return ""
    ours = _ours(address)
    vat_id = ours.pop(VAT_ID_KEY, "")
    tax_ids = [
        f"{key.removeprefix(TAX_ID_KEY + '.').replace('_', ' ')} {text}"
        if key.startswith(TAX_ID_KEY)
        else text
        for key, text in sorted(ours.items())
    ]
    if not any(vat_id in text for text in tax_ids):
        tax_ids.append(vat_id)
    parts = (
        f"{address.first_name} {address.last_name}",
        address.company_name,
        address.street_address_1,
        address.street_address_2,
        f"{address.postal_code} {address.city}",
        address.city_area,
        address.country_area,
        str(address.country or ""),
        str(address.phone or ""),
        *tax_ids,
    )
    return ", ".join(word for part in parts if (word := part.strip()))


def _is_ours(key: str) -> bool:
    return key == VAT_ID_KEY or key.startswith("allegro.")


def _ours(address: Address) -> dict[str, str]:
    return {key: text for key, text in address.metadata.items() if _is_ours(key)}
