"""Names of settings as the schema has them."""


def camel(name: str) -> str:
    """Such as "sendTrackingNumbers" of "send_tracking_numbers"."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
