"""Every action of the dashboard's pages, with fields that a person would send."""

from collections.abc import Mapping
from typing import Final

#: Page -> name of an action -> what is sent along.
ACTIONS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "widgets/order": {
        "recheck": {},
        "push": {},
        "resolve:OVERSOLD:line-1": {"note:OVERSOLD:line-1": "Done."},
    },
}
