"""Having the shop keep settings of a channel, as `allegroSettingsUpdate` does."""

from collections.abc import Mapping
from typing import Any, Final

from graphene.utils.str_converters import to_snake_case

from saleor_allegro.dashboard.asking import Api

#: Field of the plugin's form -> what the shop says of it; empty: it was kept.
Errors = Mapping[str, str]

_SAVE: Final = """
mutation ($channel: String!, $input: AllegroSettingsInput!) {
  saved: allegroSettingsUpdate(channel: $channel, input: $input) { errors { field message } }
}
"""


def save_settings(api: Api, channel: str, settings: Mapping[str, Any]) -> Errors:
    """Keep these, all or none.

    Args:
        settings: `AllegroSettingsInput`.
    """
    return errors_of(api.ask(_SAVE, channel=channel, input=dict(settings)))


def errors_of(answer: Mapping[str, Any]) -> Errors:
    """What an answer says of `saved`."""
    errors = answer["saved"]["errors"]
    return {to_snake_case(error["field"] or ""): error["message"] for error in errors}
