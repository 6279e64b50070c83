"""``c360 land``: registers the raw files as views."""

from typing import Any

from rich.table import Table

from c360.console import notices, print_json, screen, step
from c360.landing.land import land as land_files
from c360.options import USES_ENGINE, AsJson, with_settings
from c360.settings import Settings


def run_land(settings: Settings, timings: dict[str, float] | None = None) -> dict[str, Any]:
    """Land as a timed step; the figures."""
    with step("land", timings):
        return land_files(settings)


def named(names: str) -> str:
    """Up to three column names, else how many they are."""
    listed = names.split(", ") if names else []
    return names if len(listed) <= 3 else f"{len(listed)} columns"


def show_landing(figures: dict[str, Any]) -> None:
    """What was found, one line per raw table."""
    title = f"Raw tables in {figures['raw']}, as of {figures['as_of'] or 'the day of the run'}"
    table = Table(title=title, title_justify="left")
    for name in ("source", "table"):
        table.add_column(name, no_wrap=True)
    for name in ("files", "MB", "rows", "lines set aside"):
        table.add_column(name, justify="right")
    for name in ("null for lack of it", "ignored"):
        table.add_column(name)
    for row in figures["tables"]:
        if row["files"]:
            table.add_row(
                row["source"],
                row["raw_table"],
                str(row["files"]),
                f"{row['bytes'] / 1e6:,.1f}",
                f"{row['rows']:,}",
                f"{row['rejected_lines']:,}",
                named(row["missing_columns"]),
                named(row["extra_columns"]),
            )
    screen.print(table)
    absent = [
        f"{row['source']}.{row['raw_table']}" for row in figures["tables"] if not row["files"]
    ]
    if absent:
        notices.print(f"[dim]no file, read as empty: {', '.join(absent)}[/dim]", highlight=False)
    for file in figures["ignored_files"]:
        notices.print(f"[yellow]ignored[/yellow] {file} is no table of its source")


@with_settings("raw", *USES_ENGINE, "sources", "as_of", "threads", "project")
def land(settings: Settings, as_json: AsJson = False) -> None:
    """Register every raw file as a view in the warehouse, and say what was found."""
    figures = run_land(settings)
    if as_json:
        print_json(figures)
    else:
        show_landing(figures)
