"""Django templates that tell orders from Allegro apart, such as Saleor's invoices.

{% load allegro %}
{% if_allegro order %}Sold on Allegro{% else %}Sold in our shop{% endif_allegro %}
"""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from saleor_allegro.rules.allegro_object import is_from_allegro

register = template.Library()


@register.tag
def if_allegro(parser: Parser, token: Token) -> "IfAllegro":
    """
    Raises:
        TemplateSyntaxError: It names no order, or more than one.
    """
    words = token.split_contents()
    if len(words) != 2:
        raise template.TemplateSyntaxError("{% if_allegro %} takes one order")
    order = parser.compile_filter(words[1])
    kept = parser.parse(("else", "endif_allegro"))
    other = NodeList()
    if parser.next_token().contents == "else":
        other = parser.parse(("endif_allegro",))
        parser.delete_first_token()
    return IfAllegro(order, kept, other)


class IfAllegro(template.Node):
    child_nodelists = ("kept", "other")

    def __init__(self, order: FilterExpression, kept: NodeList, other: NodeList) -> None:
        self.order = order
        self.kept = kept
        self.other = other

    def render(self, context: Context) -> SafeString:
        order = self.order.resolve(context, ignore_failures=True)
        return (self.kept if _is_sold_on_allegro(order) else self.other).render(context)


def _is_sold_on_allegro(order: Any) -> bool:
    """Of an order as Saleor's row, or as notifications describe it; nothing is read for it."""
    if not isinstance(order, Mapping):
        order = {"metadata": getattr(order, "metadata", None)}
    return is_from_allegro({"order": order})
