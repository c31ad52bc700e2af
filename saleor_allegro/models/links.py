"""What joins checkout forms, their lines and buyers with the shop."""

from django.db import models
from django.db.models import Q

from saleor_allegro.models.accounts import Account


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
    #: Line item id -> offer id and pieces: what Allegro has sold, though it may be no order yet.
    pieces = models.JSONField(default=dict, blank=True)

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
                fields=["account", "state"],
                name="allegro_link_no_order",
                condition=Q(state__in=["due", "waiting", "failed", "skipped"]),
            ),
            models.Index(
                fields=["account"],
                name="allegro_link_untold",
                condition=~Q(tellings=[]),
            ),
            models.Index(fields=["bought_at", "id"], name="allegro_link_bought"),
            models.Index(
                # As `ledger.overviews.IS_FAILING`.
                fields=["failed_since", "id"],
                name="allegro_link_failing",
                condition=Q(state="failed") | Q(state="imported", failed_since__isnull=False),
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
