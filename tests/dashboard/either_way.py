"""Tags for rendering a template whatever its conditions say: either way, lists with two items."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import UTC, datetime
from random import Random
from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import ForNode, IfNode, do_for, do_if
from django.utils.safestring import SafeString

from saleor_allegro.dashboard import filters
from tests.dashboard.anything import Anything, field

register = template.Library()

_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_ways: ContextVar[Random] = ContextVar("ways")


@contextmanager
def one_of_the_ways(seed: int) -> Iterator[None]:
    """What is rendered within goes the same way for the same seed."""
    token = _ways.set(Random(seed))
    try:
        yield
    finally:
        _ways.reset(token)


class EitherWay(IfNode):
    def render(self, context: Context) -> SafeString:
        ways = [nodes for _, nodes in self.conditions_nodelists]
        if all(condition is not None for condition, _ in self.conditions_nodelists):
            ways.append(template.NodeList())  # there is no `else`
        chosen: template.NodeList = _ways.get().choice(ways)
        return chosen.render(context)


class Twice(ForNode):
    def render(self, context: Context) -> SafeString:
        found = self.sequence.resolve(context, ignore_failures=True)
        if not isinstance(found, Anything):
            return super().render(context)
        named = tuple(field(name, found) for name in self.loopvars)
        item = named if len(named) > 1 else named[0]
        given = copy(self)
        given.sequence = _Given([item] * _ways.get().choice([2, 2, 0]))
        return ForNode.render(given, context)


class _Given:
    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def resolve(self, context: Context, ignore_failures: bool = False) -> list[Any]:
        return self.items


@register.tag("if")
def either_way(parser: Parser, token: Token) -> IfNode:
    node = do_if(parser, token)
    node.__class__ = EitherWay
    return node


@register.tag("for")
def twice(parser: Parser, token: Token) -> ForNode:
    node = do_for(parser, token)
    node.__class__ = Twice
    return node


@register.filter
def moment(value: Any) -> str:
    """Times are none of the words that are tried: GraphQL lets nothing else through."""
    return filters.moment(_NOON if isinstance(value, Anything) else value)
