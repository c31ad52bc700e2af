"""What the Settings view asks and has changed."""

from typing import Final

from saleor_allegro.config.controls import Lines, Secret
from saleor_allegro.dashboard.field_names import camel
from saleor_allegro.dashboard.settings.fields import HERE


def _selection() -> str:
    """Every setting of the view, as `AllegroSettings` has it."""
    asked = []
    for field in HERE:
        name = camel(field.name)
        if isinstance(field.control, Secret):
            name += "Set"
        asked.append(f"{name} {{ left right }}" if isinstance(field.control, Lines) else name)
    return " ".join(asked)


CHANNELS: Final = """
query ($language: AllegroLanguage!) {
  allegroChannels {
    slug name active createsOrders missing(language: $language) account { login connection }
  }
}
"""
SETTINGS: Final = f"""
query ($channel: String!) {{ allegroSettings(channel: $channel) {{ {_selection()} }} }}
"""
CHOICES: Final = """
query ($channel: String!) {
  allegroChoices(channel: $channel) { warehouses { id name } marketplaces { id name } }
}
"""
#: Where a stored value is not one that the settings take, Saleor's form still has it as a text.
FORMS: Final = """
query {
  plugin(id: "saleor_allegro") {
    channelConfigurations { active channel { slug } configuration { name value } }
  }
}
"""
