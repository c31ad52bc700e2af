"""Lengths of time in words, in the two coarsest units that fit: "2 d 4 h", "3 h 20 min"."""

from datetime import timedelta
from typing import Final

from saleor_allegro.config import Text

_NOW: Final = Text("less than a minute", "mniej niż minuta")


def length(time: timedelta) -> Text:
    """How long it is, whatever its sign."""
    minutes = int(abs(time).total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        english = [f"{days} d", f"{hours} h" if hours else ""]
        polish = [f"{days} {'dzień' if days == 1 else 'dni'}", f"{hours} godz." if hours else ""]
    elif hours:
        english = [f"{hours} h", f"{minutes} min" if minutes else ""]
        polish = [f"{hours} godz.", f"{minutes} min" if minutes else ""]
    elif minutes:
        english = polish = [f"{minutes} min"]
    else:
        return _NOW
    return Text(" ".join(filter(None, english)), " ".join(filter(None, polish)))
