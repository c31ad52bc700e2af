"""Allegro's REST API for one seller."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol, Self, TypeVar, Unpack
from urllib.parse import quote

import requests
from requests.auth import AuthBase

from saleor_allegro.allegro.answers import decode, trace_id
from saleor_allegro.allegro.documents import (
    Carrier,
    CarrierList,
    CheckoutForm,
    CheckoutFormPage,
    DeliveryMethod,
    DeliveryMethodList,
    EventStats,
    Marketplace,
    MarketplaceList,
    OrderEvent,
    OrderEventPage,
    PaymentOperationPage,
    RefundPage,
    Seller,
    Shipment,
    ShipmentList,
    UnreadableForm,
)
from saleor_allegro.allegro.environments import Environment
from saleor_allegro.allegro.errors import Malformed, Unreachable
from saleor_allegro.allegro.filters import (
    FormFilters,
    OperationFilters,
    RefundFilters,
    form_query,
    operation_query,
    refund_query,
)
from saleor_allegro.allegro.paging import Page, every_page

MEDIA_TYPE: Final = "application/vnd.allegro.public.v1+json"
#: Most forms one call returns.
FORMS_A_PAGE: Final = 100
# Forms that vanish while we page (merged ones do) move the rest up; reading the end of the
# last page again finds them.
_OVERLAP: Final = 10
_REFUNDS_A_PAGE: Final = 100
_OPERATIONS_A_PAGE: Final = 50


class Readable(Protocol):
    """What an answer is read into."""

    @classmethod
    def from_json(cls, body: object) -> Self: ...


class ReadablePage(Readable, Page, Protocol):
    """Likewise, page by page."""


Answer = TypeVar("Answer", bound=Readable)
AnswerPage = TypeVar("AnswerPage", bound=ReadablePage)


class AllegroClient:
    """Reads what a seller sold. Does not sleep, retry or follow redirects: the caller decides.

    Every method raises:
        NotAuthorised, Forbidden: The seller must reconnect.
        RateLimited, Unreachable: Call again later.
        Rejected: Allegro refuses this very call.
        Malformed: Allegro answered 2xx with another shape than documented.
    """

    def __init__(
        self,
        environment: Environment,
        token: Callable[[], str],
        user_agent: str,
        session: requests.Session | None = None,
        language: str = "pl-PL",
        timeout: tuple[float, float] = (5, 30),
    ) -> None:
        """
        Args:
            token: Gives the access token; asked before every call, so a refresh is seen.
            user_agent: See `build_user_agent`.
            session: Its connections are used again from call to call.
            language: Of the messages for a person in errors.
            timeout: Seconds to connect, and between two bytes of the answer.
        """
        self.environment = environment
        #: HTTP calls made so far, answered or not.
        self.calls = 0
        self._token = token
        self._user_agent = user_agent
        self._session = session if session is not None else requests.Session()
        self._language = language
        self._timeout = timeout

    def me(self) -> Seller:
        """The seller the token belongs to. Source: `GET /me`."""
        return self._read(Seller, "/me")

    def order_events(self, after: str | None, limit: int = 1000) -> tuple[OrderEvent, ...]:
        """The next events of the order journal, oldest first; `()` means nothing new.

        Args:
            after: Last event already handled; it is not returned again. `None` starts at the
                oldest event Allegro still keeps (60 days).
            limit: Page size, 1 to 1000 events.

        Source: `GET /order/events`, not filtered by type: the filter cannot name every type.
        """
        query = {"limit": str(limit)}
        if after:
            query["from"] = after
        return self._read(OrderEventPage, "/order/events", query).events

    def event_stats(self) -> EventStats:
        """The latest event, to start the journal from now. Source: `GET /order/event-stats`."""
        return self._read(EventStats, "/order/event-stats")

    def checkout_forms(
        self, **filters: Unpack[FormFilters]
    ) -> Iterator[CheckoutForm | UnreadableForm]:
        """Every form the filters match, read page by page as it is asked for.

        A form that changes while we read may come twice.

        Source: `GET /order/checkout-forms`.
        """
        for page in self.checkout_form_pages(**filters):
            yield from page.checkout_forms

    def checkout_form_pages(
        self, *, overlaps: bool = True, **filters: Unpack[FormFilters]
    ) -> Iterator[CheckoutFormPage]:
        """Likewise, in pages of at most 100 forms, for those who write page by page.

        Args:
            overlaps: Pages overlap, and a form met again on the next page is left out of it.
                Without, a form may be missed where another one leaves the list while we read.
        """
        path, query = "/order/checkout-forms", form_query(filters)
        overlap = _OVERLAP if overlaps else 0
        return self._pages(CheckoutFormPage, path, query, FORMS_A_PAGE, overlap=overlap)

    def checkout_form(self, form_id: str) -> CheckoutForm:
        """One form as it is now.

        Raises:
            NotFound: It was merged into another form, or is older than a year.

        Source: `GET /order/checkout-forms/{id}`.
        """
        return self._read(CheckoutForm, f"/order/checkout-forms/{quote(form_id, safe='')}")

    def shipments(self, form_id: str) -> tuple[Shipment, ...]:
        """Every parcel of a form that Allegro knows of; `()` when none left yet.

        Raises:
            NotFound: As `checkout_form`.

        Source: `GET /order/checkout-forms/{id}/shipments`, at most 50 calls a second.
        """
        path = f"/order/checkout-forms/{quote(form_id, safe='')}/shipments"
        return self._read(ShipmentList, path).shipments

    def refund_pages(self, **filters: Unpack[RefundFilters]) -> Iterator[RefundPage]:
        """Refunds the seller made to buyers, in pages of at most 100.

        That it tells of those made in Allegro's own panel is not published; the payment
        operations tell of all.

        Raises:
            Forbidden: The seller did not grant `scopes.PAYMENTS_SCOPE`.

        Source: `GET /payments/refunds`.
        """
        path, query = "/payments/refunds", refund_query(filters)
        return self._pages(RefundPage, path, query, _REFUNDS_A_PAGE)

    def payment_operation_pages(
        self, **filters: Unpack[OperationFilters]
    ) -> Iterator[PaymentOperationPage]:
        """Movements of the seller's balance, in pages of at most 50.

        Raises:
            Forbidden: The seller did not grant `scopes.PAYMENTS_SCOPE`.
            Rejected: More than 10,000 match; ask for a shorter period.

        Source: `GET /payments/payment-operations`.
        """
        path, query = "/payments/payment-operations", operation_query(filters)
        return self._pages(PaymentOperationPage, path, query, _OPERATIONS_A_PAGE)

    def delivery_methods(self) -> tuple[DeliveryMethod, ...]:
        """Source: `GET /sale/delivery-methods`."""
        return self._read(DeliveryMethodList, "/sale/delivery-methods").delivery_methods

    def carriers(self) -> tuple[Carrier, ...]:
        """Source: `GET /order/carriers`."""
        return self._read(CarrierList, "/order/carriers").carriers

    def marketplaces(self) -> tuple[Marketplace, ...]:
        """Source: `GET /marketplaces`."""
        return self._read(MarketplaceList, "/marketplaces").marketplaces

    def _pages(
        self,
        kind: type[AnswerPage],
        path: str,
        query: dict[str, str],
        size: int,
        overlap: int = 0,
    ) -> Iterator[AnswerPage]:
        def read(offset: int) -> AnswerPage:
            return self._read(kind, path, query | {"limit": str(size), "offset": str(offset)})

        return every_page(read, f"GET {path}", overlap=overlap)

    def _read(self, kind: type[Answer], path: str, query: dict[str, str] | None = None) -> Answer:
        answer, body = self._call("GET", path, query)
        try:
            return kind.from_json(body)
        except Malformed as error:
            error.status, error.trace_id = answer.status_code, trace_id(answer)
            raise

    def _call(
        self, method: str, path: str, query: dict[str, str] | None = None
    ) -> tuple[requests.Response, Any]:
        """The one place that talks to the network: a 2xx answer and its JSON, or an error."""
        call = f"{method} {path}"
        token = self._token()
        self.calls += 1
        try:
            answer = self._session.request(
                method,
                self.environment.api_url + path,
                params=query,
                headers={
                    "Accept": MEDIA_TYPE,
                    "Content-Type": MEDIA_TYPE,
                    "Accept-Language": self._language,
                    "User-Agent": self._user_agent,
                },
                auth=_Bearer(token),
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Unreachable(f"{call}: no answer ({type(error).__name__})") from error
        return answer, decode(answer, call)


class _Bearer(AuthBase):
    """As `auth`, not as a header: a `.netrc` of the machine would replace the header."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request
