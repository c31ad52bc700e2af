"""The last day of a seller as bars: how high each is, and what it says."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from saleor_allegro.config import Language
from saleor_allegro.dashboard.connections import words

#: Of the picture, in its own units.
HEIGHT: Final = 48
_STEP: Final = 10
_BAR: Final = 8
#: So that an hour with one call is seen beside one with thousands.
_LOWEST: Final = 2


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
                "tone": "bad" if hour["failed"] or hour["stopped"] else "",
            }
        )
    return {
        "bars": bars,
        "width": len(bars) * _STEP,
        "bar": _BAR,
        "height": HEIGHT,
        "name": words.CHART.in_language(language).format(
            **{name: sum(h[name] for h in hours) for name in ("calls", "failed", "stopped")}
        ),
    }
