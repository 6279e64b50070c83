"""What a killed build left behind.

Spark writes a table's files before the metastore knows the table, and the metastore forgets a
dropped table before its files are gone. A process that is killed in between leaves a folder that
belongs to no table, over which Spark refuses to make that table again.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from c360.errors import UsageError
from c360.settings import Settings


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


def remove_unknown_folders(known: list[dict[str, Any]]) -> list[Path]:
    """Remove the folders that belong to no table; returns them.

    ``known`` gives each schema's ``location`` and the locations of its ``tables``.
    """
    removed = []
    for schema in known:
        folder = local_path(schema["location"])
        if folder is None or not folder.is_dir():
            continue
        tables = {local_path(location) for location in schema["tables"]}
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and entry not in tables:
                shutil.rmtree(entry)
                removed.append(entry)
    return removed
