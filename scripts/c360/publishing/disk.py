"""Room on the disk, and writes that survive a power cut."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from c360.errors import DataError
from c360.marts import MARTS_SCHEMA, literal, mart_columns, quoted
from c360.settings import Settings
from c360.spark.tables import size_of

FULL_DISK_ERRORS = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
FULL_DISK_TEXTS = tuple(os.strerror(number) for number in sorted(FULL_DISK_ERRORS))
BLOCK_BYTES = 262_144
# An empty DuckDB file, its catalogue and the manifest.
FIXED_BYTES = 8 * BLOCK_BYTES
# Beside Spark's Parquet files a version takes as much again for its own and, counting the blocks
# that small columns leave half empty, up to three times as much for its DuckDB file.
PARQUET_FACTOR = 4


def needed_bytes(settings: Settings, connection: duckdb.DuckDBPyConnection) -> int:
    """An upper estimate of a version's size: the DuckDB file and the Parquet files."""
    if settings.is_spark:
        return PARQUET_FACTOR * size_of(settings, MARTS_SCHEMA) + FIXED_BYTES
    return 2 * size_in_database(connection) + FIXED_BYTES


def size_in_database(connection: duckdb.DuckDBPyConnection) -> int:
    """Bytes of the marts; a version's DuckDB file stores them alike, its Parquet is smaller."""
    blocks: set[int] = set()
    for mart in mart_columns(connection):
        rows = connection.execute(
            f"""
            select distinct unnest(list_append(additional_block_ids, block_id))
            from pragma_storage_info({literal(f"{MARTS_SCHEMA}.{quoted(mart)}")})
            where persistent
            """
        ).fetchall()
        blocks.update(block for (block,) in rows)
    return len(blocks) * BLOCK_BYTES


def check_room(folder: Path, needed: int) -> None:
    """Raise DataError when the disk of ``folder`` has less than ``needed`` bytes free."""
    if shutil.disk_usage(folder).free < needed:
        raise no_room(folder, needed)


def no_room(folder: Path, needed: int) -> DataError:
    """The answer to a full disk: one line with the folder, the bytes needed and the bytes free."""
    free = shutil.disk_usage(folder).free
    return DataError(
        f"no room for a new version in {folder}: about {needed:,} bytes needed, {free:,} free",
        "free some space (or lift the file size limit) and publish again; "
        "the published version is as it was",
    )


@contextmanager
def write_failures_explained(folder: Path, needed: int) -> Iterator[None]:
    """Turn a failed write into one line; a full disk, however it shows itself, is called so."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        is_full = getattr(error, "errno", None) in FULL_DISK_ERRORS
        if is_full or any(text in str(error) for text in FULL_DISK_TEXTS):
            raise no_room(folder, needed) from error
        reason = str(error).splitlines()[0]
        raise DataError(
            f"nothing was published, writing into {folder} failed ({reason})"
        ) from error


def sync(path: Path) -> None:
    """Make sure that a file's bytes, or a folder's entries, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Sync every file below ``folder``, then the folders, innermost first."""
    for here, _, files in os.walk(folder, topdown=False):
        for name in files:
            sync(Path(here, name))
        sync(Path(here))
