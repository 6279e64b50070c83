"""``c360 ledger``: what a warehouse remembers of ids and segments, put into another one."""

from pathlib import Path
from typing import Annotated, Any

import typer

from c360.console import notices, print_json, screen
from c360.ledger import (
    IDENTITY,
    LEDGERS,
    SEGMENTS,
    Ledger,
    export_ledger,
    has_ledger,
    import_ledger,
    ledger_files,
    published_ledger,
)
from c360.options import READS_WAREHOUSE, USES_ENGINE, AsJson, with_settings
from c360.settings import Settings

KEEPS = "Keep customer ids and the history of segments: export and import their ledgers."
app = typer.Typer(help=KEEPS, no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """Keep customer ids and the history of segments: export and import their ledgers."""


@app.command("export")
@with_settings(*READS_WAREHOUSE, "project")
def export(
    settings: Settings,
    to: Annotated[Path, typer.Option(help="Folder to write the ledgers into.")],
    as_json: AsJson = False,
) -> None:
    """Write each ledger of the warehouse as one Parquet file."""
    folder = to.absolute()
    written = {IDENTITY: export_ledger(settings, IDENTITY, folder)}
    if has_ledger(settings, SEGMENTS):
        written[SEGMENTS] = export_ledger(settings, SEGMENTS, folder)
    show(settings, "exported", written, as_json)


@app.command("import")
@with_settings(*USES_ENGINE, "published", "project")
def import_(
    settings: Settings,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="A file or the ledgers' folder. (default: those of the published version)",
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put them in the place of ledgers with other rows.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make files the ledgers of the warehouse, before the first build or after a loss."""
    files = ledger_files(source.absolute() if source else settings.published)
    read = {
        ledger: (path, import_ledger(settings, ledger, path, replace))
        for ledger, path in files.items()
    }
    show(settings, "imported", read, as_json)


def show(
    settings: Settings, done: str, files: dict[Ledger, tuple[Path, int]], as_json: bool
) -> None:
    """What was written or read."""
    if as_json:
        print_json(figures(settings, files))
        return
    for path, rows in files.values():
        screen.print(
            f"{done} {rows:,} rows: {settings.shown(path)}", highlight=False, soft_wrap=True
        )


def figures(settings: Settings, files: dict[Ledger, tuple[Path, int]]) -> dict[str, Any]:
    """The files and their rows; that of the segments below a key of its own."""
    shown = {
        ledger: {"ledger": settings.shown(path), "rows": rows}
        for ledger, (path, rows) in files.items()
    }
    segments = {"segments": shown[SEGMENTS]} if SEGMENTS in shown else {}
    return {**shown.get(IDENTITY, {}), **segments}


def keep_published_ledgers(settings: Settings) -> None:
    """Import what was published into a warehouse that remembers nothing: neither ids nor the
    history of segments are lost because a file was deleted.
    """
    for ledger in LEDGERS:
        path = published_ledger(settings, ledger)
        if not path.is_file() or has_ledger(settings, ledger):
            continue
        rows = import_ledger(settings, ledger, path)
        notices.print(
            f"the warehouse knew no {ledger.unknown}: imported {rows:,} rows "
            f"from {settings.shown(path)}",
            highlight=False,
            soft_wrap=True,
        )
