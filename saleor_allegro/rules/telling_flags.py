"""What a person should look at in what Allegro is told, or cannot be told."""

from typing import Final

from saleor_allegro.rules.flags import Flag, FlagKind
from saleor_allegro.rules.status_mapping import settable_status
from saleor_allegro.rules.tell_status import MANY_OPERATIONS, MOST_OPERATIONS

#: They are over as soon as the order shows them no more.
TOLD_FLAGS: Final = frozenset(
    {FlagKind.STATUS_NOT_TOLD, FlagKind.STAGE_UNKNOWN, FlagKind.STATUSES_USED_UP}
)
#: So often a status is tried before a person is asked: some three quarters of an hour.
_PATIENCE: Final = 5


def telling_flags(
    *, stage: str, wanted: str, error: str, attempts: int, is_refused: bool, operations: int
) -> tuple[Flag, ...]:
    """Every flag about the status that an order has on Allegro.

    Args:
        stage: What a warehouse app says; "" for nothing.
        wanted: The status Allegro is to be told; "" for none.
        error: Why it was not told, for a person; "" when nothing failed.
        attempts: How often it failed and may yet go well.
        is_refused: Allegro refused it for good.
        operations: How many statuses of the order Allegro took.
    """
    flags = list[Flag]()
    if stage and settable_status(stage) is None:
        # A stranger's text: a column holds so much of it.
        flags.append(Flag(kind=FlagKind.STAGE_UNKNOWN, details={"value": stage[:64]}))
    if wanted and error and (is_refused or attempts >= _PATIENCE):
        details = {"status": wanted, "error": error}
        flags.append(Flag(kind=FlagKind.STATUS_NOT_TOLD, details=details))
    if operations >= MANY_OPERATIONS:
        # Said twice: when it comes close, and when it is over.
        reached = MOST_OPERATIONS if operations >= MOST_OPERATIONS else MANY_OPERATIONS
        details = {"reached": str(reached), "most": str(MOST_OPERATIONS)}
        flags.append(Flag(kind=FlagKind.STATUSES_USED_UP, details=details))
    return tuple(flags)
