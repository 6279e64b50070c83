"""The embedded metastore (Derby), which one process at a time may use."""

import errno
import fcntl
import struct
import sys
from pathlib import Path

from c360.errors import UsageError
from c360.settings import Settings

# struct flock of Linux: type, whence, start, length, process.
FLOCK = "hhqqi"


def check_free(settings: Settings) -> None:
    """Raise UsageError when another process uses the metastore; files of a killed one do not count.

    Derby locks the file dbex.lck, and the system lets go of the lock when the process ends.
    """
    lock = settings.spark_home / "metastore" / "dbex.lck"
    holder = holder_of(lock)
    if holder is not None:
        who = f"process {holder}" if holder else "another process"
        raise UsageError(
            f"Spark metastore {settings.shown(lock.parent)} is in use by {who}",
            "wait for its end or give another --spark-home",
        )


def check_not_lost(settings: Settings) -> None:
    """Raise UsageError when tables lie in the warehouse and the metastore that knows them is gone.

    A new one would take them for what a killed build left behind.
    """
    metastore, warehouse = settings.spark_home / "metastore", settings.spark_home / "warehouse"
    if not metastore.is_dir() and any(warehouse.glob("*.db/*/")):
        raise UsageError(
            f"Spark metastore {settings.shown(metastore)} is gone, though "
            f"{settings.shown(warehouse)} holds tables",
            "restore it, or delete both to begin anew",
        )


def holder_of(lock: Path) -> int | None:
    """The process that holds a lock on the file: None without any, 0 when it cannot be told."""
    try:
        with lock.open("r+b") as handle:
            if sys.platform == "linux":
                asked = struct.pack(FLOCK, fcntl.F_WRLCK, 0, 0, 0, 0)
                kind, *_, process = struct.unpack(FLOCK, fcntl.fcntl(handle, fcntl.F_GETLK, asked))
                return None if kind == fcntl.F_UNLCK else process
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return 0
        raise
    return None
