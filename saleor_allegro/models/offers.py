"""The seller's offers, and what Allegro was told of their stock."""

from uuid import uuid4

from django.db import models

from saleor_allegro.models.accounts import Account
from saleor_allegro.rules.offer_matching import Match


class Offer(models.Model):
    """An offer as Allegro last showed it, what the shop has for it, and what was sent."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="offers")
    offer_id = models.CharField(max_length=64)

    # As Allegro last showed it.
    name = models.CharField(max_length=255, blank=True, default="")
    external_id = models.CharField(max_length=100, blank=True, default="")
    status = models.CharField(max_length=64, blank=True, default="")
    available = models.PositiveIntegerField(null=True, blank=True)
    #: When we saw that it had ended because nothing was left, and not by somebody's wish.
    sold_out_since = models.DateTimeField(null=True, blank=True)

    #: The variant that a person chose for it; "": its key says which it is. No run writes it.
    chosen_variant_id = models.CharField(max_length=64, blank=True, default="")

    # What the shop has for it.
    #: "": not looked for since a person took a choice back.
    match = models.CharField(
        max_length=16,
        blank=True,
        choices=[(each.value, each.value) for each in Match],
        default=Match.UNMATCHED.value,
    )
    variant_id = models.CharField(max_length=64, blank=True, default="")
    #: What Allegro is to offer; `None`: the shop does not say.
    wanted = models.PositiveIntegerField(null=True, blank=True)

    # What Allegro was told.
    sent_quantity = models.PositiveIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: When it was last put on sale again.
    activated_at = models.DateTimeField(null=True, blank=True)
    #: What Allegro refused; not sent again for a while, unless another quantity is wanted.
    refused_quantity = models.PositiveIntegerField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")
    failed_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "offer_id"], name="allegro_offer")
        ]
        indexes = [
            # Asked for with every batch of orders; empty where nobody chose.
            models.Index(
                fields=["account", "offer_id"],
                condition=~models.Q(chosen_variant_id=""),
                name="allegro_offer_chosen",
            )
        ]

    @property
    def is_sold_out(self) -> bool:
        return self.sold_out_since is not None

    def __repr__(self) -> str:
        return f"<Offer {self.pk} {self.offer_id} {self.status}>"

    __str__ = __repr__


class StockCommand(models.Model):
    """A command about many offers whose result is not known yet.

    It is written down before it is sent, so that a worker's death leaves it to be asked about.
    """

    class Kind(models.TextChoices):
        QUANTITY = "quantity"
        ACTIVATE = "activate"

    #: Ours; Allegro takes a command of one id once.
    command_id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="stock_commands")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    #: Of a quantity command.
    quantity = models.PositiveIntegerField(null=True, blank=True)
    offer_ids = models.JSONField()
    created_at = models.DateTimeField()
    #: When Allegro confirmed that it has it; `None`: it may never have arrived.
    sent_at = models.DateTimeField(null=True, blank=True)
    #: When its result is read.
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)

    def __repr__(self) -> str:
        return f"<StockCommand {self.command_id} {self.kind}>"

    __str__ = __repr__
