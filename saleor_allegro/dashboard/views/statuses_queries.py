"""What the Statuses view asks and has changed."""

from typing import Final

CHANNELS: Final = """
query ($language: AllegroLanguage!) {
  allegroChannels {
    slug name active createsOrders missing(language: $language) account { connection }
  }
}
"""
CHANNEL: Final = """
query ($channel: String!) {
  allegroStatusMapping(channel: $channel) { entries { stage status } }
  allegroSettings(channel: $channel) {
    sendShopNotifications neverMailMaskedAddresses sendTrackingNumbers
    carriers { left right } shippingMethods { left right }
  }
  allegroChoices(channel: $channel) {
    readAt carriers { id name } deliveryMethods { id name } shippingMethods { id name }
  }
}
"""
SAVE_STATUSES: Final = """
mutation ($channel: String!, $entries: [AllegroStatusMappingEntryInput!]) {
  saved: allegroStatusMappingUpdate(channel: $channel, entries: $entries) {
    errors { field message }
  }
}
"""
USE_SUGGESTED: Final = """
mutation ($channel: String!) {
  saved: allegroStatusMappingUpdate(channel: $channel, suggested: true) {
    errors { field message }
  }
}
"""
READ_LISTS: Final = """
mutation ($channel: String!) {
  asked: allegroDirectoryRead(channel: $channel) {
    job { id state errors { message } } errors { message }
  }
}
"""
READING: Final = """
query ($id: ID!, $channel: String!) {
  allegroJob(id: $id) { id state errors { message } }
  allegroChoices(channel: $channel) { readAt }
}
"""
