"""``c360 demo``."""


def demo() -> None:
    """Generate the demonstration company's raw exports."""
