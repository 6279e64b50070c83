"""Makes what was found known to Spark: raw tables are views over Parquet files.

A file that Spark reads as DuckDB does stays where it is. Everything else (CSV files, values that
have to be converted, empty tables) is read by DuckDB and written as Parquet.
"""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from c360.building.operations import operate
from c360.landing.catalogue import LandedTable, write_bookkeeping
from c360.landing.parquet_files import ParquetParts, compressions_of, have_one_schema
from c360.landing.projection import READ_AS_THEY_ARE, family_of, identifier, literal
from c360.registry import known_sources
from c360.settings import Settings
from c360.spark.landed_files import BOOKKEEPING_SCHEMA, LandedFiles

# Types of a file that both engines read alike.
SAME_ON_SPARK = {
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "VARCHAR", "DATE",
    "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP WITH TIME ZONE",
}  # fmt: skip
COMPRESSIONS_ON_SPARK = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"}
# What Spark reads in a path as a pattern, as the end of a name or as a variable.
UNSAFE_IN_PATHS = set("*?[]{}\\`:,$%#\n")


def is_as_declared(held: str, declared: str) -> bool:
    """Whether a column of type ``held`` needs at most a plain cast to be the declared column."""
    if held not in SAME_ON_SPARK and not held.startswith("DECIMAL"):
        return False
    has, wants = family_of(held), family_of(declared)
    is_moment = has == "instant" and wants in ("timestamp", "date")
    return has == wants or is_moment or (has, wants) in READ_AS_THEY_ARE


def is_readable_path(path: Path) -> bool:
    """Whether Spark reads the file under this path and does not take it for a file of its own."""
    return not UNSAFE_IN_PATHS & set(str(path)) and not path.name.startswith(("_", "."))


def stays_in_place(connection: duckdb.DuckDBPyConnection, parts: ParquetParts) -> bool:
    """Whether Spark can read these files where they lie, with the same result as DuckDB."""
    return (
        all(
            is_as_declared(parts.types[parts.held[column.name]], column.data_type)
            for column in parts.columns
            if column.name in parts.held
        )
        and all(map(is_readable_path, parts.paths))
        and have_one_schema(connection, parts.paths)
        and compressions_of(connection, parts.paths) <= COMPRESSIONS_ON_SPARK
    )


def patterns(paths: tuple[Path, ...]) -> list[str]:
    """The paths that Spark reads: one file, or a pattern per depth of the parts' folder.

    A pattern names files, so that folders like day=2026-06-30 add no columns.
    """
    if len(paths) == 1:
        return [str(paths[0])]
    folder = paths[0].parent
    while any(folder not in path.parents for path in paths):
        folder = folder.parent
    depths = sorted({len(path.relative_to(folder).parts) for path in paths})
    return [f"{folder}/{'*/' * (depth - 1)}*.parquet" for depth in depths]


def in_place(table: LandedTable, parts: ParquetParts) -> dict[str, Any]:
    """What the macro is told of a table whose files stay where they are."""
    columns = []
    for column in parts.columns:
        held = parts.held.get(column.name)
        columns.append(
            {
                "name": column.name,
                "data_type": column.data_type,
                "held": held,
                "is_instant": held is not None and family_of(parts.types[held]) == "instant",
            }
        )
    return {
        "schema": f"raw_{table.source}",
        "name": table.raw_table,
        "paths": patterns(parts.paths),
        "columns": columns,
    }


def plain(name: str, data_type: str) -> str:
    """A column as a type that Spark reads from a Parquet file."""
    family = family_of(data_type)
    if family == "text" and data_type != "VARCHAR":
        return f"cast({identifier(name)} as varchar) as {identifier(name)}"
    if family == "timestamp" and data_type not in SAME_ON_SPARK:
        return f"cast({identifier(name)} as timestamp) as {identifier(name)}"
    return identifier(name)


def write_anew(
    connection: duckdb.DuckDBPyConnection, folder: Path, schema: str, name: str, query: str
) -> dict[str, Any]:
    """Write a query's rows as Parquet; what the macro is told of the table."""
    table = folder / schema / name
    table.mkdir(parents=True)
    described = connection.execute(f"describe {query}").fetchall()
    columns = ", ".join(plain(column, data_type) for column, data_type, *_ in described)
    connection.execute(
        f"copy (select {columns} from ({query}) as landed) "
        f"to {literal(str(table / 'part-0.parquet'))} (format parquet)"
    )
    return {"schema": schema, "name": name, "paths": [str(table)], "columns": []}


def write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: list[LandedTable]
) -> list[dict[str, Any]]:
    """Write what cannot stay in place; what the macro is told of all tables."""
    told = []
    for table in tables:
        if table.parquet is not None and stays_in_place(connection, table.parquet):
            told.append(in_place(table, table.parquet))
        else:
            schema = f"raw_{table.source}"
            told.append(write_anew(connection, folder, schema, table.raw_table, table.query))
    for name in ("settings", "landing", "rejected_lines"):
        query = f"select * from {BOOKKEEPING_SCHEMA}.{name}"
        told.append(write_anew(connection, folder, BOOKKEEPING_SCHEMA, name, query))
    return told


def register_on_spark(
    settings: Settings,
    connection: duckdb.DuckDBPyConnection,
    tables: list[LandedTable],
    as_of: str,
    input_fingerprint: str,
) -> None:
    """Write the files aside, then make the raw tables anew and drop those that are gone.

    Spark has no transaction over several tables: a landing that is interrupted between two of them
    is noticed by the next build.
    """
    landed_files = LandedFiles(settings.spark_home)
    folder = landed_files.new()
    try:
        write_bookkeeping(connection, tables, as_of, input_fingerprint)
        told = write_tables(connection, folder, tables)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    schemas = [f"raw_{source}" for source in known_sources(settings.project)]
    # A source may be landed before its models are written: dbt is not asked to compile them.
    project = replace(settings, sources=())
    landed_files.begin_change()
    operate(project, "register_raw_tables", {"tables": told, "schemas": schemas})
    landed_files.end_change(folder)
