"""What the commands print: people read Rich text on standard error and tables on standard output,
machines read one JSON document on standard output (``--json``)."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table

# A record's id is no emoji, whatever stands between its colons.
screen = Console(emoji=False)
notices = Console(stderr=True, emoji=False)


def print_json(figures: dict[str, Any]) -> None:
    """Write the figures as one JSON document; dates and decimals become text."""
    print(json.dumps(figures, indent=2, default=str, ensure_ascii=False))


def uncut_table(*columns: str, **options: Any) -> Table:
    """A table that shortens no value: what is too long for its column goes on in the next line."""
    table = Table(*columns, **options)
    for column in table.columns:
        column.overflow = "fold"
    return table


@contextmanager
def step(title: str, timings: dict[str, float] | None = None) -> Iterator[None]:
    """Announce a long step, show that it is alive, and print how long it took in seconds."""
    started = time.perf_counter()
    with notices.status(f"{title} …"):
        yield
    seconds = time.perf_counter() - started
    if timings is not None:
        timings[title] = round(seconds, 2)
    notices.print(f"[green]✓[/green] {title} [dim]{seconds:.1f} s[/dim]")
