"""A worker's Saleor: the tests' own, as near to production as it goes, with a listener in it."""

from tests.saleor.settings import *  # noqa: F403
from tests.saleor.settings import PLUGINS

DEBUG = False
# The tests' own keep every span in memory.
TELEMETRY_TRACER_CLASS = "saleor.core.telemetry.trace.Tracer"
TELEMETRY_METER_CLASS = "saleor.core.telemetry.metric.Meter"
PLUGINS = [*PLUGINS, "tests.saleor.endurance_listener.Listener"]
