"""``c360 ledger``: the memory of customer ids, taken out of a warehouse and put into another."""

from pathlib import Path
from typing import Annotated

import typer

from c360.console import notices, print_json, screen
from c360.ledger import (
    export_ledger,
    has_ledger,
    import_ledger,
    ledger_file,
    published_ledger,
)
from c360.options import READS_WAREHOUSE, USES_ENGINE, AsJson, with_settings
from c360.settings import Settings

app = typer.Typer(help="Keep customer ids: export and import their ledger.", no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """Keep customer ids: export and import their ledger."""


@app.command("export")
@with_settings(*READS_WAREHOUSE, "project")
def export(
    settings: Settings,
    to: Annotated[Path, typer.Option(help="Folder to write identity_ledger.parquet into.")],
    as_json: AsJson = False,
) -> None:
    """Write the ledger of the warehouse as one Parquet file."""
    path, rows = export_ledger(settings, to.absolute())
    show("exported", settings.shown(path), rows, as_json)


@app.command("import")
@with_settings(*USES_ENGINE, "published", "project")
def import_(
    settings: Settings,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="The file or its folder. (default: the ledger of the published version)",
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a ledger with other rows.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a file the ledger of the warehouse, before the first build or after a loss."""
    path = ledger_file(source.absolute() if source else settings.published)
    rows = import_ledger(settings, path, replace)
    show("imported", settings.shown(path), rows, as_json)


def show(done: str, path: str, rows: int, as_json: bool) -> None:
    """What was written or read."""
    if as_json:
        print_json({"ledger": path, "rows": rows})
    else:
        screen.print(f"{done} {rows:,} rows: {path}", highlight=False, soft_wrap=True)


def keep_published_ids(settings: Settings) -> None:
    """Import the published ledger into a warehouse without one: ids do not change because a file
    was deleted.
    """
    path = published_ledger(settings)
    if not path.is_file() or has_ledger(settings):
        return
    rows = import_ledger(settings, path)
    notices.print(
        f"the warehouse knew no customer ids: imported {rows:,} rows from {settings.shown(path)}",
        highlight=False,
        soft_wrap=True,
    )
