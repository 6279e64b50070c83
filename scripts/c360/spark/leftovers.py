"""What a killed build left behind.

Spark writes a table's files before the metastore knows the table, and the metastore forgets a
dropped table before its files are gone. A process that is killed in between leaves a folder that
belongs to no table, over which Spark refuses to make that table again.

Rows that are added to a table are written aside and then moved in, file by file. A process that is
killed meanwhile leaves some of them in the table: they are taken out again.
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from c360.errors import UsageError
from c360.settings import Settings

WRITTEN_ASIDE = "_temporary"
JOB = re.compile(r"\.?part-\d+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """One build at a time below one Spark home; the lock goes with the process that holds it."""
    settings.spark_home.mkdir(parents=True, exist_ok=True)
    with (settings.spark_home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"another build in {settings.shown(settings.spark_home)} is running",
                "wait for its end or give another --spark-home",
            ) from None
        yield


def local_path(location: str) -> Path | None:
    """The folder of a location that the metastore names; None for one on another file system."""
    address = urlsplit(location)
    return Path(unquote(address.path)) if address.scheme in ("", "file") else None


def remove_leftovers(known: list[dict[str, Any]]) -> list[Path]:
    """Remove what belongs to no table and what was added to one by half; returns what was removed.

    ``known`` gives each schema's ``location`` and the locations of its ``tables``.
    """
    removed = []
    for schema in known:
        folder = local_path(schema["location"])
        tables = {local_path(location) for location in schema["tables"]}
        if folder is not None and folder.is_dir():
            removed += unknown_folders(folder, tables)
        removed += [path for table in tables if table for path in half_added(table)]
    for path in removed:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return removed


def unknown_folders(schema: Path, tables: set[Path | None]) -> list[Path]:
    """The folders of a schema that belong to none of its tables."""
    return sorted(path for path in schema.iterdir() if path.is_dir() and path not in tables)


def half_added(table: Path) -> list[Path]:
    """What a job that did not finish left in a table: its folder aside and files of its name.

    One job gives all of its files one name; those that it has not moved yet tell it.
    """
    aside = table / WRITTEN_ASIDE
    if not aside.is_dir():
        return []
    jobs = {job_of(path) for path in aside.rglob("*part-*")} - {""}
    moved = [path for path in table.rglob("*part-*") if aside not in path.parents]
    return [*sorted(path for path in moved if job_of(path) in jobs), aside]


def job_of(file: Path) -> str:
    """The job that wrote a file, part-00000-<job>-c000.snappy.parquet, or its checksum."""
    found = JOB.match(file.name)
    return found[1] if found else ""
