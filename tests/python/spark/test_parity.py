"""The demonstration company on DuckDB and on a Spark cluster that loses one of its two executors:
every mart is the same, row by row.
"""

import json
from pathlib import Path
from shutil import copytree

import duckdb
import pytest
from spark.cluster import ClusterRun
from spark.conftest import PEOPLE
from spark.parity import differences, marts_of


@pytest.fixture(scope="module")
def published(company_on_spark: ClusterRun) -> dict[str, Path]:
    """Engine -> what it published."""
    return {engine: company_on_spark.published(engine) for engine in ("duckdb", "spark")}


def test_two_executors_shared_the_work_and_a_third_replaced_the_lost_one(company_on_spark):
    tasks = company_on_spark.tasks_by_executor()
    assert len([executor for executor in tasks if executor != "driver"]) >= 3, tasks


def test_every_mart_is_the_same_on_both_engines(published):
    assert differences(published["duckdb"], published["spark"]) == []


def test_marts_hold_rows(published):
    rows = {mart: described["rows"] for mart, described in marts_of(published["spark"]).items()}
    assert rows["customers"] > PEOPLE
    assert [mart for mart, count in rows.items() if count == 0] == []


def test_the_audits_say_the_same(published):
    audits = [
        json.loads((published[engine] / "manifest.json").read_text())["audit"]
        for engine in ("duckdb", "spark")
    ]
    assert audits[0] == audits[1]


def test_a_difference_is_found(published):
    """The comparison itself: a mart that lacks a row, and one with another value."""
    copy = published["spark"].parent / "changed"
    copytree(published["spark"].resolve(), copy)
    folder = copy / "parquet" / "customers"
    file = (folder / "customers.parquet").resolve()
    file.chmod(0o644)
    duckdb.execute(
        f"""
        create or replace temp table changed as
        select * replace (case when record_count = 2 then 3 else record_count end as record_count)
        from read_parquet('{file}') order by customer_id offset 1
        """
    )
    duckdb.execute(f"copy changed to '{file}' (format parquet)")
    found = differences(published["duckdb"], copy)
    assert found and all(line.startswith("customers: ") for line in found)
