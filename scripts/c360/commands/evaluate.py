"""``c360 evaluate``: how good the results are."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from c360.console import print_json, screen
from c360.evaluation.identity import evaluate_identity
from c360.settings import Settings

app = typer.Typer(help="Measure the results against a known truth.", no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Measure the results against a known truth."""


@app.command("identity")
def identity(
    truth: Annotated[
        Path, typer.Option(help="Parquet or CSV file with record_id and person_id.")
    ] = Path("data/truth/records.parquet"),
    database: Annotated[
        Path, typer.Option(envvar="C360_DATABASE", help="The warehouse to measure.")
    ] = Path("data/warehouse.duckdb"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Pairwise precision, recall and F1 of the customers against the true people."""
    settings = Settings(database=database)
    figures = evaluate_identity(settings, (settings.project / truth).resolve())
    if as_json:
        print_json(figures)
        return
    table = Table("figure", "value", title="Identity against the truth")
    for name, value in figures.items():
        shown = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
        table.add_row(name.replace("_", " "), shown)
    screen.print(table)
