"""The tables that Spark built, as their Parquet files lie in its warehouse folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb

from c360.errors import UsageError
from c360.marts import literal, quoted
from c360.settings import Settings
from c360.spark.landed_files import LandedFiles

SCHEMA_SUFFIX = ".db"


def warehouse_folder(settings: Settings) -> Path:
    """Where Spark keeps its tables: <schema>.db/<table>/*.parquet."""
    return settings.spark_home / "warehouse"


def visible(names: list[str]) -> list[str]:
    """Without what Spark keeps for itself: temporary folders, checksums, marks of success."""
    return sorted(name for name in names if not name.startswith(("_", ".")))


def parquet_files(table: Path) -> list[Path]:
    """The files of one table, also of its partitions; what is being written does not count."""
    found = []
    for here, folders, files in os.walk(table):
        folders[:] = visible(folders)
        found += [Path(here, name) for name in visible(files) if name.endswith(".parquet")]
    return sorted(found)


def table_folders(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every schema with each of its tables' folders."""
    for schema in sorted(warehouse_folder(settings).glob(f"*{SCHEMA_SUFFIX}")):
        for table in sorted(path for path in schema.iterdir() if path.is_dir()):
            yield schema.name.removesuffix(SCHEMA_SUFFIX), table


def scan(table: Path, files: list[Path]) -> str:
    """The SQL that reads a table's files; partitions give their columns."""
    listed = ", ".join(literal(str(file)) for file in files)
    is_partitioned = str(any(file.parent != table for file in files)).lower()
    return f"read_parquet([{listed}], hive_partitioning = {is_partitioned})"


def size_of(settings: Settings, schema: str) -> int:
    """Bytes of all tables of a schema."""
    return sum(
        file.stat().st_size
        for name, table in table_folders(settings)
        if name == schema
        for file in parquet_files(table)
    )


def make_views(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Show every table of the warehouse, and what was landed, as views of the same names.

    Raises UsageError when there is no warehouse.
    """
    if not warehouse_folder(settings).is_dir():
        raise UsageError(
            f"Spark warehouse {settings.shown(warehouse_folder(settings))} does not exist",
            f"run `c360 run --engine {settings.engine}` first or give another --spark-home",
        )
    for schema, table in table_folders(settings):
        make_view(connection, schema, table)
    for table in LandedFiles(settings.spark_home).bookkeeping():
        make_view(connection, table.parent.name, table)


def make_view(connection: duckdb.DuckDBPyConnection, schema: str, table: Path) -> None:
    """Show one table's files as a view; a folder without any is no table."""
    files = parquet_files(table)
    if files:
        connection.execute(f"create schema if not exists {quoted(schema)}")
        connection.execute(
            f"create view {quoted(schema)}.{quoted(table.name)} as "
            f"select * from {scan(table, files)}"
        )
