"""The e-mail addresses that Allegro gives in the place of the buyers' own."""

import re
from typing import Final

# allegromail.pl on every marketplace, user.allegrogroup.pl in the sandbox and before 2021.
_MASKED: Final = re.compile(r".*@(?:[\w-]+\.)*(?:allegromail\.[a-z]{2,3}|user\.allegrogroup\.pl)")


def is_masked(email: str) -> bool:
    """Whether mail to it goes through Allegro, which forwards what its rules allow.

    Source: allegro-api issues #1340 (production) and #7528 (sandbox).
    """
    return _MASKED.fullmatch(email.strip().lower()) is not None
