"""Writes what was found into the database: the views, and the tables of schema raw_landing."""

from dataclasses import astuple, dataclass, field

import duckdb

from c360.landing.csv_files import RejectedLine
from c360.landing.parquet_files import ParquetParts
from c360.landing.projection import identifier
from c360.registry import known_sources
from c360.settings import Settings

BOOKKEEPING = """
create schema if not exists raw_landing;
create or replace table raw_landing.settings (as_of varchar, input_fingerprint varchar);
create or replace table raw_landing.landing (
    source varchar, raw_table varchar, files bigint, bytes bigint, "rows" bigint,
    rejected_lines bigint, missing_columns varchar, extra_columns varchar, fingerprint varchar
);
create or replace table raw_landing.rejected_lines (
    source varchar, raw_table varchar, file varchar, line_number bigint, reason varchar,
    line varchar
);
"""


@dataclass(frozen=True)
class LandedTable:
    """One raw table: what its files hold, and the query that its view runs.

    ``parquet`` is None for a table that is not held by Parquet files.
    """

    source: str
    raw_table: str
    query: str
    files: int = 0
    bytes: int = 0
    rows: int = 0
    missing_columns: tuple[str, ...] = ()
    extra_columns: tuple[str, ...] = ()
    fingerprint: str = ""
    rejects: list[RejectedLine] = field(default_factory=list)
    parquet: ParquetParts | None = None

    def figures(self) -> dict[str, object]:
        """The row of raw_landing.landing."""
        return {
            "source": self.source,
            "raw_table": self.raw_table,
            "files": self.files,
            "bytes": self.bytes,
            "rows": self.rows,
            "rejected_lines": len(self.rejects),
            "missing_columns": ", ".join(self.missing_columns),
            "extra_columns": ", ".join(self.extra_columns),
            "fingerprint": self.fingerprint,
        }


def drop_stale_views(
    connection: duckdb.DuckDBPyConnection, sources: list[str], tables: list[LandedTable]
) -> None:
    """Drop the views that an earlier landing left and this one has not made."""
    made = {(f"raw_{table.source}", table.raw_table) for table in tables}
    views = connection.execute(
        "select schema_name, view_name from duckdb_views() where not internal"
    ).fetchall()
    for schema, view in views:
        if schema.removeprefix("raw_") in sources and (schema, view) not in made:
            connection.execute(f"drop view {identifier(schema)}.{identifier(view)}")


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Insert into a table of raw_landing."""
    if rows:
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(f"insert into raw_landing.{table} values ({marks})", rows)


def register(
    settings: Settings,
    connection: duckdb.DuckDBPyConnection,
    tables: list[LandedTable],
    as_of: str,
    input_fingerprint: str,
) -> None:
    """Make the views and the bookkeeping anew, all or nothing."""
    connection.execute("begin")
    drop_stale_views(connection, known_sources(settings.project), tables)
    for table in tables:
        schema = identifier(f"raw_{table.source}")
        connection.execute(f"create schema if not exists {schema}")
        connection.execute(
            f"create or replace view {schema}.{identifier(table.raw_table)} as {table.query}"
        )
    write_bookkeeping(connection, tables, as_of, input_fingerprint)
    connection.execute("commit")


def write_bookkeeping(
    connection: duckdb.DuckDBPyConnection,
    tables: list[LandedTable],
    as_of: str,
    input_fingerprint: str,
) -> None:
    """Make the tables of schema raw_landing anew."""
    connection.execute(BOOKKEEPING)
    insert_rows(connection, "settings", [(as_of, input_fingerprint)])
    insert_rows(connection, "landing", [tuple(table.figures().values()) for table in tables])
    insert_rows(
        connection,
        "rejected_lines",
        [
            (table.source, table.raw_table, *astuple(reject))
            for table in tables
            for reject in table.rejects
        ],
    )
