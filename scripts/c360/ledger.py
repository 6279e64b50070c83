"""The ledger of customer ids as one Parquet file: the one table that cannot be computed anew.

The file holds the rows of the mart ``identity_ledger`` in the order of its key. It is what ``c360
publish`` writes for that mart too, so that every published version is also a backup of the ids.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from c360.building.operations import operate
from c360.errors import DataError, UsageError
from c360.marts import MARTS_SCHEMA, literal, mart_columns
from c360.settings import Settings
from c360.spark.leftovers import alone, remove_leftovers
from c360.spark.prerequisites import check_prerequisites
from c360.warehouse import connect, exists

LEDGER = "identity_ledger"
FILE = f"{LEDGER}.parquet"
TABLE = f"{MARTS_SCHEMA}.{LEDGER}"
COLUMNS = {
    "record_id": "VARCHAR",
    "run_number": "INTEGER",
    "customer_id": "VARCHAR",
    "cause": "VARCHAR",
    "recorded_as_of": "TIMESTAMP",
}
OPTIONAL = {"customer_id"}


def published_ledger(settings: Settings) -> Path:
    """Where the published version keeps the ledger, whether or not there is one."""
    return settings.published / "parquet" / LEDGER / FILE


def ledger_file(given: Path) -> Path:
    """The ledger in a folder, or the file itself. Raises UsageError when there is none."""
    places = [given / FILE, given / LEDGER / FILE, given / "parquet" / LEDGER / FILE]
    found = [path for path in ([given] if not given.is_dir() else places) if path.is_file()]
    if not found:
        raise UsageError(
            f"there is no ledger in {given}" if given.is_dir() else f"{given} does not exist",
            f"give the folder of {FILE} (what `c360 ledger export` wrote or a published folder)",
        )
    return found[0]


def has_ledger(settings: Settings) -> bool:
    """Whether the warehouse knows any earlier id."""
    if not exists(settings):
        return False
    with connect(settings, read_only=True) as connection:
        return _count_rows(connection) > 0


def export_ledger(settings: Settings, folder: Path) -> tuple[Path, int]:
    """Write the ledger of the warehouse into a folder; the file and its rows.

    The same ledger gives the same bytes; a file of an earlier export is replaced in one step.
    """
    path = folder / FILE
    aside = folder / f".{FILE}.tmp"
    with connect(settings, read_only=True) as connection:
        rows = _count_rows(connection)
        if not rows:
            raise DataError(
                f"warehouse {settings.shown(settings.warehouse)} has no ledger",
                "run `c360 run` first",
            )
        connection.execute("set threads = 1")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f"copy (select {', '.join(COLUMNS)} from {TABLE} order by record_id, run_number) "
                f"to {literal(str(aside))} (format parquet, compression zstd)"
            )
            aside.replace(path)
        except (OSError, duckdb.Error) as error:
            if folder.is_dir():
                aside.unlink(missing_ok=True)
            raise UsageError(
                f"{folder} cannot be written ({_first_line(error)})",
                "name another folder with --to",
            ) from None
    return path, rows


def import_ledger(settings: Settings, path: Path, replace: bool = False) -> int:
    """Make a file the ledger of the warehouse; its rows.

    Raises DataError for a file that is no ledger, and UsageError when the warehouse has a ledger
    with other rows and ``replace`` is not given; the ledger is then as it was.
    """
    reads_views = settings.is_spark and exists(settings)
    with connect(settings, read_only=reads_views) as connection:
        rows = _read_file(connection, path)
        known = _count_rows(connection)
        if known and not replace and _differs(connection):
            raise UsageError(
                f"the ledger of {settings.shown(settings.warehouse)} has other rows ({known:,}) "
                f"than {path} ({rows:,})",
                "add --replace to put the file in its place; ids that it does not know are "
                "then forgotten",
            )
        if settings.is_spark:
            _fill_on_spark(settings, connection)
        else:
            connection.execute("begin")
            connection.execute(f"create schema if not exists {MARTS_SCHEMA}")
            connection.execute(f"create or replace table {TABLE} as from imported_ledger")
            connection.execute("commit")
    return rows


def _fill_on_spark(settings: Settings, connection: duckdb.DuckDBPyConnection) -> None:
    """Hand the rows over as a file, which Spark copies into its table."""
    check_prerequisites(settings)
    with alone(settings), TemporaryDirectory(dir=settings.spark_home, prefix="ledger-") as folder:
        remove_leftovers(operate(settings, "known_tables", {}))
        connection.execute(
            f"copy imported_ledger to {literal(f'{folder}/part-0.parquet')} (format parquet)"
        )
        operate(
            settings, "fill_table", {"schema": MARTS_SCHEMA, "name": LEDGER, "path": str(folder)}
        )


def _first_line(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).splitlines()[0]


def _count_rows(connection: duckdb.DuckDBPyConnection) -> int:
    if LEDGER not in mart_columns(connection):
        return 0
    return connection.execute(f"select count(*) from {TABLE}").fetchone()[0]


def _differs(connection: duckdb.DuckDBPyConnection) -> bool:
    columns = ", ".join(COLUMNS)
    one, other = f"select {columns} from {TABLE}", "from imported_ledger"
    return bool(
        connection.execute(
            f"select 1 from (({one} except all {other}) union all ({other} except all {one})) "
            "limit 1"
        ).fetchone()
    )


def _read_file(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Read the file into the temporary table ``imported_ledger`` and check it; its rows."""
    remedy = "import what `c360 ledger export` wrote or a published version's ledger"
    try:
        connection.execute(
            f"create temporary view ledger_file as from read_parquet({literal(str(path))})"
        )
        found = [row[0] for row in connection.execute("describe ledger_file").fetchall()]
        missing = [name for name in COLUMNS if name not in found]
        if missing:
            raise DataError(f"{path} has no column '{missing[0]}'", remedy)
        cast = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in COLUMNS.items())
        connection.execute(
            f"create temporary table imported_ledger as select {cast} from ledger_file"
        )
    except duckdb.Error as error:
        raise DataError(
            f"{path} cannot be read as a ledger ({_first_line(error)})", remedy
        ) from None
    empty = ", ".join(
        f"count(*) filter ({name} is null)" for name in COLUMNS if name not in OPTIONAL
    )
    rows, keys, *nulls = connection.execute(
        f"select count(*), count(distinct (record_id, run_number)), {empty} from imported_ledger"
    ).fetchone()
    if not rows:
        raise DataError(f"{path} holds no rows", remedy)
    for name, count in zip((name for name in COLUMNS if name not in OPTIONAL), nulls, strict=True):
        if count:
            raise DataError(f"{path}: column '{name}' is empty in {count:,} rows", remedy)
    if keys < rows:
        raise DataError(f"{path}: {rows - keys:,} rows repeat a record_id and run_number", remedy)
    return rows
