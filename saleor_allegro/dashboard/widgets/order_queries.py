"""What the widget on an order's page asks GraphQL."""

from typing import Final

MONEY: Final = "{ fractionalAmount fractionDigits currency }"
ORDER: Final = f"""
query ($id: ID!, $language: AllegroLanguage) {{
  order(id: $id) {{ id allegro {{
    checkoutFormId marketplace iconUrl url buyerLogin
    formStatus fulfillmentStatus paymentState syncedAt dispatchBy smart
    total {MONEY} paid {MONEY}
    deliveryMethod {{ name }}
    pickupPoint {{ id name description address }}
    invoice {{ wanted taxId company }}
    error {{ message nextTryAt }}
    push {{ toldStatus toldAt error {{ message nextTryAt }} }}
    flags {{ kind subject message(language: $language) raisedAt }}
  }} }}
}}
"""
JOB: Final = """
query ($id: ID!) { allegroJob(id: $id) { kind state updated failed told errors { message } } }
"""
RECHECK: Final = """
mutation ($id: ID!) { did: allegroOrderRecheck(id: $id) { job { id } errors { message } } }
"""
PUSH: Final = """
mutation ($id: ID!) { did: allegroOrderPush(id: $id) { job { id } errors { message } } }
"""
RESOLVE: Final = """
mutation ($id: ID!, $flag: AllegroFlagKind!, $subject: String, $note: String) {
  did: allegroFlagResolve(id: $id, flag: $flag, subject: $subject, note: $note) {
    errors { message }
  }
}
"""
