"""Our root queries, one subject a file; `graphql.schema` joins them."""
