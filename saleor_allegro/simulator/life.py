"""What happens to a form after the sale, and to an offer between sales.

Every step of a form moves `updatedAt` and `revision` and is noted in the journal. The seller's
own steps move neither, as on Allegro: fulfillment status, parcels, refunds. A step that Allegro
would not allow raises `CannotHappen`.
"""

from saleor_allegro.simulator.correcting import Correcting
from saleor_allegro.simulator.ending import Ending
from saleor_allegro.simulator.market import CannotHappen
from saleor_allegro.simulator.refunding import Refunding
from saleor_allegro.simulator.shipping import FULFILLMENT_STATUSES, Shipping
from saleor_allegro.simulator.stocking import Stocking

__all__ = ["FULFILLMENT_STATUSES", "CannotHappen", "Life"]


class Life(Correcting, Ending, Shipping, Refunding, Stocking):
    """Every step; each takes the form or the offer it happens to."""
