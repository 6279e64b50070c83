"""What Parquet files hold, and the error of a broken one."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from c360.errors import DataError
from c360.landing.declarations import Column
from c360.landing.projection import literal
from c360.settings import Settings


@dataclass(frozen=True)
class ParquetParts:
    """The Parquet files of one raw table.

    ``held`` tells by declared column what the files call it, ``types`` by that name the type.
    """

    paths: tuple[Path, ...]
    columns: tuple[Column, ...]
    held: dict[str, str]
    types: dict[str, str]


def listed(paths: tuple[Path, ...]) -> str:
    """The paths as SQL literals."""
    return ", ".join(literal(str(path)) for path in paths)


def scan(paths: tuple[Path, ...]) -> str:
    """The SQL that reads the parts as one table, columns by name."""
    return f"read_parquet([{listed(paths)}], union_by_name = true, hive_partitioning = false)"


def types_of(
    settings: Settings, connection: duckdb.DuckDBPyConnection, paths: tuple[Path, ...]
) -> dict[str, str]:
    """Column -> type over all parts; DataError naming the part that does not open."""
    for path in paths:
        try:
            connection.execute(f"select 1 from {scan((path,))} limit 0")
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].replace(f" '{path}'", "").replace(f"'{path}'", "it")
            raise DataError(
                f"{settings.shown(path)} is broken or no Parquet file ({reason})",
                "export it again",
            ) from None
    described = connection.execute(f"describe select * from {scan(paths)}").fetchall()
    return {row[0]: row[1] for row in described}


def have_one_schema(connection: duckdb.DuckDBPyConnection, paths: tuple[Path, ...]) -> bool:
    """Whether all parts hold the same columns, in whatever order, stored as the same types."""
    if len(paths) == 1:
        return True
    return connection.execute(
        f"""
        select count(distinct columns) = 1
        from (
            select
                list(
                    (name, type, type_length, converted_type, precision, scale, logical_type)
                    order by name
                ) as columns
            from parquet_schema([{listed(paths)}])
            where coalesce(num_children, 0) = 0
            group by file_name
        )
        """
    ).fetchone()[0]


def compressions_of(connection: duckdb.DuckDBPyConnection, paths: tuple[Path, ...]) -> set[str]:
    """How the parts are compressed: SNAPPY, ZSTD and so on."""
    rows = connection.execute(
        f"select distinct compression from parquet_metadata([{listed(paths)}])"
    ).fetchall()
    return {compression for (compression,) in rows if compression is not None}


def count_rows(connection: duckdb.DuckDBPyConnection, paths: tuple[Path, ...]) -> int:
    """Rows of all parts, from the files' own metadata."""
    return connection.execute(f"select count(*) from {scan(paths)}").fetchone()[0]
