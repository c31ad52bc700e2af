"""Our plugin as it is once somebody has switched it off in a channel: here, in each."""

from saleor_allegro.plugin import AllegroPlugin


class SwitchedOff(AllegroPlugin):
    DEFAULT_ACTIVE = False
