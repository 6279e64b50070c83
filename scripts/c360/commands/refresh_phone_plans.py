"""``c360 refresh-phone-plans``."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import phonenumbers
import typer

from c360.console import notices, print_json
from c360.phones import plans
from c360.settings import Settings


def refresh_phone_plans(
    out: Annotated[
        Path | None, typer.Option(help="Folder of the seeds; the project's own by default.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Write the numbering plans of the installed phonenumbers library into the seeds."""
    folder = out or Settings().project / "seeds" / "config"
    figures = {
        "library_version": phonenumbers.__version__,
        "phone_ranges": _write(
            folder / "phone_ranges.csv", plans.NumberRange._fields, plans.number_ranges()
        ),
        "phone_dialling_rules": _write(
            folder / "phone_dialling_rules.csv", plans.DiallingRule._fields, plans.dialling_rules()
        ),
        "phone_exit_codes": _write(
            folder / "phone_exit_codes.csv", plans.ExitCode._fields, plans.exit_codes()
        ),
    }
    if json:
        print_json(figures)
    else:
        for name, rows in figures.items():
            notices.print(f"{name}: {rows}", highlight=False)


def _write(path: Path, header: Iterable[str], rows: list[tuple]) -> int:
    """Write a CSV and return its number of rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return len(rows)
