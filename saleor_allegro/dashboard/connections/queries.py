"""What the Connections view asks GraphQL."""

from typing import Final

_RUN: Final = "{ outcome startedAt finishedAt imported updated told failed errorMessage }"
CHANNELS: Final = """
query ($language: AllegroLanguage) {
  allegroChannels {
    slug name currencyCode active createsOrders missing(language: $language)
    account { login connection } connectedAt
  }
}
"""
ACCOUNTS: Final = f"""
query {{
  allegroAccounts {{
    id login environment marketplace connection connectedAt channels importSince
    nextImportAt pausedUntil cursorAge
    lastImport {_RUN} lastRecheck {_RUN} lastAudit {_RUN} lastPush {_RUN} lastStock {_RUN}
    counts {{ failed notFollowed notTold flagged }}
    lastDay {{ startsAt runs stopped calls imported failed }}
    stoppedRuns {{ kind startedAt errorMessage }}
  }}
}}
"""
CONNECT: Final = """
mutation ($channel: String!) {
  did: allegroConnect(channel: $channel) { authorizationUrl errors { message } }
}
"""
CONNECT_BY_CODE: Final = """
mutation ($channel: String!) {
  did: allegroConnectDevice(channel: $channel) { job { id } errors { message } }
}
"""
DISCONNECT: Final = """
mutation ($channel: String!) {
  did: allegroDisconnect(channel: $channel) { errors { message } }
}
"""
JOB: Final = """
query ($id: ID!) {
  allegroJob(id: $id) {
    state userCode verificationUrl verificationUrlComplete errors { message } channel
  }
}
"""
