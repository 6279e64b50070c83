"""``c360 query``: asks the published marts without any other tool."""

from collections.abc import Iterator
from typing import Annotated

import duckdb
import typer
from rich.markup import escape
from rich.table import Table

from c360.console import print_json, screen, uncut_table
from c360.errors import UsageError
from c360.options import AsJson, with_settings
from c360.publishing.versions import DATABASE
from c360.settings import Settings


@with_settings("published", "project")
def query(
    settings: Settings,
    sql: Annotated[str, typer.Argument(help="A query over the schema marts.")],
    as_json: AsJson = False,
) -> None:
    """Ask the published customer 360: c360 query "select * from marts.customers limit 5"."""
    columns, rows = ask(settings, sql)
    if as_json:
        print_json(
            {"columns": columns, "rows": [dict(zip(columns, row, strict=True)) for row in rows]}
        )
        return
    for table in tables(columns, rows):
        screen.print(table)


def tables(columns: list[str], rows: list[tuple]) -> Iterator[Table]:
    """One table of all rows, or one per row where the columns do not fit side by side."""
    shown = [["" if value is None else escape(str(value)) for value in row] for row in rows]
    if sum(len(column) + len(" │ ") for column in columns) + 1 <= screen.width:
        table = uncut_table(*columns)
        for row in shown:
            table.add_row(*row)
        yield table
        return
    for number, row in enumerate(shown, 1):
        title = f"row {number} of {len(rows)}"
        table = uncut_table("column", "value", title=title, title_justify="left", show_header=False)
        for column, value in zip(columns, row, strict=True):
            table.add_row(column, value)
        yield table


def ask(settings: Settings, sql: str) -> tuple[list[str], list[tuple]]:
    """Run one query, read-only: the names of its columns and its rows."""
    file = settings.published / DATABASE
    if not file.is_file():
        raise UsageError(
            f"nothing is published in {settings.shown(settings.published)}",
            "run `c360 run` first, or name the folder with --published",
        )
    with duckdb.connect(str(file), read_only=True) as connection:
        try:
            cursor = connection.execute(sql)
            if cursor is None:
                raise UsageError("the query is empty", 'write one: c360 query "select …"')
            return [column[0] for column in cursor.description or []], cursor.fetchall()
        except duckdb.Error as error:
            raise UsageError(f"the query failed ({str(error).splitlines()[0]})") from None
