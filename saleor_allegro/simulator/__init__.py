"""An Allegro to talk to: real HTTP, OAuth, journal, forms, clock and faults, in memory.

simulator = Simulator(seed=1)
simulator.sell_many(40)
with serve(simulator) as base_url:
    ...
"""

from saleor_allegro.simulator.faults import FaultKind
from saleor_allegro.simulator.kinds import USUAL, USUAL_IN_ZLOTY, Kind
from saleor_allegro.simulator.server import serve
from saleor_allegro.simulator.simulator import Simulator

__all__ = ["USUAL", "USUAL_IN_ZLOTY", "FaultKind", "Kind", "Simulator", "serve"]
