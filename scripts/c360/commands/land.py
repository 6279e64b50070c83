"""``c360 land``: registers the raw files as views."""

from typing import Any

from rich.table import Table

from c360.console import notices, print_json, screen, step
from c360.landing.land import land as land_files
from c360.options import AsJson, with_settings
from c360.settings import Settings


def run_land(settings: Settings, timings: dict[str, float] | None = None) -> dict[str, Any]:
    """Land as a timed step; the figures."""
    with step("land", timings):
        return land_files(settings)


def show_landing(figures: dict[str, Any]) -> None:
    """What was found, one line per raw table."""
    title = f"Raw tables in {figures['raw']}, as of {figures['as_of'] or 'the day of the run'}"
    table = Table(title=title, title_justify="left")
    for name in ("source", "table"):
        table.add_column(name)
    for name in ("files", "MB", "rows", "lines set aside"):
        table.add_column(name, justify="right")
    table.add_column("columns missing (read as null)")
    table.add_column("columns ignored")
    for row in figures["tables"]:
        # Of a table without file, every column is missing: that is said once.
        missing = row["missing_columns"] if row["files"] else "no file, read as empty"
        table.add_row(
            row["source"],
            row["raw_table"],
            str(row["files"]),
            f"{row['bytes'] / 1e6:,.1f}",
            f"{row['rows']:,}",
            f"{row['rejected_lines']:,}",
            missing,
            str(len(row["extra_columns"].split(", "))) if row["extra_columns"] else "",
        )
    screen.print(table)
    for file in figures["ignored_files"]:
        notices.print(f"[yellow]ignored[/yellow] {file} is no table of its source")


@with_settings("raw", "database", "sources", "as_of", "threads", "project")
def land(settings: Settings, as_json: AsJson = False) -> None:
    """Register every raw file as a view in the warehouse, and say what was found."""
    figures = run_land(settings)
    if as_json:
        print_json(figures)
    else:
        show_landing(figures)
