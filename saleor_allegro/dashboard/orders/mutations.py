"""What the view asks workers for; each answers `asked`, with a job or with errors."""

from typing import Final

_ANSWER: Final = "{ job { id } errors { field code message } }"

RECHECK: Final = f"mutation ($id: ID!) {{ asked: allegroOrderRecheck(id: $id) {_ANSWER} }}"
PUSH: Final = f"mutation ($id: ID!) {{ asked: allegroOrderPush(id: $id) {_ANSWER} }}"
RETRY: Final = (
    f"mutation ($formIds: [String!]!) {{ asked: allegroOrderRetry(formIds: $formIds) {_ANSWER} }}"
)
IMPORT: Final = f"""
mutation ($channel: String!, $since: DateTime, $formIds: [String!], $dryRun: Boolean) {{
  asked: allegroImport(channel: $channel, since: $since, formIds: $formIds, dryRun: $dryRun)
  {_ANSWER}
}}
"""
AUDIT: Final = f"""
mutation ($channel: String!, $days: Int) {{
  asked: allegroAudit(channel: $channel, days: $days) {_ANSWER}
}}
"""
FAILED_FORMS: Final = """
query ($seller: ID!, $first: Int!, $after: String) {
  allegroOrders(first: $first, after: $after, filter: {failed: true, account: $seller},
                sortBy: {field: FAILED_SINCE, direction: ASC}) {
    pageInfo { hasNextPage endCursor }
    edges { node { checkoutFormId } }
  }
}
"""
