"""DOOR: our part of Saleor's GraphQL schema. Empty until the schema seam is built."""
