"""Small demonstration worlds for the tests: generated once, read through DuckDB."""

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb
from c360.demo.plan import Dirt, Plan
from c360.demo.world import build

AS_OF = date(2026, 6, 30)
PEOPLE = 1500


class World:
    """One generated world; ``sql`` knows raw tables as source_table, and records and people."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.plan, self.raw, self.truth = plan, folder / "raw", folder / "truth"
        self.rows = build(plan, self.raw, self.truth)
        self.database = duckdb.connect()
        for path in sorted(self.raw.glob("*/*")):
            name = f"{path.parent.name}_{path.stem}"
            files = f"{path}/*" if path.is_dir() else str(path)
            reader = (
                f"read_csv('{files}', delim=';', header=true, all_varchar=true)"
                if path.parent.name == "pos"
                else f"read_parquet('{files}')"
            )
            self.database.execute(f'create view "{name}" as select * from {reader}')
        for name in ("records", "people"):
            path = self.truth / f"{name}.parquet"
            self.database.execute(f"create view {name} as select * from '{path}'")

    def sql(self, query: str) -> list[tuple]:
        return self.database.execute(query).fetchall()

    def one(self, query: str) -> object:
        return self.sql(query)[0][0]

    def tables(self) -> list[str]:
        return [
            name
            for (name,) in self.sql(
                "select view_name from duckdb_views() where not internal order by 1"
            )
        ]


def make_world(people: int, seed: int = 7, dirt: str = "normal", chunk: int = 20_000) -> World:
    folder = Path(mkdtemp(prefix="c360-demo-"))
    return World(folder, Plan(people, seed, AS_OF, Dirt.level(dirt), chunk))


@cache
def dirty_world() -> World:
    return make_world(PEOPLE)


@cache
def clean_world() -> World:
    return make_world(PEOPLE, dirt="none")


def fingerprint(folder: Path) -> dict[str, str]:
    """Hash every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
