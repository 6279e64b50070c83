"""``c360 train-matching``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from c360.console import notices, print_json, screen, step, uncut_table
from c360.matching.training import train_matching as train
from c360.options import AsJson, with_settings
from c360.settings import Settings


def shown(value: float | None) -> str:
    """A probability with two digits; a dash where nothing was found."""
    return "-" if value is None else f"{value:.2g}"


@with_settings("database", "project")
def train_matching(
    settings: Settings,
    out: Annotated[
        Path | None, typer.Option(help="The seed to write; the project's own by default.")
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="The report to write. (default: target/match_training.json)"),
    ] = None,
    share: Annotated[
        float,
        typer.Option(min=0, max=1, help="What the estimates count for against the seed's weights."),
    ] = 0.5,
    max_pairs: Annotated[int, typer.Option(min=1000, help="Random pairs to estimate u from.")] = (
        1_000_000
    ),
    seed: Annotated[int, typer.Option(help="Seed of the random pairs.")] = 7,
    as_json: AsJson = False,
) -> None:
    """Estimate the weights of the probabilistic matching on the warehouse's records with Splink."""
    seed_file = out or settings.project / "seeds" / "config" / "match_weights.csv"
    report_file = report or settings.project / "target" / "match_training.json"
    with step("training"):
        figures = train(settings, seed_file, share, max_pairs, seed)
    report_file.parent.mkdir(parents=True, exist_ok=True)
    report_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if as_json:
        print_json(figures)
        return
    for name, outcome in figures["sessions"].items():
        notices.print(f"session {name}: {outcome}", highlight=False)
    title = f"Weights trained on {figures['records']:,} records, written to {seed_file}"
    screen.print(title, highlight=False, markup=False, soft_wrap=True)
    kinds = ("before", "found", "written")
    table = uncut_table(
        "comparison", "level", *(f"{letter}: {', '.join(kinds)}" for letter in "mu")
    )
    for row in figures["levels"]:
        estimates = (", ".join(shown(row[f"{letter}_{kind}"]) for kind in kinds) for letter in "mu")
        table.add_row(row["comparison"], row["level"], *estimates)
    screen.print(table)
