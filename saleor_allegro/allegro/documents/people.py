"""The three persons of a purchase: who bought, who receives, who the invoice is for."""

from enum import StrEnum

from saleor_allegro.allegro.documents.base import Document, Id, Known, Many


class VatPayerStatus(StrEnum):
    ACTIVE = "ACTIVE"
    NON_ACTIVE = "NON_ACTIVE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class CompanyIdType(StrEnum):
    PL_NIP = "PL_NIP"
    CZ_ICO = "CZ_ICO"
    CZ_DIC = "CZ_DIC"
    HU_ADOSZAM = "HU_ADOSZAM"
    SK_ICO = "SK_ICO"
    SK_IC_DPH = "SK_IC_DPH"
    VAT_EU = "VAT_EU"
    OTHER = "OTHER"


class BuyerPreferences(Document):
    language: str | None = None  # e.g. "pl-PL"


class BuyerAddress(Document):
    """Where the buyer's account is registered; not where to ship."""

    street: str | None = None
    city: str | None = None
    post_code: str | None = None  # named zipCode everywhere else
    country_code: str | None = None


class Buyer(Document):
    """The account that bought. `email` is masked and different for every order: no key."""

    id: Id
    email: str
    login: str
    guest: bool
    first_name: str | None = None
    last_name: str | None = None
    company_name: str | None = None
    phone_number: str | None = None
    preferences: BuyerPreferences | None = None
    address: BuyerAddress | None = None
    # personalIdentity (PESEL) is left unread: an importer has no use for it.


class CompanyId(Document):
    type: Known[CompanyIdType]
    value: str


class InvoiceCompany(Document):
    name: str | None = None
    ids: Many[CompanyId] = ()
    vat_payer_status: Known[VatPayerStatus] | None = None
    tax_id: str | None = None  # deprecated, still filled; `ids` comes first


class NaturalPerson(Document):
    first_name: str | None = None
    last_name: str | None = None


class InvoiceAddress(Document):
    """The invoice party: a company, or else a natural person."""

    street: str | None = None
    city: str | None = None
    zip_code: str | None = None
    country_code: str | None = None
    company: InvoiceCompany | None = None
    natural_person: NaturalPerson | None = None


class Invoice(Document):
    required: bool
    address: InvoiceAddress | None = None
    due_date: str | None = None  # only for extended payment terms
    features: Many[str] = ()  # e.g. "VAT_EU_VERIFIED"
