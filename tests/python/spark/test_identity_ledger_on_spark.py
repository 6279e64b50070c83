"""The company of the identity scenarios on Spark: the same ids, events and refusals as on DuckDB.

What they should be is told by ``integration/test_identity_ledger.py``.
"""

from pathlib import Path

import pytest
from c360.settings import DUCKDB, SPARK
from identity_company import Company
from scratch import copy_project

BUILDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def marts(
    tmp_path_factory: pytest.TempPathFactory, planned_once: None
) -> dict[str, list[dict[str, list[tuple]]]]:
    """Engine -> all rows of the identity marts after each build. dbt tests the first one, too."""

    def built(engine: str, project: Path) -> list[dict[str, list[tuple]]]:
        company, after = Company(project, engine), []
        for build in BUILDS:
            company.change_seeds(build)
            company.land(build)
            assert company.build() == ""
            after.append(company.marts())
            if build == 1:
                company.skip_data_tests()
        return after

    return {
        engine: built(engine, copy_project(tmp_path_factory.mktemp(engine) / "project"))
        for engine in (DUCKDB, SPARK)
    }


@pytest.mark.parametrize("build", BUILDS)
def test_the_marts_of_identity_are_the_same_on_both_engines(marts, build: int):
    on_duckdb, on_spark = (marts[engine][build - 1] for engine in (DUCKDB, SPARK))
    assert on_duckdb.keys() == on_spark.keys()
    for mart, rows in on_duckdb.items():
        assert on_spark[mart] == rows, mart


def test_customers_were_created_merged_split_and_removed(marts):
    assert {row[1] for row in marts[SPARK][-1]["identity_events"]} >= {
        "created",
        "merged",
        "split",
        "removed",
    }
