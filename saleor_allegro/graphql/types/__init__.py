"""The types of our part of the schema."""
