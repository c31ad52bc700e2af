"""`allegroRuns`."""

from typing import Any

import graphene
from saleor.graphql.core.connection import create_connection_slice
from saleor.graphql.core.fields import ConnectionField
from saleor.permission.enums import OrderPermissions

from saleor_allegro import ledger
from saleor_allegro.graphql.category import CATEGORY
from saleor_allegro.graphql.enums import AllegroRunKind
from saleor_allegro.graphql.reading import database_of, pk_of
from saleor_allegro.graphql.sorting import (
    AllegroRunSortField,
    AllegroRunSortingInput,
    newest_first,
)
from saleor_allegro.graphql.types.run import AllegroRunCountableConnection
from saleor_allegro.models import Run


class AllegroRunQueries(graphene.ObjectType):
    allegro_runs = ConnectionField(
        AllegroRunCountableConnection,
        account=graphene.Argument(graphene.ID, description="ID of an account; null: of all."),
        kind=graphene.Argument(AllegroRunKind, description="What they were for; null: anything."),
        sort_by=AllegroRunSortingInput(
            description="How they are sorted; unless given, the latest comes first."
        ),
        description="What was imported, rechecked, audited and pushed, and how it went.",
        permissions=[OrderPermissions.MANAGE_ORDERS],
        doc_category=CATEGORY,
    )

    @staticmethod
    def resolve_allegro_runs(
        _root: Any, info: Any, *, account: str | None = None, kind: str | None = None, **page: Any
    ) -> Any:
        if not page.get("sort_by"):
            page["sort_by"] = newest_first(AllegroRunSortingInput, AllegroRunSortField.STARTED_AT)
        runs = ledger.seen_runs(
            pk_of(account, "AllegroAccount") if account else None,
            Run.Kind(kind) if kind else None,
            database=database_of(info),
        )
        return create_connection_slice(runs, info, page, AllegroRunCountableConnection)
