"""Take the place of a function of Saleor's, once, and know it again."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, Final

Wrap = Callable[[Callable[..., Any]], Callable[..., Any]]
_MARK: Final = "saleor_allegro_wrapped"


def wrap_once(owner: Any, name: str, wrap: Wrap, parameters: Sequence[str] | None = None) -> None:
    """Wrap a function where it is there; `is_wrapped` tells where it is not.

    Args:
        owner: The module or class that has it.
        parameters: Leave it alone unless it takes these.
    """
    original = getattr(owner, name, None)
    if original is None or is_wrapped(owner, name):
        return
    if parameters is None or list(inspect.signature(original).parameters) == list(parameters):
        wrapped = wrap(original)
        setattr(wrapped, _MARK, True)
        setattr(owner, name, wrapped)


def is_wrapped(owner: Any, name: str) -> bool:
    return hasattr(getattr(owner, name, None), _MARK)
