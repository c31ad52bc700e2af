"""The settings of Saleor's own tests with our plugin as it comes: active, its form empty."""

from tests.saleor.settings import *  # noqa: F403

PLUGINS = ["saleor_allegro.plugin.AllegroPlugin"]
