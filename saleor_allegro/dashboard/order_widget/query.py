"""What the widget asks GraphQL."""

from typing import Final

#: The order's history is read where it is to say what a recheck has changed.
ORDER_QUERY: Final = """
query ($id: ID!, $language: AllegroLanguage, $withHistory: Boolean!) {
  order(id: $id) {
    status
    events @include(if: $withHistory) { type date message }
    allegro {
      checkoutFormId url iconUrl marketplace state
      account { login connection }
      buyerLogin formStatus fulfillmentStatus
      paymentState cashOnDelivery
      total { fractionalAmount fractionDigits currency }
      paid { fractionalAmount fractionDigits currency }
      deliveryMethod { name }
      pickupPoint { id name description address }
      smart dispatchBy
      invoice { wanted taxId company }
      flags(includeResolved: true) {
        id kind subject message(language: $language) resolvedAt resolvedAlone note
      }
      error { message attempts since nextTryAt }
      push { toldStatus toldAt dueAt error { message attempts since nextTryAt } }
      syncedAt
    }
  }
}
"""
RESOLVE: Final = """
mutation ($id: ID!, $flag: AllegroFlagKind!, $subject: String, $note: String) {
  asked: allegroFlagResolve(id: $id, flag: $flag, subject: $subject, note: $note) {
    flags { kind }
    errors { field code message }
  }
}
"""
