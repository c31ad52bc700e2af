"""What a person asked for, and a worker does."""

from django.db import models
from django.db.models import Q

from saleor_allegro.models.accounts import Account


class Job(models.Model):
    """Something that somebody asked for and does not wait for: a worker does it meanwhile."""

    class Kind(models.TextChoices):
        IMPORT = "import"
        PREVIEW = "preview"  # what an import would do
        RECHECK = "recheck"
        RETRY = "retry"
        PUSH = "push"
        STOCK = "stock"
        AUDIT = "audit"
        CONNECT_DEVICE = "connect_device"
        DIRECTORY = "directory"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    #: `None`: nobody is connected yet.
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.CASCADE, related_name="jobs"
    )
    #: The channel it was asked for in; those who have no access to it do not see the job. "": no
    #: single one, so it belongs to all of the account's.
    channel_slug = models.CharField(max_length=255)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    #: What was asked for, see `ledger.Asked`.
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=16, choices=State.choices, default=State.QUEUED)

    #: When a worker may take it: at once, when it is tried again, or, while a worker has it, when
    #: that worker must be dead. `None`: it is over.
    due_at = models.DateTimeField(null=True, blank=True)
    #: Grows whenever a worker takes it; a write with an older one is refused.
    fence = models.BigIntegerField(default=0)
    #: How often it was taken since a worker last gave it back.
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: It is not begun any more; of a device: its code is good until then.
    expires_at = models.DateTimeField()

    looked_at = models.PositiveIntegerField(default=0)
    to_look_at = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    #: What came of it, or is there to be shown meanwhile; of a buyer the login alone.
    result = models.JSONField(default=dict)
    #: A Fernet text: whoever has the code gets the seller's tokens.
    device_code = models.TextField(blank=True, default="")
    #: Why it failed, or why it is tried again.
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="allegro_job_due", condition=Q(due_at__isnull=False)
            )
        ]

    def __repr__(self) -> str:
        return f"<Job {self.pk} {self.kind} {self.state}>"

    __str__ = __repr__
