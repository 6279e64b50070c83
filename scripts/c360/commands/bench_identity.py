"""``c360 bench identity``."""

from typing import Annotated, Any

import typer
from rich.table import Table

from c360.bench.graphs import SHAPES
from c360.bench.identity import bench_identity
from c360.console import print_json, screen
from c360.errors import UsageError
from c360.options import AsJson, with_settings
from c360.settings import Settings


@with_settings("project")
def identity(
    settings: Settings,
    records: Annotated[
        str, typer.Option(help="How many records, several sizes separated by commas.")
    ] = "100000,1000000",
    shapes: Annotated[
        str, typer.Option(help=f"Which graphs: {', '.join(SHAPES)}; separated by commas.")
    ] = ",".join(SHAPES),
    repeats: Annotated[int, typer.Option(min=1, help="How often each is measured.")] = 3,
    limit: Annotated[
        float, typer.Option(min=1, help="Seconds after which a process is ended.")
    ] = 900,
    whole_step: Annotated[
        bool,
        typer.Option(
            help="Also the whole step by dbt, from raw identifiers to the ledger, and an update "
            "of one record in a hundred."
        ),
    ] = True,
    memory_limit: Annotated[
        str,
        typer.Option(help="DuckDB's memory limit for the whole step, as 2GB. (default: its own)"),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """The identity step and its components, beside a scipy round trip and Splink's clustering.

    Each is run in a process of its own, in turn, on the same graph; medians, least and most
    seconds, peak memory of the process, and the ratio to scipy.
    """
    found = bench_identity(
        settings,
        sizes_of(records),
        chosen_shapes(shapes),
        repeats,
        limit,
        whole_step,
        memory_limit,
    )
    if as_json:
        print_json({"benches": found})
    else:
        show(found)


def show(found: list[dict[str, Any]]) -> None:
    """A table per graph, and which models of the whole step take longest."""
    for result in found:
        title = (
            f"{result['shape']}: {result['records']:,} records, {result['links']:,} links, "
            f"{result['components']:,} components, {result['repeats']} runs each"
        )
        table = Table(title=title, title_justify="left")
        for column in ("", "median s", "least", "most", "to scipy", "peak MiB"):
            table.add_column(column, justify="right" if column else "left", no_wrap=True)
        for name, figures in result["results"].items():
            if figures is None:
                table.add_row(name, f"> {result['limit_seconds']:.0f}")
                continue
            table.add_row(
                name,
                f"{figures['seconds']:.2f}",
                f"{figures['least']:.2f}",
                f"{figures['most']:.2f}",
                f"{figures['ratio']:.2f}",
                f"{figures['peak_mib']:,}",
            )
        screen.print(table)
        for step, models in (("whole step", "models"), ("update", "update_models")):
            slowest = sorted(result.get(models, {}).items(), key=lambda item: -item[1])[:8]
            if slowest:
                said = ", ".join(f"{model} {seconds:.1f} s" for model, seconds in slowest)
                screen.print(f"Slowest models of the {step}: {said}", highlight=False)
        if "update" in result:
            share = result["update"]["share_of_whole_step"]
            screen.print(
                f"The update touched {result['update']['touched_records']:,} records and took "
                f"{share['seconds']:.3f} of the whole step's seconds, "
                f"{share['processor_seconds']:.3f} of its seconds of processor.",
                highlight=False,
            )


def sizes_of(records: str) -> list[int]:
    """The sizes of the option ``--records``."""
    try:
        sizes = [int(text.replace("_", "")) for text in records.split(",")]
    except ValueError:
        sizes = [0]
    if min(sizes) < 10:
        raise UsageError(
            f"--records {records} are no numbers of records", "give for example 100000,1000000"
        )
    return sizes


def chosen_shapes(shapes: str) -> list[str]:
    """The graphs of the option ``--shapes``."""
    chosen = [shape.strip() for shape in shapes.split(",")]
    unknown = [shape for shape in chosen if shape not in SHAPES]
    if unknown:
        raise UsageError(f"--shapes {unknown[0]} is unknown", f"known are {', '.join(SHAPES)}")
    return chosen
