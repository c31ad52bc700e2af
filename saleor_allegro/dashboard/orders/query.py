"""What the view asks GraphQL: one question, whatever it shows."""

from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.orders.filters import Wanted, filter_input, page_input

#: So many failed purchases are shown on top; a link leads to the rest.
MOST_FAILING: Final = 10

ORDERS_QUERY: Final = """
query ($filter: AllegroOrderFilterInput, $first: Int, $after: String, $last: Int, $before: String,
       $language: AllegroLanguage, $failing: Int!) {
  allegroOrders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { ...row } }
  }
  failing: allegroOrders(first: $failing, filter: {failed: true},
                         sortBy: {field: FAILED_SINCE, direction: ASC}) {
    totalCount
    edges { node { ...row } }
  }
  ...sellers
}
fragment row on AllegroOrder {
  checkoutFormId url iconUrl orderNumber channel state marketplace
  order { id }
  account { id }
  error { code message attempts since nextTryAt }
  buyerLogin boughtAt formStatus fulfillmentStatus paymentState
  total { fractionalAmount fractionDigits currency }
  paid { fractionalAmount fractionDigits currency }
  flags { kind message(language: $language) }
  push { error { message } }
}
fragment sellers on Query {
  allegroAccounts { id login channels connection }
  channels { slug name currencyCode }
  me { restrictedAccessToChannels accessibleChannels { slug } }
}
"""
SELLERS_QUERY: Final = """
query { ...sellers }
fragment sellers on Query {
  allegroAccounts { id login channels connection }
  channels { slug name currencyCode }
  me { restrictedAccessToChannels accessibleChannels { slug } }
}
"""


def orders_variables(wanted: Wanted, language: Language) -> dict[str, Any]:
    """The failed ones are only counted where something else is looked at."""
    return {
        "filter": filter_input(wanted),
        "language": language.name,
        "failing": MOST_FAILING if wanted.is_plain else 1,
        **page_input(wanted),
    }
