"""``c360 fit-value``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from c360.console import notices, print_json, screen, step
from c360.options import READS_WAREHOUSE, AsJson, with_settings
from c360.settings import Settings
from c360.value.parameters import fit_value as fit


@with_settings(*READS_WAREHOUSE, "project")
def fit_value(
    settings: Settings,
    out: Annotated[
        Path | None, typer.Option(help="The seed to write; the project's own by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fit BG/NBD and Gamma-Gamma to the warehouse's purchases, for the mart customer_value."""
    seed = out or settings.project / "seeds" / "config" / "value_parameters.csv"
    with step("fitting"):
        row = fit(settings, seed)
    if as_json:
        print_json(row)
        return
    title = f"Fitted to {row['bgnbd_customers']} customers, written to {settings.shown(seed)}"
    table = Table(title=title, title_justify="left", show_header=False)
    for name, figure in row.items():
        table.add_row(name, str(figure))
    screen.print(table)
    notices.print("the next `c360 build` scores with it", highlight=False)
