"""``c360 query``: asks the published marts without any other tool."""

from typing import Annotated

import duckdb
import typer
from rich.table import Table

from c360.console import print_json, screen
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
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    screen.print(table)


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
