"""`allegroAccounts`."""

from collections.abc import Sequence
from typing import Any

import graphene
from saleor.graphql.core.fields import PermissionsField
from saleor.graphql.core.types import NonNullList
from saleor.permission.enums import OrderPermissions, PluginsPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.reading import database_of
from saleor_allegro.graphql.types.account import AllegroAccount
from saleor_allegro.models import Account


class AllegroAccountQueries(graphene.ObjectType):
    allegro_accounts = PermissionsField(
        NonNullList(AllegroAccount),
        description="Every seller that was connected to Allegro, oldest first.",
        permissions=[PluginsPermissions.MANAGE_PLUGINS, OrderPermissions.MANAGE_ORDERS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_accounts(_root: Any, info: Any) -> Sequence[Account]:
        return ledger.seen_accounts(database=database_of(info))
