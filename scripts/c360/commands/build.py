"""``c360 build``: runs dbt over the landed tables."""

from typing import Annotated, Any

import typer
from rich.markup import escape

from c360.console import notices, print_json, step
from c360.options import USES_ENGINE, AsJson, with_settings
from c360.settings import Settings
from c360.spark import session

Select = Annotated[
    str | None, typer.Option(help="dbt's node selection, e.g. +customers or path:models/marts.")
]
FullRefresh = Annotated[
    bool, typer.Option("--full-refresh", help="Rebuild incremental tables from scratch.")
]


def run_build(
    settings: Settings,
    select: str | None = None,
    full_refresh: bool = False,
    timings: dict[str, float] | None = None,
) -> dict[str, Any]:
    """Build as a timed step, tell what tests warn of; the figures."""
    # dbt takes seconds to import: only a build pays for it.
    from c360.building.invoke import dbt_build

    # Spark's process and memory are not needed beyond the build.
    with step("build", timings), session.ends_after(settings):
        figures = dbt_build(settings, select, full_refresh)
    for warning in figures["warnings"]:
        notices.print("[yellow]warning[/yellow]", escape(warning), highlight=False, soft_wrap=True)
    return figures


def show_build(figures: dict[str, Any]) -> None:
    """How much was built."""
    notices.print(
        f"{figures['models']} models, {figures['seeds']} seeds built, "
        f"{figures['tests']} data tests passed in {figures['database']}"
    )


@with_settings(*USES_ENGINE, "sources", "as_of", "currency", "threads", "project")
def build(
    settings: Settings,
    select: Select = None,
    full_refresh: FullRefresh = False,
    as_json: AsJson = False,
) -> None:
    """Run dbt: build every model from the landed tables and test the data."""
    figures = run_build(settings, select, full_refresh)
    if as_json:
        print_json(figures)
    else:
        show_build(figures)
