"""The mutations that have a worker do something, and those about what it found."""

import graphene

from saleor_allegro.graphql.mutations.import_orders import AllegroImport


class AllegroJobMutations(graphene.ObjectType):
    allegro_import = AllegroImport.Field()
