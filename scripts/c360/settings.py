"""Where things are. Every setting has one environment variable and one option of the same name."""

import os
from dataclasses import dataclass, field
from pathlib import Path

DUCKDB = "duckdb"
SPARK = "spark"
SPARK_THRIFT = "spark_thrift"
ENGINES = (DUCKDB, SPARK, SPARK_THRIFT)


def find_project() -> Path:
    """The folder of dbt_project.yml: the working directory, a parent of it, or the checkout."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "dbt_project.yml").is_file():
            return folder
    return Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """Paths and switches of one run; paths are absolute.

    ``raw`` holds one folder per source, ``published`` is what consumers read. ``engine`` is a
    target of profiles.yml; dbt builds into ``database`` on DuckDB and below ``spark_home`` on
    Spark. ``sources``, ``as_of`` and ``currency`` are empty where the project's own vars hold.
    """

    project: Path = field(default_factory=find_project)
    raw: Path = Path("data/raw")
    database: Path = Path("data/warehouse.duckdb")
    published: Path = Path("published")
    sources: tuple[str, ...] = ()
    as_of: str = ""
    currency: str = ""
    threads: int = 2
    engine: str = DUCKDB
    spark_home: Path = Path("data/spark")
    spark_master: str = "local[2]"

    def __post_init__(self) -> None:
        for name in ("raw", "database", "published", "spark_home"):
            object.__setattr__(self, name, (self.project / getattr(self, name)).resolve())

    @property
    def audit_folder(self) -> Path:
        """Where the audit leaves its result and its Data Docs."""
        return self.project / "target" / "audit"

    @property
    def is_spark(self) -> bool:
        """Whether the models are built by Spark."""
        return self.engine != DUCKDB

    @property
    def warehouse(self) -> Path:
        """Where the engine keeps what is built."""
        return self.spark_home if self.is_spark else self.database

    def environment(self) -> dict[str, str]:
        """The variables that profiles.yml and Spark read; a local Spark listens to itself only."""
        listens_here = {"SPARK_LOCAL_IP": "127.0.0.1"}
        return {
            **(listens_here if self.spark_master.startswith("local") else {}),
            **os.environ,
            "C360_DATABASE": str(self.database),
            "C360_THREADS": str(self.threads),
            "C360_ENGINE": self.engine,
            "C360_SPARK_HOME": str(self.spark_home),
            "C360_SPARK_MASTER": self.spark_master,
        }

    def shown(self, path: Path) -> str:
        """A path as a person would type it: relative to the project where it lies inside."""
        try:
            return str(path.relative_to(self.project))
        except ValueError:
            return str(path)
