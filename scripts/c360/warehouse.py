"""Connections to the DuckDB database, with errors that say what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from c360.errors import UsageError
from c360.settings import Settings


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
def connect(settings: Settings, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open while the block runs; UsageError when it is locked or no database."""
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
