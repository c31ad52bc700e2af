"""E-mail templates that tell orders from Allegro apart: the markers of `rules.markers`.

Saleor's two e-mail plugins hand a template, as it was edited in the dashboard, and the mail's
context to `send_email`, each imported by name into its own tasks; that call is wrapped, and the
markers are gone before Handlebars sees the template. So no word of a buyer is ever taken for a
marker. What the plugins check when a template is saved is wrapped as well.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from importlib import import_module
from typing import Any, Final

import pybars
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ValidationError
from saleor.plugins.error_codes import PluginErrorCode

from saleor_allegro.rules.allegro_object import is_from_allegro
from saleor_allegro.rules.markers import Unbalanced, check_markers, choose_parts, has_markers
from saleor_allegro.seams.wrapping import is_wrapped, wrap_once

#: Module, name and parameters of what is wrapped.
_SEND: Final = ("config", "recipient_list", "context", "subject", "template_str")
_VALIDATE: Final = ("plugin_configuration", "email_templates_data")
_SUBJECT: Final = "_subject"
_UNBALANCED: Final = (
    "Line {line}: {marker} has no counterpart. Write IF_ALLEGRO ... ENDIF_ALLEGRO, or "
    "IF_NOT_ALLEGRO ... ENDIF_NOT_ALLEGRO. / Wiersz {line}: {marker} nie ma pary. Napisz "
    "IF_ALLEGRO ... ENDIF_ALLEGRO albo IF_NOT_ALLEGRO ... ENDIF_NOT_ALLEGRO."
)
_NOT_WHOLE: Final = (
    "Without the parts between its Allegro markers the template is no valid Handlebars template. "
    "Keep each {{#...}} and its {{/...}} on the same side of a marker. / Bez części między "
    "znacznikami Allegro szablon nie jest poprawnym szablonem Handlebars. Zostaw {{#...}} i jego "
    "{{/...}} po tej samej stronie znacznika."
)


def install() -> None:
    """Wrap what is there as we know it; `check` names what is not."""
    for module, name, parameters, wrap in _WRAPS:
        wrap_once(import_module(module), name, wrap, parameters)


def check(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """`saleor_allegro.E005` where a function is gone or changed, or another took its place."""
    return [
        Error(
            f"{module}.{name} does not know the Allegro markers of e-mail templates.",
            hint="Install a release of saleor-allegro made for this Saleor.",
            id="saleor_allegro.E005",
        )
        for module, name, _, _ in _WRAPS
        if not is_wrapped(import_module(module), name)
    ]


def _with_parts_chosen(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def send_email(
        config: Any,
        recipient_list: Any,
        context: Mapping[str, Any],
        subject: str = "",
        template_str: str = "",
    ) -> Any:
        is_allegro = is_from_allegro(context)
        return original(
            config,
            recipient_list,
            context,
            choose_parts(subject, is_allegro=is_allegro),
            choose_parts(template_str, is_allegro=is_allegro),
        )

    return send_email


def _with_markers_checked(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def validate(
        plugin_configuration: Any, email_templates_data: Sequence[Mapping[str, Any]]
    ) -> Any:
        subjects = [
            item
            for item in plugin_configuration.configuration or ()
            if item["name"].endswith(_SUBJECT)
        ]
        problems = {
            item["name"]: ValidationError(problem, code=PluginErrorCode.INVALID.value)
            for item in (*subjects, *email_templates_data)
            if (problem := _problem(item.get("value")))
        }
        if problems:
            raise ValidationError(problems)
        return original(plugin_configuration, email_templates_data)

    return validate


def _problem(text: object) -> str:
    """What is wrong with the markers of a template, for whoever saves it; "" for nothing."""
    if not isinstance(text, str) or not has_markers(text):
        return ""
    try:
        check_markers(text)
        for is_allegro in (True, False):
            pybars.Compiler().compile(choose_parts(text, is_allegro=is_allegro))
    except Unbalanced as error:
        return _UNBALANCED.format(line=error.line, marker=error.marker)
    except pybars.PybarsError:
        return _NOT_WHOLE
    return ""


_WRAPS: Final = tuple(
    (f"saleor.plugins.{plugin}.{module}", name, parameters, wrap)
    for plugin in ("user_email", "admin_email")
    for module, name, parameters, wrap in (
        ("tasks", "send_email", _SEND, _with_parts_chosen),
        ("plugin", "validate_format_of_provided_templates", _VALIDATE, _with_markers_checked),
    )
)
