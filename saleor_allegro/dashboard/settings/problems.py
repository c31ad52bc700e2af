"""What is wrong with what a person entered, said at the field and in the dashboard's language.

The shop checks all of it again when it saves, and says the rest.
"""

from collections.abc import Collection, Mapping

from saleor_allegro.config import Text, is_true, problems_of
from saleor_allegro.config.controls import Listed, Secret, Slugs
from saleor_allegro.dashboard.settings.choices import Choices, unknown_slugs
from saleor_allegro.dashboard.settings.fields import HERE
from saleor_allegro.dashboard.settings.texts import Texts
from saleor_allegro.dashboard.settings.words import WORDS

#: Stands for a secret that is stored; what it is, nobody needs to know.
_A_SECRET = "set"


def problems_with(texts: Texts, secrets: Collection[str], choices: Choices) -> Mapping[str, Text]:
    """Name of a setting -> what is wrong with it.

    Args:
        secrets: Names of those that are stored.
    """
    is_active = is_true(texts["active"])
    values = {field.name: texts[field.name] for field in HERE if field.name != "active"}
    for field in HERE:
        if isinstance(field.control, Secret) and field.name in secrets:
            values[field.name] = texts[field.name] or _A_SECRET
    # Orders cannot be wanted before all is there that brings them.
    is_complete = is_active and is_true(texts["create_orders"])
    found = problems_of(values, active=is_complete)
    # A plugin can always be switched off, whatever became of the warehouses it names.
    return {**_unknown(texts, choices), **found} if is_active else found


def _unknown(texts: Texts, choices: Choices) -> Mapping[str, Text]:
    """Warehouses that the channel does not have; of marketplaces, the shop takes any."""
    found = {}
    for field in HERE:
        control = field.control
        if not isinstance(control, Slugs) or control.listed is not Listed.WAREHOUSES:
            continue
        if names := unknown_slugs(control, texts[field.name], choices):
            found[field.name] = WORDS["not_in_channel"].filled(names=", ".join(names[:20]))
    return found
