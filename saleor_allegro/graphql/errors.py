"""What a query is refused for; mutations answer `errors` instead."""

# mypy takes it for this package's own name where Saleor is not installed.
from graphql.error import GraphQLError  # type: ignore[import-not-found, unused-ignore]


class UnknownChannel(GraphQLError):  # type: ignore[misc, unused-ignore]
    def __init__(self, slug: str) -> None:
        super().__init__(f"Channel with '{slug}' slug does not exist.")


class InvalidId(GraphQLError):  # type: ignore[misc, unused-ignore]
    def __init__(self, text: str, type_name: str) -> None:
        super().__init__(f"Invalid ID: {text}. Expected: {type_name}.")


class UnreadableSettings(GraphQLError):  # type: ignore[misc, unused-ignore]
    """The message names the fields by their labels and says what they take."""
