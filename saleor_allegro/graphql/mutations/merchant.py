"""What a merchant sets, connects and disconnects."""

import graphene

from saleor_allegro.graphql.mutations.connect_seller import AllegroConnect
from saleor_allegro.graphql.mutations.disconnect_seller import AllegroDisconnect
from saleor_allegro.graphql.mutations.update_settings import AllegroSettingsUpdate
from saleor_allegro.graphql.mutations.update_status_mapping import AllegroStatusMappingUpdate


class AllegroMerchantMutations(graphene.ObjectType):
    allegro_settings_update = AllegroSettingsUpdate.Field()
    allegro_status_mapping_update = AllegroStatusMappingUpdate.Field()
    allegro_connect = AllegroConnect.Field()
    allegro_disconnect = AllegroDisconnect.Field()
