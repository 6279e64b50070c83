"""Writes the marts: as Parquet, byte for byte the same for the same rows, and as a DuckDB file."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from c360.dbt_manifest import MartDescription
from c360.errors import DataError
from c360.marts import MARTS_SCHEMA, literal, mart_columns, quoted

ROW_GROUP_ROWS = 122_880
PUBLICATION = "publication"


@dataclass(frozen=True)
class Mart:
    """One mart to publish: its columns with their types, its order of rows, its descriptions."""

    name: str
    columns: dict[str, str]
    primary_key: tuple[str, ...]
    description: str
    column_descriptions: dict[str, str]

    @property
    def ordered_rows(self) -> str:
        """The query of all rows in an order that depends on nothing but the rows."""
        order = ", ".join(quoted(column) for column in self.primary_key or self.columns)
        return f"select * from {MARTS_SCHEMA}.{quoted(self.name)} order by {order}"


def marts_to_publish(
    connection: duckdb.DuckDBPyConnection, described: dict[str, MartDescription]
) -> list[Mart]:
    """Every built mart with what its YAML says; raises DataError when the two contradict."""
    marts = []
    for name, columns in mart_columns(connection).items():
        known = described.get(name)
        key = known.primary_key if known else ()
        for column in key:
            if column not in columns:
                raise DataError(
                    f"mart {name} has no column '{column}' of its meta.primary_key",
                    "correct the mart's YAML or build it again",
                )
        descriptions = known.column_descriptions if known else {}
        marts.append(Mart(name, columns, key, known.description if known else "", descriptions))
    if not marts:
        raise DataError(
            f"the warehouse has no table in schema {MARTS_SCHEMA}", "run 'c360 build' first"
        )
    return marts


def write_parquet(connection: duckdb.DuckDBPyConnection, mart: Mart, folder: Path) -> dict:
    """Write ``<folder>/<mart>/<mart>.parquet``; returns its figures for the manifest.

    One thread, so that row groups are cut at the same rows each time.
    """
    path = folder / mart.name / f"{mart.name}.parquet"
    path.parent.mkdir(parents=True)
    with _one_thread(connection):
        rows = connection.execute(
            f"""
            copy ({mart.ordered_rows}) to {literal(str(path))}
            (format parquet, compression zstd, row_group_size {ROW_GROUP_ROWS})
            """
        ).fetchone()[0]
    with path.open("rb") as handle:
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
    return {
        "rows": rows,
        "bytes": path.stat().st_size,
        "sha256": sha256,
        "primary_key": list(mart.primary_key),
        "columns": [{"name": name, "type": data_type} for name, data_type in mart.columns.items()],
    }


@contextmanager
def _one_thread(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    threads = connection.execute("select current_setting('threads')").fetchone()[0]
    connection.execute("set threads = 1")
    try:
        yield
    finally:
        connection.execute(f"set threads = {threads}")


def write_database(connection: duckdb.DuckDBPyConnection, marts: list[Mart], path: Path) -> None:
    """Write all marts into a new DuckDB file, descriptions as comments, which BI tools show."""
    schema = f"{PUBLICATION}.{MARTS_SCHEMA}"
    connection.execute(f"attach {literal(str(path))} as {PUBLICATION} (read_write)")
    connection.execute(f"create schema {schema}")
    for mart in marts:
        table = f"{schema}.{quoted(mart.name)}"
        connection.execute(f"create table {table} as {mart.ordered_rows}")
        for statement in _comments(mart, table):
            connection.execute(statement)
    connection.execute(f"checkpoint {PUBLICATION}")
    connection.execute(f"detach {PUBLICATION}")


def _comments(mart: Mart, table: str) -> Iterator[str]:
    if mart.description:
        yield f"comment on table {table} is {literal(mart.description)}"
    for column, description in mart.column_descriptions.items():
        if description and column in mart.columns:
            yield f"comment on column {table}.{quoted(column)} is {literal(description)}"
