"""Our tables. Only `ledger` reads and writes them.

No foreign key leads into Saleor's tables (`clearorders` deletes orders raw); orders, order
lines, customers and channels are linked by their ids and slugs.
"""

from saleor_allegro.models.accounts import Account, AccountChannel
from saleor_allegro.models.directories import Directory
from saleor_allegro.models.flags import OrderFlag
from saleor_allegro.models.jobs import Job
from saleor_allegro.models.links import BuyerLink, LineLink, OrderLink
from saleor_allegro.models.offers import Offer, StockCommand
from saleor_allegro.models.parcels import Parcel, ToldParcel
from saleor_allegro.models.pushes import OrderPush
from saleor_allegro.models.runs import Run

__all__ = [
    "Account",
    "AccountChannel",
    "BuyerLink",
    "Directory",
    "Job",
    "LineLink",
    "Offer",
    "OrderFlag",
    "OrderLink",
    "OrderPush",
    "Parcel",
    "Run",
    "StockCommand",
    "ToldParcel",
]
