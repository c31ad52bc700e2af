"""What was done, and how it went."""

from django.db import models

from saleor_allegro.models.accounts import Account


class Run(models.Model):
    """One pass over an account: an import, a recheck, or telling Allegro something."""

    class Kind(models.TextChoices):
        IMPORT = "import"
        RECHECK = "recheck"
        AUDIT = "audit"
        PUSH = "push"
        STOCK = "stock"

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
    #: Statuses, parcels and quantities of offers that Allegro was told.
    told = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField(default=0)
    calls = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error_message = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["account", "-started_at"], name="allegro_run_last")]
