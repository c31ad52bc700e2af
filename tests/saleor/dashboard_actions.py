"""Every action of the dashboard's pages, with fields that a person would send."""

from collections.abc import Mapping
from typing import Final

#: Page -> name of an action -> what is sent along.
ACTIONS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "orders": {
        "recheck": {"order": "T3JkZXI6MQ=="},
        "push": {"order": "T3JkZXI6MQ=="},
        "retry": {"form": "29738e61-7f6a-11e8-ac45-09db60ede9d6"},
        "retry_all": {},
        "import": {"seller": "allegro-pl"},
        "import_since": {"seller": "allegro-pl", "since": "2026-11-01"},
        "import_one": {"form": "29738e61-7f6a-11e8-ac45-09db60ede9d6"},
        "preview": {"seller": "allegro-pl", "since": "2026-11-01"},
        "audit": {"seller": "allegro-pl", "days": "14"},
    },
    "connections": {
        "connect": {"channel": "allegro-pl"},
        "connect_by_code": {"channel": "allegro-pl"},
        "disconnect": {"channel": "allegro-pl"},
    },
    "settings": {
        "save": {"channel": "allegro-pl", "was_stock_buffer": "0", "set_stock_buffer": "5"},
        "clear:client_secret": {"channel": "allegro-pl"},
        "fill": {"channel": "allegro-pl", "from": "allegro-pl"},
    },
    "statuses": {
        "save": {"channel": "allegro-pl"},
        "suggest": {"channel": "allegro-pl"},
        "read_lists": {"channel": "allegro-pl"},
    },
    "widgets/order": {
        "recheck": {},
        "push": {},
        "resolve:OVERSOLD:line-1": {"note:OVERSOLD:line-1": "Done."},
    },
}
