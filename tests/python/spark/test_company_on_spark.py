"""The demonstration company on DuckDB and on a Spark cluster that loses one of its two executors:
every mart is the same, row by row. Then, in the warehouse that this leaves, the tests that DuckDB
passes in every `make test`: dbt's unit tests and those of the adapter macros.

All in one file, because a file is what one process of `make test-spark` takes.
"""

import json
from pathlib import Path
from shutil import copytree

import duckdb
import pytest
from c360.registry import registry_of
from c360.settings import Settings
from c360.spark import session
from dbt.cli.main import dbtRunner
from scratch import REPOSITORY, call_c360, copy_project
from spark.cluster import ClusterRun, run_and_kill_an_executor
from spark.parity import differences, marts_of

PEOPLE = 1_000
# Beside those of the demonstration company. Unit tests need their relations, not their rows.
OTHER_SOURCES = ("complete_journey", "hubspot", "mailchimp")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole project with the demonstration company, which DuckDB has published."""
    folder = copy_project(tmp_path_factory.mktemp("company") / "project")
    for arguments in (
        ("demo", "--people", str(PEOPLE)),
        ("run", "--published", "published_duckdb"),
    ):
        outcome = call_c360(folder, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    return folder


@pytest.fixture(scope="module")
def company_on_spark(company: Path, tmp_path_factory: pytest.TempPathFactory) -> ClusterRun:
    """The same project, which a cluster that loses an executor has built and published too."""
    return run_and_kill_an_executor(company, tmp_path_factory.mktemp("events"))


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


@pytest.fixture(scope="module")
def results(company_on_spark: ClusterRun, planned_once: None) -> list:
    """What dbt says of each test; all sources on."""
    project = company_on_spark.project
    sources = (*registry_of(Settings(project=project)), *OTHER_SOURCES)
    raw = copytree(project / "data" / "raw", project / "data" / "raw_of_all_sources")
    copytree(REPOSITORY / "tests" / "python" / "exports", raw, dirs_exist_ok=True)
    for arguments in (
        ("complete-journey", "--out", raw),
        ("land", "--engine", "spark", "--raw", raw, "--sources", ",".join(sources)),
    ):
        outcome = call_c360(project, *arguments)
        assert outcome.exit_code == 0, outcome.stderr
    settings = Settings(project=project, engine="spark", sources=sources)
    options = ["--quiet", "--vars", json.dumps({"sources": registry_of(settings)})]
    folders = [f"path:models/staging/{source}" for source in OTHER_SOURCES]
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(project)
        for name, value in settings.environment().items():
            monkeypatch.setenv(name, value)
        built = dbtRunner().invoke(["run", "--empty", "--select", *folders, *options])
        assert built.success, built.exception
        tested = dbtRunner().invoke(["test", "--select", "test_type:unit", "tag:adapter", *options])
    session.stop()
    assert tested.exception is None
    return list(tested.result)


def failed(results: list) -> dict[str, str]:
    return {result.node.name: result.message for result in results if str(result.status) != "pass"}


def test_every_dbt_unit_test_passes(results):
    unit_tests = [result for result in results if result.node.resource_type == "unit_test"]
    assert failed(unit_tests) == {}
    assert len(unit_tests) > 100


def test_adapter_macros_give_what_they_promise(results):
    adapters = [result for result in results if result.node.resource_type == "test"]
    assert failed(adapters) == {}
    assert len(adapters) > 20
