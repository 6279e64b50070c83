"""Spark's tables as DuckDB reads them, and the folders that a killed build left."""

from pathlib import Path

import duckdb
import pytest
from c360.errors import UsageError
from c360.marts import mart_columns
from c360.provenance import landing_settings
from c360.settings import Settings
from c360.spark.landed_files import LandedFiles
from c360.spark.leftovers import alone, remove_leftovers
from c360.warehouse import connect


def write(path: Path, query: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.sql(f"copy ({query}) to '{path}' (format parquet)")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A warehouse as Spark leaves it: a table in parts, one in partitions, one being written."""
    marts = tmp_path / "warehouse" / "marts.db"
    write(marts / "customers" / "part-0.parquet", "select 'a' as customer_id")
    write(marts / "customers" / "part-1.parquet", "select 'b' as customer_id")
    write(marts / "customers" / "_temporary" / "0" / "part-2.parquet", "select 'c' as customer_id")
    (marts / "customers" / "_SUCCESS").touch()
    (marts / "customers" / ".part-0.parquet.crc").touch()
    write(marts / "moves" / "month=2026-01-01" / "part-0.parquet", "select 'a' as customer_id")
    write(marts / "unfinished" / "_temporary" / "part-0.parquet", "select 'a' as customer_id")
    landings = LandedFiles(tmp_path)
    folder = landings.new()
    write(folder / "raw_landing" / "settings" / "part-0.parquet", "select '2026-06-30' as as_of")
    landings.end_change(folder)
    return Settings(project=tmp_path, engine="spark", spark_home=tmp_path)


def test_tables_are_views_of_what_is_written_for_good(settings):
    with connect(settings, read_only=True) as connection:
        customers = connection.execute("select * from marts.customers order by 1").fetchall()
        assert customers == [("a",), ("b",)]
        assert mart_columns(connection) == {
            "customers": {"customer_id": "VARCHAR"},
            "moves": {"customer_id": "VARCHAR", "month": "DATE"},
        }


def test_what_landing_recorded_is_read_from_its_files(settings):
    with connect(settings, read_only=True) as connection:
        assert landing_settings(connection) == {"as_of": "2026-06-30"}
    LandedFiles(settings.spark_home).begin_change()
    with connect(settings, read_only=True) as connection:
        assert landing_settings(connection) == {}


def test_nothing_built_yet(tmp_path):
    settings = Settings(project=tmp_path, engine="spark")
    with (
        pytest.raises(UsageError, match=r"data/spark/warehouse does not exist: run `c360 run"),
        connect(settings, read_only=True),
    ):
        pass


def test_folders_of_no_table_are_removed(settings):
    marts = settings.spark_home / "warehouse" / "marts.db"
    known = [
        {"location": f"file:{marts}", "tables": [f"file:{marts}/customers", f"file:{marts}/moves"]},
        {"location": "hdfs://cluster/warehouse/config.db", "tables": []},
    ]
    assert marts / "unfinished" in remove_leftovers(known)
    assert sorted(path.name for path in marts.iterdir()) == ["customers", "moves"]


def test_rows_that_were_added_by_half_are_taken_out_again(tmp_path):
    ledger = tmp_path / "ledger"
    earlier, killed = (f"{digit * 8}-0000-4000-8000-{digit * 12}" for digit in "12")
    for place, job in (
        ("", earlier),
        ("", killed),
        ("_temporary/0/task_1/", killed),
    ):
        for start in ("", "."):
            file = ledger / place / f"{start}part-00000-{job}-c000.snappy.parquet"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
    known = [{"location": f"file:{tmp_path}", "tables": [f"file:{ledger}"]}]
    remove_leftovers(known)
    name = f"part-00000-{earlier}-c000.snappy.parquet"
    assert {path.name for path in ledger.iterdir()} == {name, f".{name}"}


def test_two_builds_in_one_place_are_refused(settings):
    with (
        alone(settings),
        pytest.raises(UsageError, match=r"another build in \. is running"),
        alone(settings),
    ):
        pass
