"""Connections to what is built, with errors that say what to do."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import duckdb

from c360.errors import UsageError
from c360.settings import SPARK, Settings
from c360.spark import session
from c360.spark.metastore import check_free
from c360.spark.tables import make_views, warehouse_folder


def cannot_open(settings: Settings, reason: str) -> UsageError:
    """What to say when the database does not open, from DuckDB's own message."""
    database = settings.shown(settings.database)
    if "lock" in reason:
        holder = re.search(r"held in (.+?) \(PID (\d+)\)", reason)
        who = f"process {holder[2]}" if holder else "another process"
        return UsageError(
            f"database {database} is in use by {who}",
            "close that program (a notebook, a dashboard, another run) or give another --database",
        )
    if "not a valid DuckDB" in reason:
        return UsageError(
            f"database {database} is no DuckDB file", "give another --database or delete the file"
        )
    return UsageError(
        f"database {database} cannot be opened ({' '.join(reason.split())})",
        "check the folder's rights or give another --database",
    )


@contextmanager
def in_memory(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB database, open while the block runs."""
    with duckdb.connect(config={"threads": settings.threads}) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def exists(settings: Settings) -> bool:
    """Whether anything was built yet."""
    if settings.is_spark:
        return warehouse_folder(settings).is_dir()
    return settings.database.is_file()


def connect(
    settings: Settings, read_only: bool = False
) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """The warehouse, open while the block runs.

    On DuckDB the database. On Spark an empty database in memory, where ``read_only`` asks for it
    with views of the tables that Spark has built. Raises UsageError when there is no warehouse to
    read or another process uses it.
    """
    if not settings.is_spark:
        return database(settings, read_only)
    return spark_tables(settings) if read_only else in_memory(settings)


@contextmanager
def spark_tables(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Views of Spark's tables and of what was landed for it."""
    # The metastore of a Thrift server is the server's.
    if settings.engine == SPARK and not session.is_running():
        check_free(settings)
    with in_memory(settings) as connection:
        make_views(connection, settings)
        yield connection


@contextmanager
def database(settings: Settings, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database, open while the block runs; UsageError when it is locked or no database."""
    if read_only and not settings.database.is_file():
        raise UsageError(
            f"database {settings.shown(settings.database)} does not exist",
            "run `c360 run` first or give another --database",
        )
    try:
        if not read_only:
            settings.database.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(
            str(settings.database),
            read_only=read_only,
            config={"threads": settings.threads},
        )
    except (duckdb.Error, OSError) as error:
        raise cannot_open(settings, str(error)) from None
    try:
        connection.execute("set TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()
