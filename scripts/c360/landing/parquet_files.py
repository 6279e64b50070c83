"""What Parquet files hold, and the error of a broken one."""

from pathlib import Path

import duckdb

from c360.errors import DataError
from c360.landing.projection import literal
from c360.settings import Settings


def scan(paths: tuple[Path, ...]) -> str:
    """The SQL that reads the parts as one table, columns by name."""
    listed = ", ".join(literal(str(path)) for path in paths)
    return f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"


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


def count_rows(connection: duckdb.DuckDBPyConnection, paths: tuple[Path, ...]) -> int:
    """Rows of all parts, from the files' own metadata."""
    return connection.execute(f"select count(*) from {scan(paths)}").fetchone()[0]
