"""What the process that forks the workers has done once for all of them."""

import os
from importlib.util import find_spec

import django

is_in_saleor = find_spec("saleor") is not None
os.environ["DJANGO_SETTINGS_MODULE"] = (
    "tests.saleor.endurance_settings" if is_in_saleor else "tests.settings"
)
django.setup()

from tests.endurance import jobs, workers  # noqa: E402, F401
from tests.walk import jobs as walk_jobs  # noqa: E402, F401
