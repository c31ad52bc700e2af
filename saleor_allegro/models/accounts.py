"""The sellers connected to Allegro."""

from django.db import models


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
    #: When the shop's stock is compared with the offers; `None`: at once.
    next_stock_at = models.DateTimeField(null=True, blank=True)
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
