"""What an order of the shop does when the seller's side of Allegro says that it was sent."""

from enum import StrEnum


class WhenSent(StrEnum):
    NOTHING = "nothing"
    FULFILL = "fulfill"
