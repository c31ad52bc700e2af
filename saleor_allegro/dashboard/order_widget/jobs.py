"""How far a job of an order is, and what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from saleor_allegro.config import Language
from saleor_allegro.dashboard.order_widget.words import STILL_FAILS
from saleor_allegro.dashboard.orders.jobs import ShownJob, show_job


def show_order_job(
    node: Mapping[str, Any] | None, now: datetime, language: Language, *, was: str = ""
) -> ShownJob | None:
    """As `orders.jobs.show_job`; an order that failed says why below."""
    shown = show_job(node, now, language, was=was)
    if shown is None or node is None or shown.state != "DONE" or not node["failed"]:
        return shown
    return replace(shown, said=STILL_FAILS.in_language(language))
