"""Our mutations, one a file; `graphql.schema.MUTATIONS` joins the classes that group them."""
