"""``c360 bench``: measurements that can be repeated."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from c360.bench.engines import measure_engines
from c360.commands.bench_identity import identity
from c360.console import print_json, screen
from c360.errors import UsageError
from c360.options import AsJson
from c360.settings import DUCKDB, SPARK, find_project

app = typer.Typer(help="Measure time, memory and shuffled bytes.", no_args_is_help=True)


@app.callback()
def bench() -> None:
    """Measure time, memory and shuffled bytes."""


app.command("identity")(identity)


@app.command("engines")
def engines(
    people: Annotated[int, typer.Option(min=1, help="People of the demonstration company.")] = 1000,
    engine: Annotated[
        list[str] | None, typer.Option(help="duckdb or spark, may be repeated. (default: both)")
    ] = None,
    runs: Annotated[int, typer.Option(min=1, help="Runs of each engine; medians are shown.")] = 1,
    folder: Annotated[
        Path, typer.Option(help="Folder for exports, warehouses and publications; kept.")
    ] = Path("data/bench"),
    as_json: AsJson = False,
) -> None:
    """Run the demonstration company from nothing on each engine."""
    chosen = tuple(engine or (DUCKDB, SPARK))
    for name in chosen:
        if name not in (DUCKDB, SPARK):
            raise UsageError(f"engine '{name}' cannot be measured", "give duckdb or spark")
    figures = measure_engines(find_project(), folder.absolute(), people, chosen, runs)
    if as_json:
        print_json(figures)
        return
    show(figures, chosen)


def show(figures: dict[str, Any], chosen: tuple[str, ...]) -> None:
    """Two tables: the engines, and what Spark shuffled."""
    title = f"{figures['people']:,} people, {figures['raw_rows']:,} raw rows, "
    table = Table(
        "engine",
        "seconds",
        "of processor",
        "peak memory, MB",
        "seconds by step",
        title=title + f"{figures['cores']} cores",
    )
    for name in chosen:
        found = figures[name]
        steps = ", ".join(f"{step} {seconds}" for step, seconds in found["steps"].items())
        memory = f"{found['peak_bytes'] / 1e6:,.0f}"
        table.add_row(name, f"{found['seconds']}", f"{found['processor_seconds']}", memory, steps)
    screen.print(table)
    shuffle = Table("model", "step", "bytes shuffled", "rows shuffled", title="Spark, identity")
    for row in figures.get(SPARK, {}).get("shuffle", []):
        shuffle.add_row(row["model"], row["step"], f"{row['bytes']:,}", f"{row['rows']:,}")
    if shuffle.rows:
        screen.print(shuffle)
