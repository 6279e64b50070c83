"""The ledgers as Parquet files: of customer ids, and of their segments.

They are the tables that cannot be computed anew. A file holds the rows of its mart in the order of
its key. It is what ``c360 publish`` writes for that mart too, so that every published version is
also a backup of the ids and of the history of segments.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Ledger:
    """A mart that only grows: its columns with their types, its key, what it remembers."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    optional: str
    unknown: str

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.parquet"

    @property
    def table(self) -> str:
        """Its table in the warehouse."""
        return f"{MARTS_SCHEMA}.{self.name}"

    @property
    def names(self) -> str:
        """Its columns as SQL."""
        return ", ".join(name for name, _ in self.columns)

    @property
    def required(self) -> list[str]:
        """The columns that are never empty."""
        return [name for name, _ in self.columns if name != self.optional]


IDENTITY = Ledger(
    name="identity_ledger",
    columns=(
        ("record_id", "VARCHAR"),
        ("run_number", "INTEGER"),
        ("customer_id", "VARCHAR"),
        ("cause", "VARCHAR"),
        ("recorded_as_of", "TIMESTAMP"),
    ),
    key=("record_id", "run_number"),
    optional="customer_id",
    unknown="customer ids",
)
SEGMENTS = Ledger(
    name="segment_ledger",
    columns=(
        ("customer_id", "VARCHAR"),
        ("family", "VARCHAR"),
        ("segment", "VARCHAR"),
        ("revision", "INTEGER"),
        ("recorded_date", "DATE"),
    ),
    key=("customer_id", "family", "recorded_date", "revision"),
    optional="segment",
    unknown="history of segments",
)
LEDGERS = (IDENTITY, SEGMENTS)


def published_ledger(settings: Settings, ledger: Ledger) -> Path:
    """Where the published version keeps a ledger, whether or not there is one."""
    return settings.published / "parquet" / ledger.name / ledger.file


def ledger_files(given: Path) -> dict[Ledger, Path]:
    """The ledgers in a folder, or the file itself. Raises UsageError when there is none."""
    if given.is_file():
        return {SEGMENTS if given.name == SEGMENTS.file else IDENTITY: given}
    folders = (given, given / "parquet")
    found = {}
    for ledger in LEDGERS:
        places = [given / ledger.file, *(folder / ledger.name / ledger.file for folder in folders)]
        present = [path for path in places if path.is_file()]
        if present:
            found[ledger] = present[0]
    if not found:
        raise UsageError(
            f"there is no ledger in {given}" if given.is_dir() else f"{given} does not exist",
            f"give the folder of {IDENTITY.file} (what `c360 ledger export` wrote or a published "
            "folder)",
        )
    return found


def has_ledger(settings: Settings, ledger: Ledger) -> bool:
    """Whether the warehouse remembers anything of its kind."""
    if not exists(settings):
        return False
    with connect(settings, read_only=True) as connection:
        return _count_rows(connection, ledger) > 0


def export_ledger(settings: Settings, ledger: Ledger, folder: Path) -> tuple[Path, int]:
    """Write a ledger of the warehouse into a folder; the file and its rows.

    The same ledger gives the same bytes; a file of an earlier export is replaced in one step.
    """
    path = folder / ledger.file
    aside = folder / f".{ledger.file}.tmp"
    with connect(settings, read_only=True) as connection:
        rows = _count_rows(connection, ledger)
        if not rows:
            raise DataError(
                f"warehouse {settings.shown(settings.warehouse)} has no ledger",
                "run `c360 run` first",
            )
        connection.execute("set threads = 1")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f"copy (select {ledger.names} from {ledger.table} "
                f"order by {', '.join(ledger.key)}) to {literal(str(aside))} "
                "(format parquet, compression zstd)"
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


def import_ledger(settings: Settings, ledger: Ledger, path: Path, replace: bool = False) -> int:
    """Make a file a ledger of the warehouse; its rows.

    Raises DataError for a file that is no ledger, and UsageError when the warehouse has a ledger
    with other rows and ``replace`` is not given; the ledger is then as it was.
    """
    reads_views = settings.is_spark and exists(settings)
    with connect(settings, read_only=reads_views) as connection:
        rows = _read_file(connection, ledger, path)
        known = _count_rows(connection, ledger)
        if known and not replace and _differs(connection, ledger):
            raise UsageError(
                f"the ledger of {settings.shown(settings.warehouse)} has other rows ({known:,}) "
                f"than {path} ({rows:,})",
                "add --replace to put the file in its place; what it does not know is then "
                "forgotten",
            )
        if settings.is_spark:
            _fill_on_spark(settings, connection, ledger)
        else:
            connection.execute("begin")
            connection.execute(f"create schema if not exists {MARTS_SCHEMA}")
            connection.execute(f"create or replace table {ledger.table} as from imported_ledger")
            connection.execute("commit")
    return rows


def _fill_on_spark(
    settings: Settings, connection: duckdb.DuckDBPyConnection, ledger: Ledger
) -> None:
    """Hand the rows over as a file, which Spark copies into its table."""
    check_prerequisites(settings)
    with alone(settings), TemporaryDirectory(dir=settings.spark_home, prefix="ledger-") as folder:
        remove_leftovers(operate(settings, "known_tables", {}))
        connection.execute(
            f"copy imported_ledger to {literal(f'{folder}/part-0.parquet')} (format parquet)"
        )
        operate(
            settings,
            "fill_table",
            {"schema": MARTS_SCHEMA, "name": ledger.name, "path": str(folder)},
        )


def _first_line(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).splitlines()[0]


def _count_rows(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> int:
    if ledger.name not in mart_columns(connection):
        return 0
    return connection.execute(f"select count(*) from {ledger.table}").fetchone()[0]


def _differs(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> bool:
    one, other = f"select {ledger.names} from {ledger.table}", "from imported_ledger"
    return bool(
        connection.execute(
            f"select 1 from (({one} except all {other}) union all ({other} except all {one})) "
            "limit 1"
        ).fetchone()
    )


def _read_file(connection: duckdb.DuckDBPyConnection, ledger: Ledger, path: Path) -> int:
    """Read the file into the temporary table ``imported_ledger`` and check it; its rows."""
    remedy = "import what `c360 ledger export` wrote or a published version's ledger"
    try:
        connection.execute(
            f"create temporary view ledger_file as from read_parquet({literal(str(path))})"
        )
        found = [row[0] for row in connection.execute("describe ledger_file").fetchall()]
        missing = [name for name, _ in ledger.columns if name not in found]
        if missing:
            raise DataError(f"{path} has no column '{missing[0]}'", remedy)
        cast = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in ledger.columns)
        connection.execute(
            f"create temporary table imported_ledger as select {cast} from ledger_file"
        )
    except duckdb.Error as error:
        raise DataError(
            f"{path} cannot be read as a ledger ({_first_line(error)})", remedy
        ) from None
    empty = ", ".join(f"count(*) filter ({name} is null)" for name in ledger.required)
    rows, keys, *nulls = connection.execute(
        f"select count(*), count(distinct ({', '.join(ledger.key)})), {empty} from imported_ledger"
    ).fetchone()
    if not rows:
        raise DataError(f"{path} holds no rows", remedy)
    for name, count in zip(ledger.required, nulls, strict=True):
        if count:
            raise DataError(f"{path}: column '{name}' is empty in {count:,} rows", remedy)
    if keys < rows:
        key = f"{', '.join(ledger.key[:-1])} and {ledger.key[-1]}"
        raise DataError(f"{path}: {rows - keys:,} rows repeat a {key}", remedy)
    return rows
