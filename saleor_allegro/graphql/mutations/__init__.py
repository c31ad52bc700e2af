"""One file, one verb: what can be changed or asked for over GraphQL."""
