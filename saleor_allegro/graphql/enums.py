"""Our enums: words of ours and of Allegro's, each with what it says."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import graphene

from saleor_allegro.allegro.documents import FulfillmentStatus
from saleor_allegro.config import Language
from saleor_allegro.config.fields import EnvironmentName
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.models import Account, Job, OrderLink, Run
from saleor_allegro.rules.drafts import InitialStatus, LineKind
from saleor_allegro.rules.flags import FlagKind
from saleor_allegro.rules.follow_form import WhenSent
from saleor_allegro.rules.offer_matching import Match
from saleor_allegro.rules.payment_state import PaymentState
from saleor_allegro.rules.status_mapping import ShopStage
from saleor_allegro.shop.port import MatchBy
from saleor_allegro.sync.preview_document import WouldBecome


def described(name: str, description: str, words: Mapping[Any, str]) -> Any:
    """An enum of the schema.

    Args:
        words: Members of an enum of ours -> what they say; its values are what resolvers give.
    """
    texts = {word.value: text for word, text in words.items()}

    def describe(member: Enum | None) -> str:
        return description if member is None else texts[member.value]

    enum = graphene.Enum(name, [(word.name, word.value) for word in words], description=describe)
    enum.doc_category = CATEGORY
    return enum


AllegroPaymentState: Final = described(
    "AllegroPaymentState",
    "How far an order is paid, by what Allegro says.",
    {
        PaymentState.UNPAID: "Nothing has arrived.",
        PaymentState.PARTLY_PAID: "Some of the money has arrived.",
        PaymentState.PAID: "All the money has arrived.",
        PaymentState.OVERPAID: "More money has arrived than the order costs.",
        PaymentState.CASH_ON_DELIVERY: "Cash on delivery: nothing has arrived yet, and the order "
        "may be sent.",
    },
)
AllegroFormState: Final = described(
    "AllegroFormState",
    "What became of a purchase in this shop.",
    {
        OrderLink.State.DUE: "Waits to be imported.",
        OrderLink.State.WAITING: "Waits until it is paid, as the settings want it.",
        OrderLink.State.IMPORTED: "Has become an order.",
        OrderLink.State.FAILED: "Could not be imported; it is tried again by itself.",
        OrderLink.State.SKIPPED: "Is not for this shop; `error` says why.",
        OrderLink.State.MERGED: "The buyer paid it together with others, in another purchase.",
    },
)
AllegroConnectionState: Final = described(
    "AllegroConnectionState",
    "Whether a seller is connected.",
    {
        Account.Connection.CONNECTED: "The seller is connected.",
        Account.Connection.RECONNECT_NEEDED: "Allegro no longer accepts the seller's consent: "
        "connect again.",
        Account.Connection.DISCONNECTED: "The seller was disconnected.",
    },
)
AllegroRunKind: Final = described(
    "AllegroRunKind",
    "What a run is for.",
    {
        Run.Kind.IMPORT: "Brings new purchases and changes from Allegro.",
        Run.Kind.RECHECK: "Compares orders with Allegro and repairs what differs.",
        Run.Kind.AUDIT: "Compares orders with Allegro on request.",
        Run.Kind.PUSH: "Tells Allegro statuses and parcels.",
        Run.Kind.STOCK: "Tells Allegro how many pieces its offers have.",
    },
)
AllegroRunOutcome: Final = described(
    "AllegroRunOutcome",
    "How a run ended.",
    {
        Run.Outcome.RUNNING: "Still at work.",
        Run.Outcome.FINISHED: "Came to its end; single orders may have failed.",
        Run.Outcome.STOPPED: "The connection or the shop was at fault; see `errorMessage`.",
    },
)
AllegroFulfillmentStatus: Final = described(
    "AllegroFulfillmentStatus",
    "A status that a seller can set on Allegro.",
    {
        FulfillmentStatus.NEW: "New.",
        FulfillmentStatus.PROCESSING: "In progress; the buyer can no longer cancel.",
        FulfillmentStatus.READY_FOR_SHIPMENT: "Ready to be sent.",
        FulfillmentStatus.READY_FOR_PICKUP: "Ready to be picked up.",
        FulfillmentStatus.SENT: "Sent.",
        FulfillmentStatus.PICKED_UP: "Picked up.",
        FulfillmentStatus.CANCELLED: "Cancelled.",
        FulfillmentStatus.SUSPENDED: "Suspended.",
    },
)
AllegroShopStage: Final = described(
    "AllegroShopStage",
    "How far an order is in the shop: a status of Saleor's, or a stage within it.",
    {
        ShopStage.UNCONFIRMED: "Order status UNCONFIRMED.",
        ShopStage.UNFULFILLED: "Order status UNFULFILLED.",
        ShopStage.WAITING_FOR_APPROVAL: "A fulfillment of the order waits for approval.",
        ShopStage.PARTIALLY_FULFILLED: "Order status PARTIALLY_FULFILLED.",
        ShopStage.FULFILLED: "Order status FULFILLED.",
        ShopStage.PARTIALLY_RETURNED: "Order status PARTIALLY_RETURNED.",
        ShopStage.RETURNED: "Order status RETURNED.",
        ShopStage.CANCELED: "Order status CANCELED.",
        ShopStage.EXPIRED: "Order status EXPIRED.",
    },
)
AllegroFlagKind: Final = described(
    "AllegroFlagKind",
    "What a person should look at.",
    {
        FlagKind.NO_VARIANT: "No variant matches an offer.",
        FlagKind.AMBIGUOUS_VARIANT: "Several variants match an offer.",
        FlagKind.OVERSOLD: "More was sold than is in stock.",
        FlagKind.TOTAL_MISMATCH: "Lines and delivery do not add up to Allegro's total.",
        FlagKind.UNDERPAID: "Less money has arrived than the order costs.",
        FlagKind.OVERPAID: "More money has arrived than the order costs.",
        FlagKind.ADDRESS_REFUSED: "An address is not complete or not valid.",
        FlagKind.INVOICE_WITHOUT_TAX_ID: "A company wants an invoice and gave no tax number.",
        FlagKind.ONE_FULFILLMENT: "Allegro ships the order from its own warehouse.",
        FlagKind.ALREADY_DISPATCHED: "Goods had left already when the order was imported.",
        FlagKind.NO_SHIPPING_METHOD: "The shipping method that the settings name does not exist.",
        FlagKind.UNKNOWN_VALUE: "Allegro sent a word that this release does not know.",
        FlagKind.CHANGED_AFTER_DISPATCH: "Changed on Allegro after goods had left.",
        FlagKind.CANCELLED_AFTER_DISPATCH: "Cancelled on Allegro after goods had left.",
        FlagKind.REFUND_OWED: "Cancelled, and money that was received is still with the seller.",
        FlagKind.REFUNDED: "All the money was returned, and the order still goes on.",
        FlagKind.PAYMENT_LOWERED: "Allegro names a payment no more, or less of it.",
        FlagKind.FORM_GONE: "Allegro has the purchase no more.",
        FlagKind.REVIVED: "Cancelled here, and on Allegro no longer.",
        FlagKind.STATUS_NOT_TOLD: "Allegro could not be told a status.",
        FlagKind.STATUSES_USED_UP: "Most or all of the status changes that Allegro takes of one "
        "order are used.",
        FlagKind.PARCEL_CHANGED: "Allegro has a tracking number that is wrong by now.",
        FlagKind.PARCEL_NOT_TOLD: "Allegro did not take a tracking number.",
        FlagKind.STAGE_UNKNOWN: "The order's metadata names a stage that Allegro does not have.",
    },
)
AllegroOfferMatchState: Final = described(
    "AllegroOfferMatchState",
    "Whether the shop knows which variant an offer is, and how many pieces there are.",
    {
        Match.MATCHED: "It is one variant, chosen by a person or found by its key.",
        Match.UNMATCHED: "No variant carries its key.",
        Match.AMBIGUOUS: "Several variants carry its key: a person has to say which it is.",
        Match.UNCOUNTED: "It is one variant, whose pieces the shop does not count.",
    },
)
AllegroLanguage: Final = described(
    "AllegroLanguage",
    "A language of our texts.",
    {Language.ENGLISH: "English.", Language.POLISH: "Polish."},
)
AllegroEnvironment: Final = described(
    "AllegroEnvironment",
    "Which Allegro is talked to.",
    {
        EnvironmentName.PRODUCTION: "Allegro itself.",
        EnvironmentName.SANDBOX: "Allegro's test site.",
        EnvironmentName.CUSTOM: "Addresses of one's own, such as a simulator's.",
    },
)
AllegroInitialStatus: Final = described(
    "AllegroInitialStatus",
    "The status an order from Allegro may start with.",
    {
        InitialStatus.UNCONFIRMED: "Order status UNCONFIRMED.",
        InitialStatus.UNFULFILLED: "Order status UNFULFILLED.",
    },
)
AllegroWhenSent: Final = described(
    "AllegroWhenSent",
    "What happens to an order when Allegro says that it was sent.",
    {
        WhenSent.NOTHING: "It stays as it is here.",
        WhenSent.FULFILL: "It is fulfilled here as well.",
    },
)
AllegroMatchBy: Final = described(
    "AllegroMatchBy",
    "Which value of a variant says that it is the offer's product.",
    {
        MatchBy.SKU: "Its SKU is the offer's signature (external id).",
        MatchBy.EXTERNAL_REFERENCE: "Its external reference is the offer's signature.",
        MatchBy.OFFER_ID: "Its metadata `allegro.offer_id` holds the offer's number.",
    },
)
AllegroJobKind: Final = described(
    "AllegroJobKind",
    "What a job is for.",
    {
        Job.Kind.IMPORT: "Imports purchases.",
        Job.Kind.PREVIEW: "Says what an import would do, and does none of it.",
        Job.Kind.RECHECK: "Compares an order with Allegro and repairs what differs.",
        Job.Kind.RETRY: "Tries again what failed.",
        Job.Kind.PUSH: "Tells Allegro the status and the parcels of an order.",
        Job.Kind.STOCK: "Tells Allegro how many pieces its offers have.",
        Job.Kind.AUDIT: "Compares all purchases of some days with the shop, and repairs what "
        "differs.",
        Job.Kind.CONNECT_DEVICE: "Connects a seller by a code.",
        Job.Kind.DIRECTORY: "Reads Allegro's lists of delivery methods, carriers and marketplaces.",
    },
)
AllegroJobState: Final = described(
    "AllegroJobState",
    "How far a job is.",
    {
        Job.State.QUEUED: "A worker will begin it by itself; `errors` says what it waits for.",
        Job.State.RUNNING: "It is being done, or waits for the seller to confirm the code.",
        Job.State.DONE: "It came to its end; single purchases may have failed.",
        Job.State.FAILED: "It is over, and was not done or not all of it; `errors` says why.",
    },
)
AllegroWouldBecome: Final = described(
    "AllegroWouldBecome",
    "What an import would make of a purchase.",
    {
        WouldBecome.ORDER: "A new order.",
        WouldBecome.KNOWN_ORDER: "The order that the shop has for it already, as it is.",
        WouldBecome.WAITING: "It would wait until it is paid.",
        WouldBecome.SKIPPED: "It would be passed over; `reason` says why.",
        WouldBecome.FAILED: "It could not be imported; `reason` says why.",
    },
)
AllegroLineKind: Final = described(
    "AllegroLineKind",
    "What a line stands for.",
    {
        LineKind.OFFER: "Pieces of an offer.",
        LineKind.SERVICE: "An additional service.",
        LineKind.DEPOSIT: "A deposit, such as one for bottles.",
    },
)
