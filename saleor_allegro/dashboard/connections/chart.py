"""The last day of a seller as bars: how high each is, and what the picture says in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections import account_words as words

#: Of the bars, in the picture's own units.
HEIGHT: Final = 48
_STEP: Final = 10
_BAR: Final = 8
#: So that an hour with one call is seen beside one with thousands.
_LOWEST: Final = 2
#: Below the line, where something failed: not by colour alone.
_MARK: Final = 4


def chart(hours: Sequence[Mapping[str, Any]], language: Language) -> Mapping[str, Any]:
    """Bars for calls; hours in which something failed or stopped stand out."""
    most = max((hour["calls"] for hour in hours), default=0) or 1
    bars = []
    for number, hour in enumerate(hours):
        height = max(round(hour["calls"] / most * HEIGHT), _LOWEST) if hour["runs"] else 0
        bars.append(
            {
                **hour,
                "x": number * _STEP,
                "y": HEIGHT - height,
                "height": height,
                "is_bad": bool(hour["failed"] or hour["stopped"]),
            }
        )
    sums = {name: sum(hour[name] for hour in hours) for name in ("calls", "failed", "stopped")}
    return {
        "bars": bars,
        "width": len(bars) * _STEP,
        "height": HEIGHT + 2 * _MARK,
        "bar": _BAR,
        "mark": _MARK,
        "mark_y": HEIGHT + _MARK,
        "is_empty": not any(hour["runs"] for hour in hours),
        "is_bad": any(bar["is_bad"] for bar in bars),
        "begins": hours[0]["startsAt"] if hours else None,
        "name": words.CHART.filled(**sums).in_language(language),
    }
