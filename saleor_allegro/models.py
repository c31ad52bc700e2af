"""Our tables. Only `ledger` reads and writes them.

No foreign key leads into Saleor's tables (`clearorders` deletes orders raw); orders, order
lines, customers and channels are linked by their ids and slugs.
"""

from django.db import models
from django.db.models import Q


class Account(models.Model):
    """A seller connected to Allegro."""

    class Connection(models.TextChoices):
        CONNECTED = "connected"
        RECONNECT_NEEDED = "reconnect_needed"
        DISCONNECTED = "disconnected"

    class Backfill(models.TextChoices):
        """Reading the open forms of the days before the account was connected."""

        PENDING = "pending"
        DONE = "done"

    seller_id = models.CharField(max_length=64)
    login = models.CharField(max_length=255)
    #: "production", "sandbox" or the API's base URL of a custom environment.
    environment = models.CharField(max_length=255)
    marketplace = models.CharField(max_length=64, blank=True, default="")

    connection = models.CharField(
        max_length=32, choices=Connection.choices, default=Connection.CONNECTED
    )
    client_id = models.CharField(max_length=255)
    scope = models.TextField(blank=True, default="")
    # Fernet texts: an access token is about 1.3 kB before encryption.
    access_token = models.TextField(blank=True, default="")
    refresh_token = models.TextField(blank=True, default="")
    token_expires_at = models.DateTimeField(null=True, blank=True)
    connected_at = models.DateTimeField()

    #: Id of the last journal event taken in; "" before the first.
    cursor = models.CharField(max_length=64, blank=True, default="")
    cursor_occurred_at = models.DateTimeField(null=True, blank=True)
    #: Forms bought before this moment are not ours to import.
    import_since = models.DateTimeField()
    backfill = models.CharField(max_length=16, choices=Backfill.choices, default=Backfill.PENDING)
    next_import_at = models.DateTimeField(db_index=True)
    #: When orders that wait for payment are compared with their forms; `None`: at once.
    next_recheck_at = models.DateTimeField(null=True, blank=True)
    #: When what the journal may have lost is looked for in the list; `None`: at once.
    next_sweep_at = models.DateTimeField(null=True, blank=True)
    #: Changes on Allegro up to here were looked for, and over the longer window up to there.
    swept_until = models.DateTimeField(null=True, blank=True)
    swept_whole_at = models.DateTimeField(null=True, blank=True)
    #: Allegro asked for a pause (HTTP 429): no worker calls it for this account before.
    paused_until = models.DateTimeField(null=True, blank=True)

    #: Grows with every lease given; a write with an older one is refused.
    lease_fence = models.BigIntegerField(default=0)
    lease_expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["environment", "seller_id"], name="allegro_account_seller"
            )
        ]

    def __repr__(self) -> str:
        return f"<Account {self.pk} {self.environment} {self.seller_id}>"

    __str__ = __repr__


class AccountChannel(models.Model):
    """A channel of the shop that takes orders of an account. One channel, one account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="channels")
    channel_slug = models.CharField(max_length=255, unique=True)
    connected_at = models.DateTimeField()


class OrderLink(models.Model):
    """A checkout form we heard of, and the order it became. Also the inbox."""

    class State(models.TextChoices):
        DUE = "due"  # to be read and imported
        WAITING = "waiting"  # unpaid, and the merchant wants paid ones only
        IMPORTED = "imported"
        FAILED = "failed"  # see `error_message`; tried again at `next_try_at`
        SKIPPED = "skipped"  # see `error_code` for why; a new event looks again
        MERGED = "merged"  # the buyer paid it together with others: see `successor`

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="links")
    form_id = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DUE)
    #: An event arrived since the form was last read.
    is_dirty = models.BooleanField(default=True)
    first_seen_at = models.DateTimeField()

    attempts = models.PositiveIntegerField(default=0)
    #: Due: when the form changed on Allegro, as far as we know. Failed: when it is tried again.
    next_try_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")
    failed_since = models.DateTimeField(null=True, blank=True)

    # The form as last read.
    revision = models.CharField(max_length=64, blank=True, default="")
    form_status = models.CharField(max_length=64, blank=True, default="")
    fulfillment_status = models.CharField(max_length=64, blank=True, default="")
    form_updated_at = models.DateTimeField(null=True, blank=True)
    marketplace = models.CharField(max_length=64, blank=True, default="")
    bought_at = models.DateTimeField(null=True, blank=True)
    total_to_pay = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    paid = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    is_cash_on_delivery = models.BooleanField(default=False)

    # The order it became.
    channel_slug = models.CharField(max_length=255, blank=True, default="")
    order_id = models.UUIDField(null=True, blank=True)
    order_number = models.CharField(max_length=32, blank=True, default="")
    imported_at = models.DateTimeField(null=True, blank=True)
    #: The shop's events and webhooks about the new order were fired.
    announced_at = models.DateTimeField(null=True, blank=True)

    # How the order follows its form.
    #: The order waits for payment and is compared with its form then; `None`: events will say.
    next_check_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    #: `rules.updates.Aspect` -> digest of what was last brought over; holds no personal data.
    digests = models.JSONField(default=dict, blank=True)
    #: What the shop's listeners are still to be told: values of `shop.port.Telling`.
    tellings = models.JSONField(default=list, blank=True)
    #: Since when Allegro answers that it has no such form.
    gone_since = models.DateTimeField(null=True, blank=True)
    #: The form that the buyer paid instead, together with other purchases.
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "form_id"], name="allegro_link_form"),
            models.UniqueConstraint(
                fields=["order_id"],
                name="allegro_link_order",
                condition=Q(order_id__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "next_try_at"],
                name="allegro_link_due",
                condition=Q(state__in=["due", "failed"]),
            ),
            models.Index(
                fields=["account"],
                name="allegro_link_unannounced",
                condition=Q(state="imported", announced_at__isnull=True),
            ),
            models.Index(
                fields=["account", "next_check_at"],
                name="allegro_link_check",
                condition=Q(next_check_at__isnull=False),
            ),
            models.Index(
                fields=["account"],
                name="allegro_link_dirty",
                condition=Q(state="imported", is_dirty=True),
            ),
            models.Index(
                fields=["account"],
                name="allegro_link_untold",
                condition=~Q(tellings=[]),
            ),
        ]

    def __repr__(self) -> str:
        return f"<OrderLink {self.pk} {self.form_id} {self.state}>"

    __str__ = __repr__


class LineLink(models.Model):
    """A line item of Allegro and the order line it became; never two for one line item."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="lines")
    line_item_id = models.CharField(max_length=64)
    order_line_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "line_item_id"], name="allegro_line_item")
        ]


class BuyerLink(models.Model):
    """A buyer on Allegro and the shop's customer; the masked e-mail is no key."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    buyer_id = models.CharField(max_length=64)
    customer_id = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "buyer_id"], name="allegro_buyer")
        ]


class OrderFlag(models.Model):
    """Something about an order that a person should look at, until resolved."""

    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, blank=True, default="")
    details = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    #: Nobody resolved it: Allegro or the shop no longer shows what it was about.
    resolved_alone = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "kind", "subject"], name="allegro_flag")
        ]
        indexes = [
            models.Index(
                fields=["kind"],
                name="allegro_flag_open",
                condition=Q(resolved_at__isnull=True),
            )
        ]


class Parcel(models.Model):
    """A parcel of a form that Allegro knows of, whoever entered it."""

    link = models.ForeignKey(OrderLink, on_delete=models.CASCADE, related_name="parcels")
    parcel_id = models.CharField(max_length=255)
    carrier_id = models.CharField(max_length=64)
    carrier_name = models.CharField(max_length=255, blank=True, default="")
    waybill = models.CharField(max_length=255)
    created_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "parcel_id"], name="allegro_parcel")]


class Run(models.Model):
    """One import, recheck or push pass over an account."""

    class Kind(models.TextChoices):
        IMPORT = "import"
        RECHECK = "recheck"
        AUDIT = "audit"

    class Outcome(models.TextChoices):
        RUNNING = "running"
        FINISHED = "finished"
        STOPPED = "stopped"  # the connection or the shop was at fault; see `error_message`

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="runs")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, default=Outcome.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    imported = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    flagged = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["account", "-started_at"], name="allegro_run_last")]
