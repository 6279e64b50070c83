"""The published folder: versions side by side, one of them current.

    published/
        versions/v000012-2026-06-30/
            customer_360.duckdb
            parquet/<mart>/<mart>.parquet
            manifest.json
        current             -> versions/v000012-2026-06-30   all that a publication changes
        customer_360.duckdb -> current/customer_360.duckdb   what consumers open
        parquet             -> current/parquet
        manifest.json       -> current/manifest.json

A version's name counts publications, so that names sort in the order in which they were published,
also when an earlier as_of is published again.
"""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from c360.errors import DataError, UsageError
from c360.publishing.disk import sync, sync_tree

DATABASE = "customer_360.duckdb"
PARQUET = "parquet"
MANIFEST = "manifest.json"
STABLE_NAMES = (DATABASE, PARQUET, MANIFEST)
UNFINISHED = ".tmp"
VERSION_NAME = re.compile(r"v(\d{6,})-\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class VersionStore:
    """The versions in one published folder."""

    published: Path

    @property
    def versions(self) -> Path:
        """The folder that holds one folder per version."""
        return self.published / "versions"

    @property
    def current(self) -> Path:
        """The link that decides which version consumers see."""
        return self.published / "current"

    def names(self) -> list[str]:
        """The complete versions, oldest first."""
        if not self.versions.is_dir():
            return []
        found = (entry.name for entry in self.versions.iterdir() if entry.is_dir())
        complete = (name for name in found if VERSION_NAME.fullmatch(name))
        return sorted(complete, key=_counter)

    def current_name(self) -> str | None:
        """The version that consumers see; None before the first publication."""
        return self.current.readlink().name if self.current.is_symlink() else None

    def next_name(self, as_of: str) -> str:
        """Name the next version: one more than the highest counter, and the day of ``as_of``."""
        names = self.names()
        counter = _counter(names[-1]) + 1 if names else 1
        return f"v{counter:06d}-{as_of[:10]}"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One publication at a time; the lock goes with the process that holds it."""
        self._check_names()
        try:
            self.versions.mkdir(parents=True, exist_ok=True)
            lock = (self.published / ".lock").open("w")
        except OSError as error:
            raise UsageError(
                f"{self.published} cannot be written ({error.strerror})",
                "correct the folder's rights or name another with --published",
            ) from None
        with lock as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DataError(
                    f"another publication into {self.published} is running", "wait for its end"
                ) from None
            yield

    def _check_names(self) -> None:
        """Nothing that somebody else put there is ever replaced by a link."""
        if self.published.exists() and not self.published.is_dir():
            raise UsageError(f"{self.published} is no folder", "name another with --published")
        for name in ("current", *STABLE_NAMES):
            path = self.published / name
            if path.exists() and not path.is_symlink():
                raise UsageError(
                    f"{path} was not written by c360 publish", "move it away or name another folder"
                )

    def remove_unfinished(self) -> None:
        """Remove what a killed publication left behind. Call it with the lock held."""
        for entry in (
            *self.versions.glob(f"*{UNFINISHED}"),
            *self.published.glob(f".*{UNFINISHED}"),
        ):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()

    @contextmanager
    def building(self, name: str) -> Iterator[Path]:
        """A folder aside to build version ``name`` in; removed when the building fails."""
        folder = self.versions / f"{name}{UNFINISHED}"
        folder.mkdir()
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def finish(self, folder: Path, name: str) -> None:
        """Put a built folder on the disk for good, under its own name, unseen by consumers yet."""
        for path in folder.rglob("*"):
            if path.is_file():
                path.chmod(0o444)
        sync_tree(folder)
        folder.rename(self.versions / name)
        sync(self.versions)

    def switch_to(self, name: str) -> None:
        """Show version ``name`` to consumers: one rename, so that they see the old or the new."""
        self._link(self.current, Path("versions", name))
        for stable in STABLE_NAMES:
            self._link(self.published / stable, Path("current", stable))
        sync(self.published)

    def _link(self, link: Path, target: Path) -> None:
        if link.is_symlink() and link.readlink() == target:
            return
        aside = self.published / f".{link.name}{UNFINISHED}"
        aside.symlink_to(target)
        aside.replace(link)

    def remove_old(self, keep: int) -> list[str]:
        """Remove all but the newest ``keep`` versions, never the current; returns their names."""
        old = [name for name in self.names()[:-keep] if name != self.current_name()]
        for name in old:
            # Under the unfinished name first: a half removed version must not look like one.
            doomed = self.versions / f"{name}{UNFINISHED}"
            (self.versions / name).rename(doomed)
            shutil.rmtree(doomed, ignore_errors=True)
        return old


def _counter(name: str) -> int:
    return int(VERSION_NAME.fullmatch(name).group(1))
