"""DOOR: our part of Saleor's GraphQL schema; `seams.schema` joins the two."""
