"""``c360 demo``."""

import time
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from c360.console import notices, print_json, screen
from c360.demo.plan import Dirt, Plan
from c360.demo.world import build
from c360.errors import DataError, UsageError


def demo(
    people: Annotated[int, typer.Option(help="Number of people to make up.")] = 5000,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 7,
    as_of: Annotated[
        str, typer.Option(help="The day the data speaks for (YYYY-MM-DD).")
    ] = "2026-06-30",
    out: Annotated[Path, typer.Option(help="Folder of the raw exports.")] = Path("data/raw"),
    truth: Annotated[
        Path, typer.Option(help="Folder of what really was; no model reads it.")
    ] = Path("data/truth"),
    dirt: Annotated[str, typer.Option(help="none, normal or heavy.")] = "normal",
    chunk: Annotated[int, typer.Option(help="People generated at a time (bounds memory).")] = 20000,
    as_json: Annotated[bool, typer.Option("--json", help="Print rows per table as JSON.")] = False,
) -> None:
    """Generate the demonstration company's raw exports, and the truth behind them."""
    plan = Plan(people, seed, _read_date(as_of), Dirt.level(dirt), chunk)
    started = time.perf_counter()
    bar = Progress(
        TextColumn("Generating people"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=notices,
    )
    try:
        with bar:
            task = bar.add_task("people", total=people)
            rows = build(plan, out, truth, lambda done: bar.advance(task, done))
    except OSError as error:
        raise DataError(
            f"cannot write {error.filename or out}: {error.strerror}",
            "choose another folder with --out or --truth, or make room",
        ) from error
    seconds = round(time.perf_counter() - started, 1)
    if as_json:
        print_json(
            {"people": people, "seed": seed, "as_of": plan.as_of, "seconds": seconds, "rows": rows}
        )
        return
    _print_rows(rows)
    notices.print(
        f"[green]✓[/green] {sum(rows.values()):,} rows in {out}, the truth in {truth} "
        f"[dim]{seconds} s[/dim]"
    )


def _read_date(text: str) -> date:
    """Read a date or say how to write one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--as-of is '{text}'", "write a date as 2026-06-30") from None


def _print_rows(rows: dict[str, int]) -> None:
    """Show the rows per table."""
    table = Table("table", "rows")
    table.columns[1].justify = "right"
    for name, count in sorted(rows.items()):
        table.add_row(name, f"{count:,}")
    screen.print(table)
