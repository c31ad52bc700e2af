"""Allegro's REST API for one seller."""

from saleor_allegro.allegro.directory_calls import DirectoryCalls
from saleor_allegro.allegro.offer_calls import OfferCalls
from saleor_allegro.allegro.order_calls import OrderCalls
from saleor_allegro.allegro.payment_calls import PaymentCalls


class AllegroClient(DirectoryCalls, OrderCalls, PaymentCalls, OfferCalls):
    """All that is said to Allegro. Does not sleep, retry or follow redirects: the caller decides.

    Every method raises:
        NotAuthorised, Forbidden: The seller must reconnect.
        RateLimited, Unreachable: Call again later.
        Rejected: Allegro refuses this very call.
        Malformed: Allegro answered 2xx with another shape than documented.
    """
