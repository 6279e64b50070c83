"""``c360 evaluate``: how good the results are."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from c360.console import print_json, screen
from c360.evaluation.identity import evaluate_identity
from c360.evaluation.people import resolved_people
from c360.options import READS_WAREHOUSE, AsJson, with_settings
from c360.settings import Settings

app = typer.Typer(help="Measure the results against a known truth.", no_args_is_help=True)


@app.callback()
def evaluate() -> None:
    """Measure the results against a known truth."""


def show_figures(figures: dict[str, Any]) -> None:
    """A table of the figures, then the records that went most wrong."""
    table = Table("figure", "value", title="Identity against the truth")
    for name, value in figures.items():
        if isinstance(value, int | float):
            shown = f"{value:.4f}" if isinstance(value, float) else f"{value:,}"
            table.add_row(name.replace("_", " "), shown)
    for name in ("customer_sizes", "person_sizes"):
        sizes = ", ".join(f"{size}: {count:,}" for size, count in list(figures[name].items())[:12])
        table.add_row(f"{name.replace('_', ' ')} (records: how many)", sizes)
    screen.print(table)
    for name in ("worst_false_merges", "worst_misses"):
        if figures[name]:
            screen.print(f"{name.replace('_', ' ').capitalize()}:", highlight=False)
        for row in figures[name]:
            whole = row.get("customer_id", row.get("person_id"))
            records = ", ".join(row["records"])
            screen.print(
                f"  {whole}: {row['wrong_pairs']} pairs, among them {records}",
                highlight=False,
                markup=False,
                emoji=False,
                soft_wrap=True,
            )


@app.command("identity")
@with_settings(*READS_WAREHOUSE)
def identity(
    settings: Settings,
    truth: Annotated[
        Path, typer.Option(help="Parquet or CSV file with record_id and person_id (or entity_id).")
    ] = Path("data/truth/records.parquet"),
    records: Annotated[
        Path | None,
        typer.Option(
            help="A table of people (columns of contacts, docs/own_files.md) to resolve "
            "and measure in a warehouse of its own."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Pairwise precision, recall and F1 of the customers against the true people."""
    if records is None:
        figures = evaluate_identity(settings, (settings.project / truth).resolve())
    else:
        with resolved_people(settings, records.absolute()) as own:
            figures = evaluate_identity(own, truth.absolute())
    if as_json:
        print_json(figures)
    else:
        show_figures(figures)
