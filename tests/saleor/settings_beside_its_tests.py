"""The settings of Saleor's own tests, as they are, with our plugin installed and switched off."""

from tests.saleor.settings import *  # noqa: F403

PLUGINS = ["tests.saleor.plugin_switched_off.SwitchedOff"]
