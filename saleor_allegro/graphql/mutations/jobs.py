"""The mutations that have a worker do something, and those about what it found."""

import graphene

from saleor_allegro.graphql.mutations.audit import AllegroAudit
from saleor_allegro.graphql.mutations.connect_device import AllegroConnectDevice
from saleor_allegro.graphql.mutations.import_orders import AllegroImport
from saleor_allegro.graphql.mutations.poll_device import AllegroConnectDevicePoll
from saleor_allegro.graphql.mutations.push_order import AllegroOrderPush
from saleor_allegro.graphql.mutations.read_directory import AllegroDirectoryRead
from saleor_allegro.graphql.mutations.recheck_order import AllegroOrderRecheck
from saleor_allegro.graphql.mutations.resolve_flag import AllegroFlagResolve
from saleor_allegro.graphql.mutations.retry_orders import AllegroOrderRetry
from saleor_allegro.graphql.mutations.send_stock import AllegroStockSend


class AllegroJobMutations(graphene.ObjectType):
    allegro_import = AllegroImport.Field()
    allegro_order_recheck = AllegroOrderRecheck.Field()
    allegro_order_push = AllegroOrderPush.Field()
    allegro_stock_send = AllegroStockSend.Field()
    allegro_audit = AllegroAudit.Field()
    allegro_order_retry = AllegroOrderRetry.Field()
    allegro_flag_resolve = AllegroFlagResolve.Field()
    allegro_directory_read = AllegroDirectoryRead.Field()
    allegro_connect_device = AllegroConnectDevice.Field()
    allegro_connect_device_poll = AllegroConnectDevicePoll.Field()
