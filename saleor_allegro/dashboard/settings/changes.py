"""What a person changed, and whether somebody else changed the same meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saleor_allegro.config import Field
from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.settings.fields import HERE
from saleor_allegro.dashboard.settings.texts import Texts, input_value, is_same


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    #: What the view goes on with: what the person changed, and all else as it is stored.
    texts: Texts
    #: What the person wants otherwise than it is stored.
    wanted: Sequence[Field]
    #: Of these, what was stored otherwise when the person was shown it.
    overtaken: Sequence[Field]
    #: What the person was shown as stored, where it still matters, else what is stored.
    seen: Texts

    def settings(self) -> Mapping[str, Any]:
        """`AllegroSettingsInput` with what is wanted and nothing else.

        Raises:
            NotAllowed: A field does not take its text.
        """
        return {
            camel(field.name): input_value(field, self.texts[field.name]) for field in self.wanted
        }


def changes_of(sent: Texts, seen: Texts, stored: Texts) -> Changes:
    """
    Args:
        seen: What the person was shown as stored.
    """
    touched = [
        field
        for field in HERE
        if field.name in sent and not is_same(field, sent[field.name], seen[field.name])
    ]
    wanted = [
        field for field in touched if not is_same(field, sent[field.name], stored[field.name])
    ]
    return Changes(
        texts={**stored, **{field.name: sent[field.name] for field in touched}},
        wanted=wanted,
        overtaken=[
            field for field in wanted if not is_same(field, seen[field.name], stored[field.name])
        ],
        seen={**stored, **{field.name: seen[field.name] for field in wanted}},
    )


def filled_from(texts: Texts, other: Texts) -> Texts:
    """The texts with those of another channel, where these are of use here."""
    taken = {field.name: other[field.name] for field in HERE if not field.is_channels_own}
    return {**texts, **taken}
