"""Where the documentation of the schema puts our part: `@doc(category: "Allegro")`."""

from typing import Final

CATEGORY: Final = "Allegro"
