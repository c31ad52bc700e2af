"""Relay connections of ours, every part of them described."""

from typing import Any

from saleor.graphql.core.connection import CountableConnection

from saleor_allegro.graphql.category import CATEGORY


class AllegroConnection(CountableConnection):
    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, node: Any = None, **options: Any) -> None:
        options.setdefault("description", f"A page of `{node._meta.name}`.")
        super().__init_subclass_with_meta__(node=node, doc_category=CATEGORY, **options)
        cls._meta.fields["edges"].description = "The elements of the page."
        # Saleor makes the type of the edges itself, and gives it no description.
        vars(cls.Edge._meta)["description"] = f"An element of a page of `{node._meta.name}`."
