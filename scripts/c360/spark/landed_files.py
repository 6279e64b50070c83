"""The Parquet files that landing writes for Spark, one folder per landing.

    <spark home>/landing/
        000007/<schema>/<table>/part-0.parquet
        current                  the name of the folder that Spark's raw tables read

While the raw tables change there is no ``current``.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from c360.errors import UsageError

BOOKKEEPING_SCHEMA = "raw_landing"


@dataclass(frozen=True)
class LandedFiles:
    """The landings below one Spark home."""

    spark_home: Path

    @property
    def root(self) -> Path:
        """The folder of all landings."""
        return self.spark_home / "landing"

    @property
    def mark(self) -> Path:
        """The file that names the current landing."""
        return self.root / "current"

    def folders(self) -> list[Path]:
        """All landings, oldest first."""
        return sorted(path for path in self.root.glob("[0-9]*") if path.is_dir())

    def current(self) -> Path | None:
        """The folder of the current landing; None before the first or while it changes."""
        try:
            return self.root / self.mark.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None

    def bookkeeping(self) -> list[Path]:
        """The folders of the tables of schema raw_landing, empty when nothing is landed."""
        current = self.current()
        return sorted((current / BOOKKEEPING_SCHEMA).iterdir()) if current else []

    def new(self) -> Path:
        """An empty folder for one more landing; UsageError when it cannot be made."""
        folders = self.folders()
        folder = self.root / f"{int(folders[-1].name) + 1 if folders else 1:06d}"
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise UsageError(
                f"{folder} cannot be made ({error.strerror})",
                "correct the folder's rights or give another --spark-home",
            ) from None
        return folder

    def begin_change(self) -> None:
        """From here on the raw tables may read one landing or the other."""
        self.mark.unlink(missing_ok=True)

    def end_change(self, folder: Path) -> None:
        """All raw tables read ``folder`` now: the others are removed."""
        aside = self.mark.with_suffix(".tmp")
        aside.write_text(folder.name + "\n", encoding="utf-8")
        aside.replace(self.mark)
        for other in self.folders():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    def check_whole(self) -> None:
        """Raise UsageError after a landing that was interrupted while the raw tables changed."""
        if self.folders() and self.current() is None:
            raise UsageError(
                "the last landing was interrupted, so the raw tables are partly old",
                "run `c360 land` again",
            )
