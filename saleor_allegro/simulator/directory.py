"""The small public lists, and who the seller is.

Source: Allegro REST API, `GET /me`, `/sale/delivery-methods`, `/order/carriers`,
`/marketplaces`.
"""

from starlette.requests import Request

from saleor_allegro.simulator import delivery, marketplaces
from saleor_allegro.simulator.simulator import Simulator
from saleor_allegro.simulator.wire import encode


def me(simulator: Simulator, request: Request) -> bytes:
    seller = simulator.seller
    return encode(
        {
            "id": seller.id,
            "login": seller.login,
            "firstName": seller.first_name,
            "lastName": seller.last_name,
            "email": seller.email,
            "baseMarketplace": {"id": marketplaces.PL.id},
            "company": {"name": seller.company_name, "taxId": seller.tax_id},
            "features": ["SUPER_SELLER"],
        }
    )


def delivery_methods(simulator: Simulator, request: Request) -> bytes:
    wanted = request.query_params.get("marketplace")
    return encode(
        {
            "deliveryMethods": [
                delivery.document(method)
                for method in delivery.METHODS
                if wanted in (None, method.marketplace.id)
            ]
        }
    )


def carriers(simulator: Simulator, request: Request) -> bytes:
    return encode({"carriers": delivery.CARRIERS})


def marketplace_list(simulator: Simulator, request: Request) -> bytes:
    documents = [marketplaces.document(each) for each in marketplaces.MARKETPLACES]
    return encode({"marketplaces": documents})
